import Records
import TestSupport
import Testing

@testable import Preparation

@Suite struct EqualRowsTests {
  private static let fields: [FieldSchema] = [
    FieldSchema(key: "text", heading: "文", type: .text),
    FieldSchema(key: "member", heading: "人", type: .code(width: 4)),
    FieldSchema(key: "activity", heading: "活动", type: .text, references: "activities"),
    FieldSchema(key: "count", heading: "数", type: .integer),
    FieldSchema(key: "share", heading: "分", type: .number),
    FieldSchema(key: "day", heading: "日", type: .date),
    FieldSchema(key: "time", heading: "时", type: .time),
    FieldSchema(key: "flag", heading: "否", type: .flag),
  ]

  /// Rows whose cells take few values, so that many agree.
  private static func table(rows: Int, values: UInt64, seed: UInt64) -> Table {
    var random = SplitMix64(seed: seed)
    let cells = (0..<8).map { _ in (0..<rows).map { _ in Int(random.next() % values) } }
    let texts = cells[0].map { $0 == 0 ? "" : "流水" + String(repeating: "7", count: $0 * 3) }
    let dictionary = ["0001", "0002", "0003", "0004", "0005"]
    let members: [UInt32] = cells[1].map { $0 == 0 ? CodedColumn.missing : UInt32($0 % 5) }
    let activities: [UInt32] = cells[2].map { $0 == 1 ? CodedColumn.missing : UInt32($0 % 5) }
    let counts: [Int64] = cells[3].map { $0 == 0 ? Column.missingInteger : Int64($0) }
    let shares: [Fraction?] = cells[4].map { $0 == 0 ? nil : Fraction(Int64($0), 7) }
    let days: [Int32] = cells[5].map { $0 == 0 ? Column.missingDay : Int32($0) }
    let times: [Int64] = cells[6].map { $0 == 0 ? Column.missingTime : Int64($0) }
    let flags: [UInt8] = cells[7].map { UInt8($0 % 3) }
    let columns: [Column] = [
      .text(TextColumn(texts)), .coded(CodedColumn(codes: members, dictionary: dictionary)),
      .coded(CodedColumn(codes: activities, dictionary: dictionary)), .integer(counts), .number(shares),
      .day(days), .time(times), .flag(flags),
    ]
    return Table(
      shape: SourceShape(name: "things", title: "物", fields: fields, key: ["text"]), columns: columns,
      origins: Origins.lines(rows, file: 0))
  }

  /// The same by a dictionary of texts.
  private static func obviousGroups(_ table: Table, _ rows: [Int32], _ columns: [Int]) -> [[Int32]] {
    var groups: [[Value]: [Int32]] = [:]
    for row in rows { groups[columns.map { table.columns[$0][Int(row)] }, default: []].append(row) }
    return groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  struct Setting: CustomTestStringConvertible, Sendable {
    let workers: Int
    let partitionSize: Int
    let handSize: Int
    let significant: UInt64

    var testDescription: String {
      "\(workers) workers, partitions of \(partitionSize), hands of \(handSize), hash & \(significant)"
    }

    var search: EqualRows {
      EqualRows(
        workers: Workers(workers), partitionSize: partitionSize, handSize: handSize, significant: significant)
    }
  }

  private static let settings = [1, 2, 4].flatMap { workers in
    [
      Setting(workers: workers, partitionSize: 32_768, handSize: 65_536, significant: .max),
      Setting(workers: workers, partitionSize: 3, handSize: 10, significant: .max),
      Setting(workers: workers, partitionSize: 40, handSize: 7, significant: 0xF000_0000_0000_0003),
      Setting(workers: workers, partitionSize: 1, handSize: 64, significant: 0),
    ]
  }

  @Test("equal rows are found whatever the workers, the partitions and the hash", arguments: settings)
  func seeded(setting: Setting) {
    for seed in 1...8 as ClosedRange<UInt64> {
      let table = Self.table(rows: 300, values: seed % 4 + 2, seed: seed)
      var random = SplitMix64(seed: seed)
      let rows = table.live.filter { _ in random.next() % 5 != 0 }
      for columns in [[0], [1, 2], [1], [0, 3], [3, 4, 5], [6, 7], [4], Array(0..<8)] {
        let groups = setting.search.groups(of: table, rows: rows, columns: columns)
        #expect(
          groups.indices.map { Array(groups[$0]) } == Self.obviousGroups(table, rows, columns),
          "seed \(seed), columns \(columns)")
      }
    }
  }

  @Test("no rows, one row, and rows that all agree", arguments: settings)
  func extremes(setting: Setting) {
    let search = setting.search
    let equal = Self.table(rows: 500, values: 1, seed: 1)
    #expect(search.groups(of: equal, rows: [], columns: [0, 1]).isEmpty)
    #expect(search.groups(of: equal, rows: [3], columns: [0, 1]).isEmpty)
    #expect(search.groups(of: equal, rows: equal.live, columns: []).isEmpty)
    for columns in [[0], [1, 2], Array(0..<8)] {
      #expect(search.groups(of: equal, rows: equal.live, columns: columns).rows == equal.live)
    }
  }

  @Test("pairs of rows ascend by the first, then by the second, however they are cut")
  func pairs() {
    #expect(RowPairs(unordered: [], workers: .one).words.isEmpty)
    var random = SplitMix64(seed: 4)
    for limit in [1, 3, 3000, UInt64(Int32.max)] {
      let words = (0..<2000).map { _ in
        RowPairs.packed(Int32(random.next() % limit), Int32(random.next() % limit))
      }
      let pairs = RowPairs(unordered: words, workers: .one)
      #expect(pairs.words == words.sorted())
      for size in [1, 7, 300, 1999, 2000] {
        #expect(RowPairs(unordered: words, workers: Workers(3), of: size).words == pairs.words)
      }
      #expect(zip(pairs.firsts, pairs.seconds).map { RowPairs.packed($0, $1) } == pairs.words)
    }
  }

  @Test("of a group the rows that are not taken out stay, as far as two are left")
  func remaining() {
    let table = Self.table(rows: 60, values: 3, seed: 2)
    let groups = EqualRows(workers: .one).groups(of: table, rows: table.live, columns: [0])
    let removed = groups[0].dropFirst() + [groups[1][groups[1].startIndex]]
    let rest = groups.removing(Array(removed), rowCount: 60)
    #expect(rest.indices.map { Array(rest[$0]) } == [Array(groups[1].dropFirst()), Array(groups[2])])
  }
}

extension Origins {
  /// Rows of a file one after the other, each 50 bytes long.
  static func lines(_ count: Int, file: UInt32) -> Origins {
    var origins = Origins()
    for row in 0..<count {
      let line = Int32(row + 2)
      origins.append(
        Origin(
          file: file, record: line - 1, firstLine: line, lastLine: line, byteStart: Int64(row * 50),
          byteLength: 49))
    }
    return origins
  }
}
