import Preparation
import Records
import TestSupport
import Testing

/// Tables that are long enough to be cut into tasks.
@Suite struct ManyRowsTests {
  private static let members = 3000

  private static let membersShape = Shapes.all[0]
  private static let visitsShape = SourceShape(
    name: "visits", title: "走访",
    fields: [
      FieldSchema(key: "visit_no", heading: "流水号", type: .text),
      FieldSchema(key: "member_no", heading: "委员编号", type: .code(width: 6), references: "members"),
      FieldSchema(key: "place_no", heading: "地点", type: .text, references: "places"),
      FieldSchema(key: "visited_at", heading: "时间", type: .time),
    ],
    key: ["visit_no"], date: "visited_at", required: ["visit_no", "member_no", "place_no", "visited_at"],
    sameThing: SameThing(
      onlyWhere: nil, columns: ["member_no", "place_no"], preferred: "visited_at", prefersGreatest: false))
  private static let placesShape = SourceShape(
    name: "places", title: "地点", fields: [FieldSchema(key: "place_no", heading: "地点", type: .text)],
    key: ["place_no"])

  private static func number(_ member: Int) -> String { String(String(1_000_000 + member).dropFirst()) }

  private static func table(
    _ shape: SourceShape, file: UInt32, rows: Int, _ columns: [String: Column]
  ) -> Table {
    let blank = Column.text(TextColumn(repeatElement("", count: rows)))
    return Table(
      shape: shape, columns: shape.fields.map { columns[$0.key] ?? blank },
      origins: Origins.lines(rows, file: file))
  }

  /// Visits of which some repeat, some name nobody or no place, and some lie before the member joined.
  private static func input(visits: Int, workers: Int) -> PreparationInput {
    var random = SplitMix64(seed: 11)
    let numbers = (0..<members).map(number)
    let joined = (0..<members).map { Int32($0 % 7 == 0 ? 20_180 : 19_000) }
    let start = Day(number: 20_100).start.seconds
    var texts: [String] = []
    var who: [UInt32] = []
    var places: [UInt32] = []
    var times: [Int64] = []
    for row in 0..<visits {
      if row > 10, random.next() % 20 == 0 {
        let earlier = Int(random.next() % UInt64(row))
        texts.append(random.next() % 2 == 0 ? texts[earlier] : "W\(row)")
        who.append(who[earlier])
        places.append(places[earlier])
        times.append(times[earlier])
      } else {
        texts.append("V\(row)")
        who.append(UInt32(random.next() % UInt64(members + 3)))
        places.append(UInt32(random.next() % 201))
        times.append(start + Int64(random.next() % 20_000_000))
      }
    }
    let profiles = CodedColumn(numbers.map { _ in "委员" })
    let memberColumns: [String: Column] = [
      "member_no": .coded(CodedColumn(numbers)), "profile": .coded(profiles), "joined_on": .day(joined),
      "name": .text(TextColumn(numbers)),
    ]
    let visitColumns: [String: Column] = [
      "visit_no": .text(TextColumn(texts)),
      "member_no": .coded(CodedColumn(codes: who, dictionary: numbers + ["x", "y", "z"])),
      "place_no": .coded(CodedColumn(codes: places, dictionary: (0...200).map { "P\($0)" })),
      "visited_at": .time(times),
    ]
    let tables = [
      table(membersShape, file: 0, rows: members, memberColumns),
      table(
        placesShape, file: 1, rows: 200, ["place_no": .text(TextColumn((0..<200).map { "P\($0)" }))]),
      table(visitsShape, file: 2, rows: visits, visitColumns),
    ]
    let files = ["members", "places", "visits"].map { source in
      SourceFile(
        source: source, path: "\(source).csv", size: 1, sha256: String(repeating: "5a", count: 32))
    }
    return PreparationInput(
      tables: tables, files: files, period: Period(year: 2025),
      rules: DerivationRules(attendance: nil, duty: nil), workers: Workers(workers))
  }

  @Test("one worker, two and four prepare the same")
  func workers() throws {
    let serial = prepare(Self.input(visits: 300_000, workers: 1))
    let relation = try #require(serial.relation("visits"))
    #expect(serial.books.discrepancies.isEmpty)
    #expect(Set(serial.merges.map(\.stage)) == [.deduplicateEqual, .deduplicateThing])
    #expect(Set(serial.rejectionCodes) == ["AWAITING_CLAIM", "UNKNOWN_REFERENCE"])
    #expect(Set(serial.withoutRecordCodes("visits")) == ["OUT_OF_OFFICE"])
    for workers in [2, 4] {
      let parallel = prepare(Self.input(visits: 300_000, workers: workers))
      #expect(parallel.accounts == serial.accounts)
      #expect(parallel.members == serial.members)
      #expect(parallel.mergedRows.map(\.rows) == serial.mergedRows.map(\.rows))
      #expect(parallel.mergedRows.map(\.survivors) == serial.mergedRows.map(\.survivors))
      #expect(parallel.rejections == serial.rejections)
      #expect(parallel.withoutRecord == serial.withoutRecord)
      #expect(parallel.tables.map(\.live) == serial.tables.map(\.live))
      #expect(parallel.relation("visits")?.members == relation.members)
    }
  }

  @Test("records are those of the live rows in office, and the rows of one visit are the earliest's")
  func records() throws {
    let prepared = prepare(Self.input(visits: 20_000, workers: 2))
    let (relation, table) = (try #require(prepared.relation("visits")), prepared.tables[2])
    let live = Set(table.live)
    for row in 0..<table.origins.count {
      let member = prepared.members.firstIndex { $0.number == table.text("member_no", row) }
      let isInOffice = member.map {
        prepared.members[$0].isInOffice(on: Instant(seconds: relation.times[row]).day)
      }
      #expect(
        relation.members[row] == (live.contains(Int32(row)) && isInOffice == true ? Int32(member ?? 0) : -1))
    }
    for merge in prepared.mergedRows where merge.stage == .deduplicateThing {
      for (row, survivor) in zip(merge.rows, merge.survivors) {
        #expect((relation.times[Int(survivor)], survivor) != (relation.times[Int(row)], row))
        #expect(relation.times[Int(survivor)] <= relation.times[Int(row)])
      }
    }
  }

  private static let tamperings: [(name: String, change: @Sendable (inout [Int32]) -> Void)] = [
    ("dropped", { $0.removeLast() }), ("doubled", { $0.append($0[0]) }), ("exchanged", { $0[0] = $0[1] }),
  ]

  @Test(
    "the books notice a row lost, doubled or exchanged between two stages",
    arguments: [Stage.resolve, .deduplicateEqual, .deduplicateKey, .void], [0, 1, 2])
  func tampered(after tampered: Stage, kind: Int) {
    let prepared = prepare(Self.input(visits: 200, workers: 2)) { stage, tables in
      if stage == tampered { Self.tamperings[kind].change(&tables[2].live) }
    }
    #expect(
      prepared.books.discrepancies.map(\.en).contains { $0.hasPrefix("visits · ") },
      "\(Self.tamperings[kind].name)")
  }
}
