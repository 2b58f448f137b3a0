import Records
import Scoring

/// Says what a record or a row was and where it stands, without naming any member but its own.
///
/// Kinds of leave never stand in it, nor what a person wrote in a row but a title.
struct RecordWords: Sendable {
  private let run: RunRecord
  private let owners: RowOwners
  private let names: NameScan
  /// By relation: the columns that say what its records are.
  private let described: [[Column]]
  /// By table: the column of titles.
  private let titles: [Column?]

  init(_ run: RunRecord, _ owners: RowOwners) {
    self.run = run
    self.owners = owners
    names = NameScan(run.members, in: run.tables)
    described = run.input.relations.map { relation in
      RecordWords.isSilent(relation.name)
        ? [] : ["kind", "outcome", "level", "role"].compactMap { relation.column($0) }
    }
    titles = run.tables.map { $0.column("title") }
  }

  /// Relations whose kinds tell why somebody was away.
  static func isSilent(_ relation: String) -> Bool { relation == "leave" || relation == "member_status" }

  /// A record's kind, role and title, then its key.
  func text(of record: Int, in relation: Int, member: Int32) -> String {
    let found = run.input.relations[relation]
    let words = described[relation].map { $0.canonicalText(record) }
    let title = found.evidence(record).lazy.compactMap { row in
      self.titles[Int(row.table)].flatMap {
        $0.isMissing(Int(row.row)) ? nil : $0.canonicalText(Int(row.row))
      }
    }.first
    return joined(words + [title ?? "", found.keys[record]], member)
  }

  /// A row's source and key.
  func text(ofRow row: Int, in table: Int, member: Int32) -> String {
    joined([run.tables[table].shape.title, run.tables[table].recordKey(row)], member)
  }

  /// The parts that are there and name nobody else.
  private func joined(_ parts: [String], _ member: Int32) -> String {
    parts.filter { !$0.isEmpty && !namesAnother($0, member) }.joined(separator: " ")
  }

  private func namesAnother(_ text: String, _ member: Int32) -> Bool {
    names.namesAnother(in: text, than: member)
  }

  /// The first of the member's own rows, else of all, and how many there are.
  func source(_ rows: ArraySlice<RowReference>, member: Int32) -> String {
    let own = rows.filter { owners.owns(member, $0) }
    let origins = (own.isEmpty ? Array(rows.prefix(1)) : own).map { run.origin($0) }
    guard
      let first = origins.min(by: { ($0.file, $0.byteStart) < ($1.file, $1.byteStart) })
    else { return "" }
    return place(first, member) + (origins.count > 1 ? "等\(origins.count)行" : "")
  }

  /// `file:line`, or sheet and cell; a file that is called after somebody else is called by its source, a sheet left out.
  func place(_ origin: Origin, _ member: Int32) -> String {
    let file = run.file(origin)
    let cell = run.sourceFiles.cell(origin, nil)
    let name = namesAnother(file.path, member) ? file.source : file.path
    return cell.isEmpty || namesAnother(cell, member) ? "\(name):\(origin.firstLine)" : "\(name) \(cell)"
  }

  /// What a row says of itself, where it names nobody else.
  func told(_ text: String, member: Int32) -> String { joined([text], member) }
}
