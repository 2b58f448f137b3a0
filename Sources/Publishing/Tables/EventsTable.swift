import CSV
import Records
import Scoring

/// `events.csv`: the ledger's amounts split by record, with the rows that each rests on.
///
/// `row_ids`, `source`, `file` and `line` are lists of equal length joined by `;`, in byte order of the row's place.
package enum EventsTable {
  package static func artifact(_ run: RunRecord) -> Artifact {
    let leaves = run.model.leaves
    let context = Context(
      codes: leaves.map { (run.model.categories[$0.category].node.code, $0.node.code) },
      relations: leaves.map { relation(of: $0.node, in: run.input) })
    let order = order(run, context)
    return Artifact(
      file: .events,
      header: [
        "member_no", "profile", "category", "indicator", "relation", "key", "time", "raw", "limited",
        "prorated", "entered", "capped", "shared", "points", "row_ids", "source", "file", "line",
      ],
      lines: EntryLines(run.records.count) { index, csv in
        write(run.records[order[index]], run, context, to: &csv)
      })
  }

  private struct Context: Sendable {
    let codes: [(category: String, leaf: String)]
    /// The relation that each leaf reads, as an index into the run's.
    let relations: [Int?]
  }

  private static func relation(of node: Node, in input: ScoringInput) -> Int? {
    guard case .leaf(let leaf) = node.content, let selection = leaf.selection else { return nil }
    return input.relations.firstIndex { $0.name == selection.relation }
  }

  /// The places of the records by member, then the leaf's place in the model, then ≺; a measure before all records, 记分
  /// after them.
  private static func order(_ run: RunRecord, _ context: Context) -> [Int] {
    let records = run.records
    return records.indices.map { (place: Place(records[$0], run, context), index: $0) }.sorted {
      left, right in
      if left.place != right.place { return left.place < right.place }
      let (left, right) = (records[left.index], records[right.index])
      return precedes(left.subject, right.subject, context.relations[Int(left.leaf)], run)
    }.map(\.index)
  }

  /// What orders most records.
  private struct Place: Hashable, Comparable {
    let member: Int32
    let leaf: Int32
    /// Of a measure, a record or an entry.
    let kind: Int32
    /// Of a record.
    let time: Int64

    init(_ record: RecordScore, _ run: RunRecord, _ context: Context) {
      (member, leaf) = (Int32(record.member), Int32(record.leaf))
      let relation = context.relations[Int(record.leaf)]
      switch record.subject {
      case .measure: (kind, time) = (0, 0)
      case .record(let index):
        (kind, time) = (1, relation.map { run.input.relations[$0].times[Int(index)] } ?? 0)
      case .entered: (kind, time) = (2, 0)
      }
    }

    static func < (left: Place, right: Place) -> Bool {
      (left.member, left.leaf, left.kind, left.time) < (right.member, right.leaf, right.kind, right.time)
    }
  }

  /// Of two of one place.
  private static func precedes(
    _ left: RecordScore.Subject, _ right: RecordScore.Subject, _ relation: Int?, _ run: RunRecord
  ) -> Bool {
    switch (left, right) {
    case (.entered(let left), .entered(let right)):
      return Key(run.input.entered[Int(left)].number) < Key(run.input.entered[Int(right)].number)
    case (.record(let left), .record(let right)):
      guard let relation else { return left < right }
      return run.input.relations[relation].keys.precedes(Int(left), Int(right))
    default: return false
    }
  }

  private static func write(
    _ record: RecordScore, _ run: RunRecord, _ context: Context, to csv: inout CSVWriter
  ) {
    let member = run.members[Int(record.member)]
    let codes = context.codes[Int(record.leaf)]
    csv.text(member.number)
    csv.text(member.profile)
    csv.text(codes.category)
    csv.text(codes.leaf)
    let rows = writeSubject(record, run, context, to: &csv)
    let decimals = run.model.decimals
    for amount in [
      record.raw, record.limited, record.prorated, record.entered, record.capped, record.shared,
      record.points,
    ] {
      csv.points(amount, atLeast: decimals)
    }
    writeEvidence(rows, run, to: &csv)
    csv.endRow()
  }

  /// Relation, key and time; returns the rows that the record rests on.
  private static func writeSubject(
    _ record: RecordScore, _ run: RunRecord, _ context: Context, to csv: inout CSVWriter
  ) -> ArraySlice<RowReference> {
    let relation = context.relations[Int(record.leaf)]
    switch record.subject {
    case .record(let index):
      guard let relation else {
        for _ in 0..<3 { csv.missing() }
        return []
      }
      csv.text(run.input.relations[relation].name)
      csv.text(utf8: run.input.relations[relation].keys.utf8(Int(index)))
      csv.text(utf8: Instant(seconds: run.input.relations[relation].times[Int(index)]).utf8[...])
      return run.input.relations[relation].evidence(Int(index))
    case .measure:
      csv.text(relation.map { run.input.relations[$0].name } ?? "")
      csv.missing()
      csv.missing()
      return []
    case .entered(let index):
      let entered = run.input.entered[Int(index)]
      csv.text("adjustments")
      csv.text("记分/" + entered.number)
      csv.text(entered.datedOn.start.description)
      return [entered.row]
    }
  }

  private static func writeEvidence(
    _ rows: ArraySlice<RowReference>, _ run: RunRecord, to csv: inout CSVWriter
  ) {
    var origins = rows.map { run.origin($0) }
    if origins.count > 1 {
      origins.sort { $0.file == $1.file ? $0.byteStart < $1.byteStart : $0.file < $1.file }
    }
    writeList(origins, to: &csv) { csv, origin in run.sourceFiles.appendRowID(origin, to: &csv) }
    writeList(origins, to: &csv) { csv, origin in csv.append(run.file(origin).source) }
    writeList(origins, to: &csv) { csv, origin in csv.append(run.file(origin).path) }
    writeList(origins, to: &csv) { csv, origin in csv.append(Int64(origin.firstLine)) }
  }

  private static func writeList(
    _ origins: [Origin], to csv: inout CSVWriter, append: (inout CSVWriter, Origin) -> Void
  ) {
    csv.openText()
    for (index, origin) in origins.enumerated() {
      if index > 0 { csv.append(";") }
      append(&csv, origin)
    }
    csv.closeText()
  }
}
