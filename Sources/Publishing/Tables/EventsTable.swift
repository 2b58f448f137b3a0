import CSV
import Records
import Scoring

/// `events.csv`: the ledger's amounts split by record, with the rows that each rests on.
///
/// `row_ids`, `source`, `file` and `line` are lists of equal length joined by `;`, in byte order of the row's place.
package enum EventsTable {
  package static func artifact(_ run: RunRecord) -> Artifact {
    let context = Context(run)
    let order = order(run, context)
    return Artifact(
      file: .events,
      header: [
        "member_no", "profile", "category", "indicator", "relation", "key", "time", "raw", "limited",
        "prorated", "entered", "capped", "shared", "points", "row_ids", "source", "file", "line",
      ],
      lines: EntryLines(run.records.count) { index, csv in
        write(run.records.span[order[index]], run, context, to: &csv)
      })
  }

  /// What lines have in common.
  private struct Context: Sendable {
    /// The relation that each leaf reads, as an index into the run's.
    let relations: [Int?]
    let decimals: Int
    /// By leaf: category and indicator, and the same with the name of its relation.
    private let leafCells: SharedCellsList
    /// By member: number and profile.
    let memberCells: SharedCellsList

    init(_ run: RunRecord) {
      let leaves = run.model.leaves
      let relations = leaves.map { EventsTable.relation(of: $0.node, in: run.input) }
      var (leafCells, memberCells) = (SharedCellsList(), SharedCellsList())
      for (leaf, relation) in zip(leaves, relations) {
        let codes = [run.model.categories[leaf.category].node.code, leaf.node.code]
        leafCells.append(SharedCells(codes))
        leafCells.append(SharedCells(codes + [relation.map { run.input.relations[$0].name } ?? ""]))
      }
      for member in run.input.members { memberCells.append(SharedCells([member.number, member.profile])) }
      self.relations = relations
      decimals = run.model.decimals
      (self.leafCells, self.memberCells) = (leafCells, memberCells)
    }

    /// Category and indicator of a leaf.
    func writeCodes(_ leaf: Int32, to csv: inout CSVWriter) { leafCells.write(2 * Int(leaf), to: &csv) }

    /// The same, and the name of the leaf's relation, empty for none.
    func writeCodesAndRelation(_ leaf: Int32, to csv: inout CSVWriter) {
      leafCells.write(2 * Int(leaf) + 1, to: &csv)
    }
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
    context.memberCells.write(Int(record.member), to: &csv)
    writeSubject(record, run, context, to: &csv)
    csv.points(record.raw, atLeast: context.decimals)
    csv.points(record.limited, atLeast: context.decimals)
    csv.points(record.prorated, atLeast: context.decimals)
    csv.points(record.entered, atLeast: context.decimals)
    csv.points(record.capped, atLeast: context.decimals)
    csv.points(record.shared, atLeast: context.decimals)
    csv.points(record.points, atLeast: context.decimals)
    writeEvidence(of: record, run, context, to: &csv)
    csv.endRow()
  }

  /// Category, indicator, relation, key and time.
  private static func writeSubject(
    _ record: RecordScore, _ run: RunRecord, _ context: Context, to csv: inout CSVWriter
  ) {
    switch record.subject {
    case .record(let index):
      context.writeCodesAndRelation(Int32(record.leaf), to: &csv)
      guard let relation = context.relations[Int(record.leaf)] else {
        csv.missing()
        return csv.missing()
      }
      let relations = run.input.relations.span
      let (keys, row) = (relations[relation].keys.bytes.span, Int(index))
      csv.text(keys.extracting(relations[relation].keys.places.range(row)))
      csv.text(utf8: Instant(seconds: relations[relation].times[row]).utf8[...])
    case .measure:
      context.writeCodesAndRelation(Int32(record.leaf), to: &csv)
      csv.missing()
      csv.missing()
    case .entered(let index):
      let entered = run.input.entered[Int(index)]
      context.writeCodes(Int32(record.leaf), to: &csv)
      csv.text("adjustments")
      csv.text("记分/" + entered.number)
      csv.text(entered.datedOn.start.description)
    }
  }

  /// The rows that the record rests on.
  private static func writeEvidence(
    of record: RecordScore, _ run: RunRecord, _ context: Context, to csv: inout CSVWriter
  ) {
    switch record.subject {
    case .record(let index):
      let relation = context.relations[Int(record.leaf)]
      writeEvidence(relation.map { run.input.relations[$0].evidence(Int(index)) } ?? [], run, to: &csv)
    case .measure: writeEvidence([], run, to: &csv)
    case .entered(let index): writeEvidence([run.input.entered[Int(index)].row], run, to: &csv)
    }
  }

  private static func writeEvidence(
    _ rows: ArraySlice<RowReference>, _ run: RunRecord, to csv: inout CSVWriter
  ) {
    var origins = rows.map { run.origin($0) }
    if origins.count > 1 {
      origins.sort { $0.file == $1.file ? $0.byteStart < $1.byteStart : $0.file < $1.file }
    }
    let files = run.sourceFiles
    writeList(origins, to: &csv) { csv, origin in files.appendRowID(origin, to: &csv) }
    writeList(origins, to: &csv) { csv, origin in files.appendSource(origin, to: &csv) }
    writeList(origins, to: &csv) { csv, origin in files.appendPath(origin, to: &csv) }
    writeList(origins, to: &csv) { csv, origin in csv.append(Int64(origin.firstLine)) }
  }

  @inline(__always)
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
