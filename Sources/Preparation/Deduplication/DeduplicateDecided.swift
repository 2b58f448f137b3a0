import Records

/// The last layer of model.md §2.2: a record goes where a person decided that it is the same thing as another
/// one of its source, which stays; no likeness removes anything by itself.
///
/// What must name the record that goes is filtered as `SAME_AS` as it would be when void; what may name it reads
/// as blank. A decision without effect is a finding.
func deduplicateDecided(_ rows: Staged, decisions: Decisions) -> Staged {
  var next = rows
  let merges = decisions.merges
  guard !merges.isEmpty else {
    next.close(.deduplicateDecided)
    return next
  }
  let plan = DecidedMerges(rows, merges)
  var voiding = Voiding(next, code: "SAME_AS")
  voiding.follow(plan.layers)
  next = voiding.rows
  next.findings += plan.findings
  next.close(.deduplicateDecided, fates: voiding.fates, merged: plan.layers)
  return next
}

/// Which rows the decisions merge into which.
private struct DecidedMerges {
  private(set) var layers: [MergedRows] = []
  private(set) var findings: [Finding] = []

  init(_ rows: Staged, _ merges: [Decision]) {
    let bySource = Dictionary(grouping: merges) { Key($0.source) }
    for (position, table) in rows.tables.enumerated() {
      if let own = bySource[Key(table.source)] { merge(own, in: table, position) }
    }
  }

  private mutating func merge(_ merges: [Decision], in table: Table, _ position: Int) {
    let next = Dictionary(
      merges.compactMap { merge in merge.other.map { (Key(merge.recordKey), $0) } },
      uniquingKeysWith: { first, _ in first })
    let wanted = Set(next.keys).union(next.values.map { Key($0) })
    let index = KeyIndex(table, wanted: wanted)
    var pairs: [(row: Int32, survivor: Int32, text: String)] = []
    for decision in merges {
      let survivor = index.row(DecidedMerges.end(of: decision.recordKey, next))
      if let row = index.row(decision.recordKey), let survivor {
        pairs.append((row, survivor, "\(decision.recordKey) → \(decision.other ?? "") · \(decision.number)"))
      } else {
        findings.append(DecidedMerges.withoutEffect(decision, in: table))
      }
    }
    pairs.sort { $0.row < $1.row }
    layers.append(
      MergedRows(
        stage: .deduplicateDecided, table: position, rows: pairs.map(\.row), survivors: pairs.map(\.survivor),
        naming: .texts(pairs.map(\.text))))
  }

  /// Where a chain of decisions ends; it has no circle.
  private static func end(of key: String, _ next: [Key: String]) -> String {
    var current = key
    while let other = next[Key(current)] { current = other }
    return current
  }

  private static func withoutEffect(_ decision: Decision, in table: Table) -> Finding {
    let other = decision.other ?? ""
    return Finding(
      code: "DECISION_UNUSED", severity: .warning,
      message: Message(
        zh: "裁定\(decision.number)：\(table.source)的\(decision.recordKey)或\(other)不在保留的记录中，裁定未起作用；"
          + "请核对记录号，或另写一行撤销它",
        en:
          "decision \(decision.number): \(table.source) \(decision.recordKey) or \(other) is not among the rows "
          + "kept, so it had no effect; check the keys, or undo it in a new line"),
      stage: .deduplicateDecided, source: table.source)
  }
}

extension Decision {
  /// The key of the other record; nil where the subject is a member.
  fileprivate var other: String? {
    if case .record(let key) = subject { return key }
    return nil
  }
}
