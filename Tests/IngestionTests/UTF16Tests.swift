import Ingestion
import Records
import TestSupport
import Testing

/// Files in UTF-16: read like the same text in UTF-8, with places that are those of the file.
@Suite struct UTF16Tests {
  private static let header = "委员编号,姓名,类别,职务,任职日期,更新时间\n"

  private static func bytes(_ text: String, isLittle: Bool) -> [UInt8] {
    ("\u{FEFF}" + text).utf16.flatMap { unit in
      isLittle
        ? [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
        : [UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit)]
    }
  }

  /// A row beyond the first plane, one over two lines, one that is refused.
  private static let text =
    header + "0147,𠮷示例,委员,,2022-01-01,\r\n0148,\"示\n例\",委员,,2022-01-01,\n\n0149,示例丙,委员,,2022-13-01,\n"

  @Test("the rows are those of the same text in UTF-8", arguments: [true, false], [1, 7, 65_536])
  func rows(_ isLittle: Bool, _ unitSize: Int) throws {
    let scratch = try Scratch()
    let file = try scratch.file("u.csv", Self.bytes(Self.text, isLittle: isLittle))
    let plain = try scratch.file("p.csv", Self.text)
    let settings = IngestSettings(unitSize: unitSize, batchSize: unitSize)
    let source = try Ingest.source(Sample.members, files: [file], firstFileIndex: 0, settings: settings)
    let expected = try Ingest.source(Sample.members, files: [plain], firstFileIndex: 0)
    #expect(source.rows == expected.rows && source.refused == expected.refused)
    #expect(source.table.origins.map(\.firstLine) == expected.table.origins.map(\.firstLine))
    #expect(source.reports[0].encoding == (isLittle ? .utf16LittleEndian : .utf16BigEndian))
    #expect(source.reports[0].hasByteOrderMark)
    #expect(source.files[0].size == Int64(Self.bytes(Self.text, isLittle: isLittle).count))
    #expect(source.reports[0].renditionSize == Int64("\u{FEFF}\(Self.text)".utf8.count))
    #expect(source.reports[0].bytes.total == source.reports[0].renditionSize)
  }

  @Test("byte places are those of the file, and rows are read back from it", arguments: [true, false])
  func places(_ isLittle: Bool) throws {
    let scratch = try Scratch()
    let bytes = Self.bytes(Self.text, isLittle: isLittle)
    let file = try scratch.file("u.csv", bytes)
    let source = try Ingest.source(Sample.members, files: [file], firstFileIndex: 0)
    let raw = RawRows(files: [file], sources: ["members"], layouts: [FileLayout()])
    let texts = ["0147,𠮷示例,委员,,2022-01-01,", "0148,\"示\n例\",委员,,2022-01-01,", "0149,示例丙,委员,,2022-13-01,"]
    for (origin, text) in zip(source.table.origins + source.rejections.map(\.origin), texts) {
      let row = try raw.row(origin)
      #expect(row.text == text)
      #expect(row.bytes == Array(Self.bytes(text, isLittle: isLittle).dropFirst(2)))
      #expect(row.bytes == Array(bytes[Int(origin.byteStart)...].prefix(Int(origin.byteLength))))
    }
  }

  @Test("half a pair or an odd last byte refuses its row and no other one", arguments: [true, false])
  func damaged(_ isLittle: Bool) throws {
    let scratch = try Scratch()
    let good = Self.bytes(Self.header + "0147,示例甲,委员,,2022-01-01,\n0148,", isLittle: isLittle)
    let lone: [UInt8] = isLittle ? [0x00, 0xD8] : [0xD8, 0x00]
    let rest = Self.bytes("示例,委员,,2022-01-01,\n0149,示例丙,委员,,2022-01-01,\n", isLittle: isLittle).dropFirst(2)
    let file = try scratch.file("u.csv", good + lone + rest + [0x41])
    let source = try Ingest.source(Sample.members, files: [file], firstFileIndex: 0)
    #expect(source.rows.count == 2)
    #expect(source.refused == ["BAD_ENCODING 3 -", "BAD_ENCODING 5 -"])
    let last = try #require(source.rejections.last)
    #expect(
      try RawRows(files: [file], sources: ["members"], layouts: [FileLayout()]).row(last.origin).bytes == [
        0x41
      ])
    #expect(source.reports[0].bytes.total == source.reports[0].renditionSize)
  }

  @Test("places hold however long the file is")
  func long() throws {
    let scratch = try Scratch()
    var random = SplitMix64(seed: 16)
    let names = ["示例", "é", "𠮷野", "abc", "ß·"]
    let lines = (0..<2000).map { number in
      let name = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        names.randomElement(using: &random) ?? ""
      }
      return "\(1000 + number),\(name.joined()),委员,,2022-01-01,"
    }
    let text = Self.header + lines.map { $0 + "\n" }.joined()
    let file = try scratch.file("u.csv", Self.bytes(text, isLittle: true))
    let source = try Ingest.source(
      Sample.members, files: [file], firstFileIndex: 0,
      settings: IngestSettings(unitSize: 4096, workers: Workers(2)))
    let raw = RawRows(files: [file], sources: ["members"], layouts: [FileLayout()])
    #expect(try source.table.origins.map { try raw.row($0).text } == lines, "seed 16")
  }
}
