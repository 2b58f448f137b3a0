import Records
import Scoring

/// Finds for every member what gave no points and lies in the times that earning leaves read.
///
/// These are records that no leaf took, of relations that base or bonus leaves read; rows that a stage set aside or merged with
/// another of the same thing; and refused rows. Rows that were merged because they are equal are left out: a file that was
/// delivered twice says nothing of a member.
struct AsideLines {
  private let run: RunRecord
  private let words: RecordWords
  private let owners: RowOwners
  private let leaves: [LeafPlace]
  private(set) var byMember: [[AsideLine]]

  init(
    _ run: RunRecord, _ leaves: [LeafPlace], _ owners: RowOwners, _ words: RecordWords, refused: [RefusedRow]
  ) {
    self.run = run
    self.words = words
    self.owners = owners
    self.leaves = leaves
    byMember = Array(repeating: [], count: run.members.count)
    addRecords()
    addRows()
    for row in refused { add(row) }
    for member in byMember.indices {
      byMember[member] = byMember[member].enumerated().sorted { left, right in
        let (a, b) = (left.element.day?.number ?? .max, right.element.day?.number ?? .max)
        return a == b ? left.offset < right.offset : a < b
      }.map(\.element)
    }
  }

  private var earning: [LeafPlace] {
    leaves.filter { run.model.categories[$0.category].role != .deduction && $0.relation != nil }
  }

  /// The days that a leaf reads.
  private func days(_ leaf: LeafPlace) -> ClosedRange<Day>? {
    guard case .leaf(let content) = leaf.node.content, let name = content.selection?.window else {
      return nil
    }
    let window = run.model.windows.first { $0.name == name }?.window ?? .year
    return window.days(of: run.identity.period)
  }

  private mutating func addRecords() {
    var isUsed = run.input.relations.map { Array(repeating: false, count: $0.count) }
    for record in run.records {
      if case .record(let index) = record.subject, let relation = leaves[Int(record.leaf)].relation {
        isUsed[relation][Int(index)] = true
      }
    }
    let byRelation = Dictionary(grouping: earning) { $0.relation ?? 0 }
    for relation in byRelation.keys.sorted() {
      let readers = byRelation[relation] ?? []
      let spans = readers.compactMap(days)
      let failures = FailedConditions(run, readers.map(\.node), run.input.relations[relation])
      for record in isUsed[relation].indices where !isUsed[relation][record] {
        addRecord(record, of: relation, spans, failures)
      }
    }
  }

  private mutating func addRecord(
    _ record: Int, of relation: Int, _ spans: [ClosedRange<Day>], _ failures: FailedConditions
  ) {
    let found = run.input.relations[relation]
    let (member, day) = (found.members[record], Instant(seconds: found.times[record]).day)
    guard member != Relation.nobody, spans.contains(where: { $0.contains(day) }) else { return }
    byMember[Int(member)].append(
      AsideLine(
        day: day, text: words.text(of: record, in: relation, member: member),
        reason: failures.reason(record), source: words.source(found.evidence(record), member: member)))
  }

  /// What says nothing of a row beyond that no leaf reads it.
  private static let general: Set<String> = ["NOT_SELECTED", "NO_RECORD", "CONTEXT", "OUTSIDE_RUN"]

  private struct Place: Hashable {
    let file: UInt32
    let byteStart: Int64

    init(_ origin: Origin) {
      file = origin.file
      byteStart = origin.byteStart
    }
  }

  private mutating func addRows() {
    var reasons: [Place: String] = [:]
    for row in run.filtered + run.unused where !AsideLines.general.contains(row.code) {
      reasons[Place(row.origin)] = CodeWords.of(row.code).zh
    }
    for merge in run.merges where merge.stage != .deduplicateEqual {
      reasons[Place(merge.merged)] = "与另一行是同一件事，只计一次"
    }
    let sources = Set(
      (run.filtered + run.unused).lazy.filter { !AsideLines.general.contains($0.code) }.map(\.source)
        + run.merges.map(\.source))
    let first = earning.compactMap { days($0)?.lowerBound }.min() ?? run.identity.period.first
    for (index, table) in run.tables.enumerated()
    where sources.contains(table.source) && owners.areNamed(inTable: index) {
      for (row, origin) in table.origins.enumerated() {
        if let reason = reasons[Place(origin)] { addRow(row, index, reason, since: first) }
      }
    }
  }

  private mutating func addRow(_ row: Int, _ table: Int, _ reason: String, since first: Day) {
    let day = run.tables[table].day(of: row)
    if let day, day < first || day > run.identity.period.last { return }
    for member in owners.owners(table, row) {
      byMember[Int(member)].append(
        AsideLine(
          day: day, text: words.text(ofRow: row, in: table, member: member), reason: reason,
          source: words.place(run.tables[table].origins[row], member)))
    }
  }

  private mutating func add(_ refused: RefusedRow) {
    let finding = refused.rejection.finding
    let title = run.tables.first { $0.source == finding.source }?.shape.title ?? finding.source
    byMember[Int(refused.member)].append(
      AsideLine(
        day: nil, text: title, reason: "退回：\(CodeWords.of(finding.code).zh)",
        source: words.place(refused.rejection.origin, refused.member)))
  }
}

extension Table {
  /// The day of a row by the column that dates it, else by its first date or time that is required.
  fileprivate func day(of row: Int) -> Day? {
    let dated = shape.fields.first { field in
      (field.type == .date || field.type == .time)
        && (field.key == shape.date || shape.date == nil && shape.required.contains(field.key))
    }
    return switch dated.map({ value($0.key, row) }) {
    case .day(let day): day
    case .time(let time): time.day
    default: nil
    }
  }
}
