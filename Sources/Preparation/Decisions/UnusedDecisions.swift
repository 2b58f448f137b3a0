import Records

/// Says of each decision about a member, and of each that two records differ, whether its records are there at all; those
/// that merge records are looked at when they are replayed.
struct UnusedDecisions {
  let findings: [Finding]

  /// O(rows of the sources that are decided about).
  init(_ rows: Staged, _ decisions: Decisions) {
    let asked = decisions.all.filter { !$0.mergesRecords }
    let bySource = Dictionary(grouping: asked) { Key($0.source) }
    findings = rows.tables.flatMap { table -> [Finding] in
      guard let own = bySource[Key(table.source)] else { return [] }
      let index = KeyIndex(table, wanted: Set(own.flatMap(\.recordKeys).map { Key($0) }))
      return own.flatMap { decision in
        decision.recordKeys.filter { !index.contains($0) }.map {
          UnusedDecisions.finding(decision, $0, table)
        }
      }
    }
  }

  private static func finding(_ decision: Decision, _ key: String, _ table: Table) -> Finding {
    Finding(
      code: "DECISION_UNUSED", severity: .warning,
      message: Message(
        zh: "裁定\(decision.number)：\(table.source)没有记录\(key)，裁定未起作用；请核对记录号，或另写一行撤销它",
        en:
          "decision \(decision.number): \(table.source) has no record \(key), so it had no effect; check the key, "
          + "or undo it in a new line"),
      stage: .resolve, source: table.source)
  }
}

extension Decision {
  fileprivate var mergesRecords: Bool {
    if case .record = subject { return verdict == .same }
    return false
  }

  /// The records that it is about.
  fileprivate var recordKeys: [String] {
    if case .record(let other) = subject { return [recordKey, other] }
    return [recordKey]
  }
}
