import Foundation
import Records
import TestSupport
import Testing

@testable import Ingestion

/// Rows that are kept on disk are those that are kept in memory, whatever the units and shards.
@Suite struct SpilledRowsTests {
  private static let members = ["0001", "0002", "0003", "0004", "0147", "12345"]

  /// Rows of every type and form, some of them bad, of known and unknown members, with keys that two members share.
  private static func text(rows: Int, using random: inout SplitMix64) -> String {
    var text = "编号,委员编号,类别,人员,分钟,分值,日期,起,止,有效\n"
    func pick(_ values: [String]) -> String { values[Int.random(in: 0..<values.count, using: &random)] }
    for row in 0..<rows {
      let key = Int.random(in: 0..<20, using: &random) == 0 ? "T\(row / 2)" : "T\(row)号"
      let cells = [
        pick([key, key, key, " \(key) ", "\"\(key)\""]),
        pick(["0001", "1", "0002", "0003", "3", "0004", "147", "12345", "9999", "甲", ""]),
        pick(["甲", "乙", "丙", ""]), pick(["", "示例甲、示例乙", "示例;例\u{E001}"]),
        pick(["", "5", "-3", "9000000000", "x"]),
        pick(["1", "1.5", "1/3", "", "-2"]), pick(["2025-03-12", "", "2025-02-30"]),
        pick(["2025-03-12 08:00", "", "2025-03-12T08:00:07"]), pick(["2025-03-12 09:00", "", "2025-03-12"]),
        pick(["是", "否", ""]),
      ]
      text += cells.joined(separator: ",") + pick(["\n", "\n", "\n", "\r\n", "\n\n", ",zuviel\n"])
    }
    return text
  }

  /// With its byte order mark; its rows stand at other places than those of what is read in its stead.
  private static func inUTF16(_ text: String) -> [UInt8] {
    [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  @Test(
    "shards together are the table, in order, with the same remarks and books", arguments: [1, 2] as [UInt64])
  func shardsAreTheTable(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let scratch = try Scratch()
    let files = [
      try scratch.file("a.csv", Self.text(rows: 3000, using: &random)),
      try scratch.file("b.csv", Self.text(rows: 500, using: &random)),
      try scratch.file("c.csv", Self.inUTF16(Self.text(rows: 300, using: &random))),
    ]
    let whole = try read(files, IngestSettings())
    #expect(whole.spilled == nil && whole.table.rowCount > 500)
    for (unit, shards, workers) in [(1 << 30, 1, 1), (5000, 3, 2), (700, 7, 1)] {
      let settings = IngestSettings(unitSize: unit, workers: Workers(workers))
      let found = try read(files, settings, shards: shards, in: scratch.asFile.location)
      var spilled = try #require(found.spilled)
      let place = "seed \(seed), unit \(unit), shards \(shards)"
      #expect(found.table.rowCount == 0 && spilled.shardCount == shards, "\(place)")
      #expect(found.rejections == whole.rejections && found.corrections == whole.corrections, "\(place)")
      #expect(found.reports == whole.reports && found.accounts == whole.accounts, "\(place)")
      try spilled.setApartWhoShareKeys(Workers(workers))
      let tables = try loaded(&spilled)
      var remarks = CharacterRemarks()
      for table in tables { remarks.formUnion(CharacterRemarks(table, .one)) }
      #expect(sorted(found.findings + remarks.findings) == sorted(whole.findings), "\(place)")
      #expect(texts(tables) == texts([whole.table]), "\(place)")
      #expect(tables.allSatisfy { isInOrder($0.origins) }, "\(place)")
      expectApart(tables, "\(place)")
    }
  }

  @Test("nothing is left in the folder while and after rows are on disk")
  func noName() throws {
    let scratch = try Scratch()
    let file = try scratch.file("a.csv", "编号,委员编号\nT1,0001\n")
    let folder = scratch.asFile.location
    let found = try read([file], IngestSettings(), shards: 2, in: folder)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.csv"])
    #expect(found.spilled?.rowCount == 1)
  }

  @Test("a row of totals is refused with its remedy, and so is a folder that takes no file")
  func refusals() throws {
    let scratch = try Scratch()
    let file = try scratch.file("a.csv", "编号,委员编号\nT1,0001\n合计,1\n")
    let totals = #expect(throws: IngestionError.self) {
      try read([file], IngestSettings(), shards: 2, in: scratch.asFile.location, totals: ["合计"])
    }
    #expect(
      totals?.message.en
        == "a.csv: has a row of totals, which is compared in memory; raise --memory, or export it without totals"
    )
    let folder = #expect(throws: IngestionError.self) {
      try read([file], IngestSettings(), shards: 2, in: scratch.absent("nowhere").location)
    }
    #expect(
      folder?.message.en
        == "things: rows that do not fit into the memory granted could not be kept in the output folder "
        + "(No such file or directory); check the disk, or raise --memory, and run again")
  }

  // MARK: what is read

  private func read(
    _ files: [ResolvedFile], _ settings: IngestSettings, shards: Int? = nil, in folder: String = "",
    totals: [String] = []
  ) throws -> IngestedSource {
    let own = Sample.everything
    let contract = Contract(
      shape: own.shape, columns: own.columns, checks: own.checks, layout: FileLayout(totals: totals))
    let spill = shards.map {
      SpillRequest(folder: folder, shards: $0, column: "member_no", members: Self.members)
    }
    let request = IngestRequest(contract: contract, files: files, firstFileIndex: 0, spill: spill)
    return try Ingest.sources([request], settings: settings)[0].get()
  }

  private func loaded(_ spilled: inout SpilledRows) throws -> [Table] {
    var tables: [Table] = []
    for shard in 0...spilled.shardCount {
      let (table, apart) = try spilled.table(shard, .one)
      if let apart { spilled.append(apart) }
      tables.append(table)
    }
    return tables
  }

  /// Rows as texts, by place.
  private func texts(_ tables: [Table]) -> [[String]] {
    tables.flatMap { table in
      table.live.map { row in
        let origin = table.origins[Int(row)]
        return ["\(origin)"] + table.columns.map { $0.canonicalText(Int(row)) }
      }
    }.sorted { $0[0] < $1[0] }
  }

  private func sorted(_ findings: [Finding]) -> [String] { findings.map { "\($0)" }.sorted() }

  private func isInOrder(_ origins: Origins) -> Bool {
    zip(origins, origins.dropFirst()).allSatisfy { ($0.file, $0.byteStart) < ($1.file, $1.byteStart) }
  }

  /// Neither a member nor a key stands in two tables, and the last one has all who are no members.
  private func expectApart(_ tables: [Table], _ place: Comment) {
    for column in ["member_no", "thing_no"] {
      var seen: [String: Int] = [:]
      for (index, table) in tables.enumerated() {
        for row in table.live {
          let text = table.text(column, Int(row))
          #expect(seen[text, default: index] == index, place)
          seen[text] = index
        }
      }
    }
    for table in tables.dropLast() {
      #expect(table.live.allSatisfy { Self.members.contains(table.text("member_no", Int($0))) }, place)
    }
  }
}
