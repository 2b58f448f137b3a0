import Preparation
import Records

/// Which members a record has to do with: those whom it names, and those of the records that name it.
struct NamedPeople {
  private let index: RecordIndex
  private let places: [Key: Int]

  /// O(rows of the sources that papers stand in).
  init(_ prepared: Prepared) {
    index = RecordIndex(prepared.tables)
    places = Dictionary(
      prepared.members.enumerated().map { (Key($1.number), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The numbers of the members that a record and its own people's rows name.
  func numbers(_ source: String, _ key: String) -> Set<Key> {
    index.people(source, key, depth: 1)
  }

  /// Places in the run's members of everyone whose points can change when the record goes. Ascending.
  func members(naming source: String, _ key: String) -> [Int] {
    index.people(source, key, depth: 3).compactMap { places[$0] }.sorted()
  }
}

/// Which rows name which record, in the sources that papers stand in.
private struct RecordIndex {
  private let tables: [Table]
  private var rows: [Key: [(table: Int, row: Int)]] = [:]
  private var own: [Key: [Key: Int]] = [:]

  /// Sources with a column that names a paper.
  init(_ tables: [Table]) {
    self.tables = tables
    for (position, table) in tables.enumerated() {
      let columns = table.shape.fields.indices.filter { index in
        RecordIndex.names(table.shape.fields[index].references)
      }
      guard !columns.isEmpty || RecordIndex.papers.contains(table.source) else { continue }
      for row in table.live.map(Int.init) {
        for column in columns where !table.columns[column].isMissing(row) {
          rows[Key(table.columns[column].canonicalText(row)), default: []].append((position, row))
        }
        if RecordIndex.papers.contains(table.source) {
          own[Key(table.source), default: [:]][Key(table.recordKey(row))] = row
        }
      }
    }
  }

  private static let papers: Set<String> = ["proposals", "reports", "micro_items", "comments"]

  private static func names(_ reference: String?) -> Bool {
    reference.map { papers.contains($0) || $0 == "item_kind" } ?? false
  }

  /// By following at most so many references from row to row.
  func people(_ source: String, _ key: String, depth: Int) -> Set<Key> {
    var people: Set<Key> = []
    if let position = tables.firstIndex(where: { $0.source == source }), let row = own[Key(source)]?[Key(key)]
    {
      insert(position, row, &people)
    }
    guard depth > 0 else { return people }
    for (position, row) in rows[Key(key)] ?? [] {
      let table = tables[position]
      insert(position, row, &people)
      if depth > 1, RecordIndex.papers.contains(table.source) {
        people.formUnion(self.people(table.source, table.recordKey(row), depth: depth - 1))
      }
    }
    return people
  }

  private func insert(_ position: Int, _ row: Int, _ people: inout Set<Key>) {
    let number = tables[position].text("member_no", row)
    if !number.isEmpty { people.insert(Key(number)) }
  }
}
