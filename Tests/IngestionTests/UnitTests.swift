import Ingestion
import Records
import TestSupport
import Testing

/// However a file is cut, and however many units are read at once, the result is that of reading it whole.
@Suite struct UnitTests {
  private let header = "委员编号,姓名,类别,职务,任职日期,手机\n"

  @Test("nasty files at any unit size, batch size and number of workers", arguments: 0..<12)
  func nastyFiles(_ index: Int) throws {
    let seed = 0xA11C + UInt64(index)
    var random = SplitMix64(seed: seed)
    let scratch = try Scratch()
    let maximum = [80, 400, 1 << 20][index % 3]
    let files = try (0..<3).map { number in
      try scratch.file("m-\(number).csv", nasty(rows: [0, 12, 30][number], using: &random))
    }
    let whole = try read(files, IngestSettings(maximumRecordBytes: maximum))
    #expect(whole.addsUp, "seed \(seed)")
    for unit in [13, 64, 301] {
      for (workers, batch) in [(1, 1), (2, 13), (4, 1 << 20)] {
        let settings = IngestSettings(
          unitSize: unit, batchSize: batch, maximumRecordBytes: maximum, workers: Workers(workers))
        try expectSame(
          read(files, settings), whole, "seed \(seed), unit \(unit), batch \(batch), \(workers) workers")
      }
    }
  }

  @Test(
    "a cut at every byte of a small file",
    arguments: [
      "0147,示例甲,委员,,2022-01-01,\r\n148,\"示\r\n例,乙\",委员,,2022-01-01,\r\n\r\n0149,丙,常务委员,,2022-01-01,",
      "0147,\"示例甲,委员,,2022-01-01,\r0148,示例乙,委员,,2022-01-01,\r\r0149,\"a\"\"b\",委员,,2022-01-01,\r",
      "\"0147\",\"示例甲\",\"委员\",,2022-01-01,\n\"\n\n\n\n\n\"\n合计,1\n0147,甲,委员,,2022-01-01,\"\n",
      "0147,甲,委员,,2022-01-01,\n" + String(repeating: "x", count: 70) + "\n 150 ,乙,委员,,2022-01-01,\n",
      "",
    ])
  func everyCut(_ rows: String) throws {
    let scratch = try Scratch()
    let file = try scratch.file("m.csv", header + rows)
    let whole = try read([file], IngestSettings(maximumRecordBytes: 60))
    #expect(whole.addsUp)
    for unit in 1...(header + rows).utf8.count + 1 {
      let settings = IngestSettings(unitSize: unit, maximumRecordBytes: 60, workers: Workers(2))
      try expectSame(read([file], settings), whole, "unit \(unit)")
    }
  }

  @Test("a file whose every cut lies inside a quoted cell")
  func quotedCuts() throws {
    let scratch = try Scratch()
    var text = header
    for row in 0..<50 { text += "\(1000 + row),\"示\n例\n\(row)\n\n\n\n\",委员,,2022-01-01,\n" }
    let file = try scratch.file("m.csv", text)
    let whole = try read([file], IngestSettings())
    #expect(whole.rows.count == 50 && whole.table.origins[49].firstLine == 2 + 49 * 7)
    try expectSame(read([file], IngestSettings(unitSize: 10, workers: Workers(3))), whole, "unit 10")
  }

  @Test("one record far longer than a unit, without an end")
  func endlessRecord() throws {
    let scratch = try Scratch()
    let file = try scratch.file("m.csv", header + String(repeating: "x,", count: 5000))
    let whole = try read([file], IngestSettings(maximumRecordBytes: 100))
    #expect(whole.refused == ["RECORD_TOO_LONG 2 -"] && whole.addsUp)
    let settings = IngestSettings(unitSize: 64, maximumRecordBytes: 100, workers: Workers(2))
    try expectSame(read([file], settings), whole, "unit 64")
  }

  @Test("codes keep one dictionary: numbers ascending, then other texts as they appear")
  func dictionary() throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "things.csv", "编号,委员编号,类别\na,X-9,甲\nb,0300,甲\nc,7,甲\nd,Y,甲\ne,X-9,甲\nf,0300,甲\n")
    for unit in [8, 20, 4096] {
      let source = try Ingest.source(
        Sample.everything, files: [file], firstFileIndex: 0, settings: IngestSettings(unitSize: unit))
      guard case .coded(let column) = source.table.columns[1] else { throw NotCoded() }
      #expect(
        column.dictionary == ["0007", "0300", "X-9", "Y"] && column.codes.map(\.self) == [2, 1, 0, 3, 2, 1])
    }
  }

  @Test("several sources at once give what each gives alone, an error where one cannot be read")
  func severalSources() throws {
    let scratch = try Scratch()
    var random = SplitMix64(seed: 7)
    let rosters = try (0..<2).map { try scratch.file("m-\($0).csv", nasty(rows: 30, using: &random)) }
    let things = try scratch.file("things.csv", "编号,委员编号,类别\na,1,甲\n")
    let requests = [
      IngestRequest(contract: Sample.members, files: rosters, firstFileIndex: 2),
      IngestRequest(contract: Sample.members, files: [scratch.absent("m.csv")], firstFileIndex: 4),
      IngestRequest(contract: Sample.everything, files: [things], firstFileIndex: 5),
    ]
    for workers in [1, 2, 4] {
      let settings = IngestSettings(unitSize: 100, workers: Workers(workers))
      let found = Ingest.sources(requests, settings: settings)
      try expectSame(found[0].get(), read(rosters, IngestSettings()), "\(workers) workers")
      #expect(throws: IngestionError.self) { try found[1].get() }
      #expect(try found[2].get().rows == ["a|0001|甲||0|||||否"])
      #expect(try found[2].get().table.origins[0].file == 5)
    }
  }

  private struct NotCoded: Error {}

  private func read(_ files: [ResolvedFile], _ settings: IngestSettings) throws -> IngestedSource {
    try Ingest.source(Sample.members, files: files, firstFileIndex: 2, settings: settings)
  }

  private func expectSame(_ found: IngestedSource, _ whole: IngestedSource, _ place: String) {
    #expect(found.table.columns.map(Cells.init) == whole.table.columns.map(Cells.init), "\(place)")
    #expect(found.table.origins == whole.table.origins, "\(place)")
    #expect(found.table.live == whole.table.live, "\(place)")
    #expect(found.files == whole.files && found.reports == whole.reports, "\(place)")
    #expect(found.findings == whole.findings && found.rejections == whole.rejections, "\(place)")
    #expect(found.corrections == whole.corrections && found.accounts == whole.accounts, "\(place)")
  }

  /// A column to be compared cell by cell, dictionaries included.
  private struct Cells: Equatable {
    let texts: [String]
    let codes: Codes
    let dictionary: [String]

    init(_ column: Column) {
      texts = (0..<column.count).map(column.canonicalText)
      if case .coded(let coded) = column {
        (codes, dictionary) = (coded.codes, coded.dictionary)
      } else {
        (codes, dictionary) = (Codes([], below: 0), [])
      }
    }
  }

  /// A roster of bytes in which all that can go wrong at a cut is frequent.
  private func nasty(rows: Int, using random: inout SplitMix64) -> [UInt8] {
    let ends: [[UInt8]] = [[10], [13], [13, 10], [10, 10], [13, 13, 10]]
    var bytes: [UInt8] = Bool.random(using: &random) ? [0xEF, 0xBB, 0xBF] : []
    if Bool.random(using: &random) { bytes += Array("名册\r\n\n".utf8) }
    bytes += Array(header.utf8)
    let quotes = Int.random(in: 0...2, using: &random)
    for row in 0..<rows {
      switch Int.random(in: 0...(9 + quotes * 3), using: &random) {
      case 0: bytes += Array("合计,4人".utf8)
      case 1: bytes += Array(" \(row),张 三,常务委员,主席,2022/1/5,+86 138-0013-8000".utf8)
      case 2: bytes += gb("\(2000 + row),张三,委员,,2022-01-01,")
      case 3: bytes += Array("\(1000 + row),\"示\r\n例,\"\"甲\"\"\n\",委员,,2022-01-01,".utf8)
      case 4: bytes += Array("\(1000 + row),甲,委员".utf8)
      case 5:
        bytes += Array("x\(row),甲,委员们,,2022-13-01,\0".utf8) + [UInt8.random(in: 0x80...0xFF, using: &random)]
      case 10, 11: bytes += Array("\(1000 + row),\"甲,委员,,2022-01-01,".utf8)
      case 12: bytes += Array("\(1000 + row),甲,委员,,2022-01-01,\(String(repeating: "y", count: 90))".utf8)
      case 13: bytes += Array("\(1000 + row),\"甲\"乙,\"委员\",,2022-01-01,".utf8)
      default: bytes += Array("\(1000 + row),\"示例甲\",委员,,2022-01-01,".utf8)
      }
      bytes += ends[Int.random(in: 0..<ends.count, using: &random)]
    }
    if Bool.random(using: &random), rows > 0 { bytes.removeLast() }
    return bytes
  }
}
