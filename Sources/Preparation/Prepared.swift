package import Records

/// What preparation reads.
package struct PreparationInput: Sendable {
  /// One per declared source; sources that preparation knows by name may be absent and then have no rows.
  package let tables: [Table]
  /// Parallel to the origins' file indices.
  package let files: [SourceFile]
  package let period: Period
  package let rules: DerivationRules
  /// What persons have decided.
  package let decisions: Decisions
  /// Numbers of the members whose records are asked for; nil for all. What the others did is left out, as if they were
  /// none of the run; they stand among its members all the same.
  package let asked: Set<Key>?
  /// Of an earlier preparation with the same rows of members and leave, all members of which were asked for; nil where the list is
  /// to be read.
  package let known: KnownMembers?
  /// Decides how fast the result is there, not what it is.
  package let workers: Workers

  package init(
    tables: [Table], files: [SourceFile], period: Period, rules: DerivationRules,
    decisions: Decisions = .none, asked: Set<Key>? = nil, known: KnownMembers? = nil,
    workers: Workers = .one
  ) {
    self.tables = tables
    self.files = files
    self.period = period
    self.rules = rules
    self.decisions = decisions
    self.asked = asked
    self.known = known
    self.workers = workers
  }
}

/// What preparation gives: members and relations, and everything that became of the rows on the way.
package struct Prepared: Sendable {
  /// The tables as the last stage left them; row references of relations point here.
  package var tables: [Table]
  /// Those whose office meets the period, by number in byte order.
  package var members: [Member]
  /// For another preparation with the same members; nil once there will be none.
  package var known: KnownMembers?
  package var relations: [Relation]
  package var entered: [EnteredPoints]
  package var attendance: [AttendanceLine]
  /// For each source the stages from `resolve` on, in order.
  package var accounts: [StageAccount]
  package var rejections: [Rejection]
  package var findings: [Finding]
  package var corrections: [Correction]
  package var mergedRows: [MergedRows]
  /// Rows refused because nothing tells whose they are, ascending within a source.
  package var unclaimed: [UnclaimedRow]
  /// Rows filtered by a stage: `PUBLIC`, `VOIDED`, `OUT_OF_WINDOW`.
  package var filtered: [SetAsideRow]
  /// Surviving rows from which no record was made, with the reason, as `OUT_OF_OFFICE`; none where only some members were
  /// asked for.
  package var withoutRecord: [SetAsideRow]

  package init(
    tables: [Table], members: [Member], known: KnownMembers? = nil, relations: [Relation],
    entered: [EnteredPoints],
    attendance: [AttendanceLine], accounts: [StageAccount], rejections: [Rejection], findings: [Finding],
    corrections: [Correction], mergedRows: [MergedRows], unclaimed: [UnclaimedRow] = [],
    filtered: [SetAsideRow], withoutRecord: [SetAsideRow]
  ) {
    self.tables = tables
    self.members = members
    self.known = known
    self.relations = relations
    self.entered = entered
    self.attendance = attendance
    self.accounts = accounts
    self.rejections = rejections
    self.findings = findings
    self.corrections = corrections
    self.mergedRows = mergedRows
    self.unclaimed = unclaimed
    self.filtered = filtered
    self.withoutRecord = withoutRecord
  }

  /// The merges of all layers with their texts, layer by layer, by source and row. O(merges): ask only to write them.
  package var merges: [Merge] { mergedRows.flatMap { $0.merges(in: tables) } }
}

/// What the rows of members say of them, once it was found out.
package struct KnownMembers: Sendable {
  /// Those of all members of the list, outside the run too.
  let numbers: Set<Key>
  let roster: Roster
}

/// A row refused because nothing tells whose it is.
package struct UnclaimedRow: Hashable, Sendable {
  package let row: RowReference
  /// Key of the reference that nothing resolves.
  package let column: String
}
