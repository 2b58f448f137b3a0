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

  /// Places in the run's members of everyone whose points can change when the record goes. Ascending; nil where it may be
  /// anyone, since the source holds no papers.
  func members(naming source: String, _ key: String) -> [Int]? {
    guard RecordIndex.papers.contains(source) else { return nil }
    return index.people(source, key, depth: 3).compactMap { places[$0] }.sorted()
  }
}

/// Which rows name which record, in the sources that papers stand in.
private struct RecordIndex {
  private let tables: [Table]
  /// Keys of records that rows name.
  private var keys = ByteDictionary()
  /// The rows that name a record, by the code of its key: those of code `c` are `namers[starts[c]..<starts[c + 1]]`.
  private var namers: [Namer] = []
  private var starts: [Int32] = [0]
  private var own: [Key: OwnKeys] = [:]

  private struct Namer {
    let table: Int32
    let row: Int32
  }

  /// A paper source's records.
  private struct OwnKeys {
    private var keys = ByteDictionary()
    private var rows: [Int] = []

    init(_ table: Table) {
      for row in table.live.map(Int.init) {
        let code = Int(keys.insert(table.recordKey(row)))
        if code == rows.count { rows.append(row) } else { rows[code] = row }
      }
    }

    func row(_ key: String) -> Int? { keys.code(key.utf8.span).map { rows[Int($0)] } }
  }

  /// Sources with a column that names a paper. O(rows).
  init(_ tables: [Table]) {
    self.tables = tables
    var named: [(code: UInt32, namer: Namer)] = []
    for (position, table) in tables.enumerated() {
      if RecordIndex.papers.contains(table.source) { own[Key(table.source)] = OwnKeys(table) }
      let columns = table.shape.fields.indices
        .filter { RecordIndex.names(table.shape.fields[$0].references) }
        .map { table.columns[$0].encoded() }
      let codes = columns.map { column in column.dictionary.map { keys.insert($0) } }
      for row in table.live {
        for (column, codes) in zip(columns, codes) where column.codes[Int(row)] != CodedColumn.missing {
          named.append(
            (codes[Int(column.codes[Int(row)])], Namer(table: Int32(position), row: row)))
        }
      }
    }
    deal(named)
  }

  /// Keeps the order of those who name the same record.
  private mutating func deal(_ named: [(code: UInt32, namer: Namer)]) {
    starts = Array(repeating: 0, count: keys.count + 1)
    for entry in named { starts[Int(entry.code) + 1] += 1 }
    for code in 0..<keys.count { starts[code + 1] += starts[code] }
    var next = starts
    namers = Array(repeating: Namer(table: 0, row: 0), count: named.count)
    for entry in named {
      namers[Int(next[Int(entry.code)])] = entry.namer
      next[Int(entry.code)] += 1
    }
  }

  static let papers: Set<String> = ["proposals", "reports", "micro_items", "comments"]

  private static func names(_ reference: String?) -> Bool {
    reference.map { papers.contains($0) || $0 == "item_kind" } ?? false
  }

  /// By following at most so many references from row to row.
  func people(_ source: String, _ key: String, depth: Int) -> Set<Key> {
    var people: Set<Key> = []
    if let position = tables.firstIndex(where: { $0.source == source }), let row = own[Key(source)]?.row(key)
    {
      insert(position, row, &people)
    }
    guard depth > 0, let code = keys.code(key.utf8.span).map(Int.init) else { return people }
    for namer in namers[Int(starts[code])..<Int(starts[code + 1])] {
      let (table, row) = (tables[Int(namer.table)], Int(namer.row))
      insert(Int(namer.table), row, &people)
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
