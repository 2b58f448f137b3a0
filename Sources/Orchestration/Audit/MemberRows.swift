import Preparation
import Publishing
import Records
import Scoring

/// Every row of a run that names one member, each with its end.
///
/// A row names a member by his number, by an old number, by name and phone or by a decision, as `resolve` read it. A
/// refused row may not have been resolved; it names him where a cell of it shows one of `MemberSigns`.
struct MemberRows {
  /// What became of a row in the end.
  enum End: Int, CaseIterable {
    case used, merged, rejected, filtered, unused, context
  }

  struct Row {
    let table: Int
    let origin: Origin
    /// Empty where the row could not be read.
    let key: String
    let end: End
    /// Why, in words; for a used row the leaves that it gave points to.
    let reasons: [String]
  }

  /// By table, then in the order of rows.
  let rows: [Row]

  init(_ computed: ComputedRun, member: Int) {
    let run = computed.record
    let ends = RowEnds(run, member: member)
    let signs = MemberSigns(computed, member: member)
    let isRefused = Set(run.quarantine.map { RowPlace($0.rejection.origin) })
    var rows: [Row] = []
    for (position, table) in run.tables.enumerated() {
      for index in MemberRows.naming(run.members[member].number, in: table)
      where !isRefused.contains(RowPlace(table.origins[index])) {
        rows.append(ends.row(table.origins[index], of: position, key: table.recordKey(index)))
      }
      for refused in run.quarantine where refused.rejection.finding.source == table.source {
        guard let sign = signs.found(in: refused) else { continue }
        rows.append(MemberRows.refused(refused.rejection, by: sign, of: position, run))
      }
    }
    self.rows = rows
  }

  /// Rows of a table with the member in a reference to members, or as their own key. O(rows).
  private static func naming(_ number: String, in table: Table) -> [Int] {
    var naming: Set<Int> = []
    for (field, schema) in table.shape.fields.enumerated()
    where schema.references == "members" || table.source == "members" && schema.key == "member_no" {
      let column = table.columns[field].encoded()
      guard let code = column.dictionary.firstIndex(where: { Key($0) == Key(number) }) else { continue }
      for row in column.codes.indices where Int(column.codes[row]) == code { naming.insert(row) }
    }
    return naming.sorted()
  }

  private static func refused(_ rejection: Rejection, by sign: String, of table: Int, _ run: RunRecord) -> Row
  {
    let finding = rejection.finding
    let corrected = run.readmitted[run.rowID(rejection.origin)].map {
      "已重新送入 readmitted → \(run.files[Int($0.file)].path):\($0.firstLine)"
    }
    return Row(
      table: table, origin: rejection.origin, key: "", end: .rejected,
      reasons: [
        "\(finding.stage.rawValue) \(finding.code)\(finding.column.map { " · \($0)" } ?? "")  "
          + "\(finding.message.zh)  \(finding.message.en)", sign,
      ] + (corrected.map { [$0] } ?? []))
  }
}

/// What the run says of the rows that it read.
private struct RowEnds {
  private let run: RunRecord
  private let merges: [RowPlace: Merge]
  private let aside: [RowPlace: (end: MemberRows.End, row: SetAsideRow)]
  /// For each row that records of the member rest on, what they gave.
  private let scored: [RowPlace: [String]]
  private let counted: CountedRows

  init(_ run: RunRecord, member: Int) {
    self.run = run
    merges = Dictionary(
      run.merges.map { (RowPlace($0.merged), $0) }, uniquingKeysWith: { first, _ in first })
    let filtered = run.filtered.map { (RowPlace($0.origin), (end: MemberRows.End.filtered, row: $0)) }
    let unused = run.unused.map { row in
      (RowPlace(row.origin), (end: row.code == "CONTEXT" ? MemberRows.End.context : .unused, row: row))
    }
    aside = Dictionary(filtered + unused, uniquingKeysWith: { first, _ in first })
    scored = RowEnds.scored(run, member)
    counted = CountedRows(run, member: member)
  }

  func row(_ origin: Origin, of table: Int, key: String) -> MemberRows.Row {
    let place = RowPlace(origin)
    if let merge = merges[place] {
      let survivor = merge.survivor
      return MemberRows.Row(
        table: table, origin: origin, key: key, end: .merged,
        reasons: [
          "\(merge.stage.rawValue) → \(run.files[Int(survivor.file)].path):\(survivor.firstLine)  \(merge.key)"
        ])
    }
    if let aside = aside[place] {
      let message = aside.row.message
      return MemberRows.Row(
        table: table, origin: origin, key: key, end: aside.end,
        reasons: [
          aside.row.code == UnusedRows.notSelected
            ? counted.reason(origin) : "\(aside.row.code)  \(message.zh)  \(message.en)"
        ])
    }
    return MemberRows.Row(table: table, origin: origin, key: key, end: .used, reasons: scored[place] ?? [])
  }

  private static func scored(_ run: RunRecord, _ member: Int) -> [RowPlace: [String]] {
    let leaves = run.model.leaves
    var scored: [RowPlace: [String]] = [:]
    for record in run.records where Int(record.member) == member {
      let node = leaves[Int(record.leaf)].node
      for reference in run.evidence(of: record, node) {
        let origin = run.tables[Int(reference.table)].origins[Int(reference.row)]
        scored[RowPlace(origin), default: []].append(
          "\(node.code) \(node.name) \(record.points.text(atLeast: run.model.decimals))")
      }
    }
    return scored
  }
}

extension RunRecord {
  /// The rows that a scored record rests on.
  func evidence(of record: RecordScore, _ node: Node) -> [RowReference] {
    switch record.subject {
    case .measure: []
    case .entered(let index): [input.entered[Int(index)].row]
    case .record(let index):
      if case .leaf(let leaf) = node.content, let selection = leaf.selection,
        let relation = input.relation(selection.relation)
      {
        Array(relation.evidence(Int(index)))
      } else {
        []
      }
    }
  }
}
