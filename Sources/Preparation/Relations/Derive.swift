import Records

/// Builds members, relations, attendance lines and entered points from the rows that survived (model.md
/// §2.3–2.5).
func derive(_ rows: Staged, period: Period, rules: DerivationRules) -> Prepared {
  var derivation = Derivation(rows, period: period, rules: rules)
  derivation.findEmptySpans()
  derivation.deriveAttendance()
  let authorship = derivation.deriveAuthorship()
  derivation.deriveReports()
  derivation.deriveOutcomes(authorship)
  derivation.deriveComments()
  derivation.deriveDuty()
  derivation.deriveRelationsOfRows()
  derivation.deriveEnteredPoints()
  return Prepared(
    tables: rows.tables, members: derivation.roster.members, relations: derivation.relations,
    entered: derivation.entered, attendance: derivation.attendance, accounts: rows.accounts,
    rejections: rows.rejections, findings: rows.findings + derivation.findings, corrections: rows.corrections,
    mergedRows: rows.merged, unclaimed: rows.unclaimed, filtered: rows.filtered,
    withoutRecord: derivation.withoutRecord)
}
