import Records

/// Builds members, relations, attendance lines and entered points from the rows that survived (model.md
/// §2.3–2.5).
func derive(
  _ rows: Staged, period: Period, rules: DerivationRules, asked: Set<Key>? = nil, roster: Roster? = nil
) -> Prepared {
  var derivation = Derivation(rows, period: period, rules: rules, asked: asked, roster: roster)
  derivation.findEmptySpans()
  derivation.deriveAttendanceAndItems()
  derivation.deriveRelationsOfRows()
  derivation.deriveEnteredPoints()
  return Prepared(
    tables: rows.tables, members: derivation.roster.members,
    known: rows.numbers.map { KnownMembers(numbers: $0, roster: derivation.roster) },
    relations: derivation.relations,
    entered: derivation.entered, attendance: derivation.attendance, accounts: rows.accounts,
    rejections: rows.rejections, findings: rows.findings + derivation.findings, corrections: rows.corrections,
    mergedRows: rows.merged, unclaimed: rows.unclaimed, filtered: rows.filtered,
    withoutRecord: derivation.withoutRecord)
}

extension Derivation {
  /// Authorship, reports, outcomes, comments, shifts and messages.
  mutating func deriveItemsAndDuty() {
    let authorship = deriveAuthorship()
    deriveReports()
    deriveOutcomes(authorship)
    deriveComments()
    deriveDuty()
  }

  /// A copy that has derived them too.
  func itemsAndDuty() -> Derivation {
    var copy = self
    copy.deriveItemsAndDuty()
    return copy
  }
}
