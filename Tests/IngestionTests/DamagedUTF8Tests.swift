import Foundation
import Records
import TestSupport
import Testing

@testable import Ingestion

@Suite("UTF-8 with damage, told from GB18030")
struct DamagedUTF8Tests {
  /// Texts of 2 to 30 characters: names, titles.
  private static func texts(_ count: Int, _ random: inout SplitMix64) throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../SampleData")
    let cells = try ["members.csv", "proposals-2025.csv", "micro_items-2025.csv", "proposal_people-2025.csv"]
      .flatMap { name in
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
          .split { $0 == "," || $0.isNewline }.map(String.init)
      }
      .filter {
        2...30 ~= $0.count && $0.unicodeScalars.allSatisfy { $0.value >= 0x4E00 && $0.value <= 0x9FFF }
      }
    return (0..<count).map { _ in cells[Int(random.next() % UInt64(cells.count))] }
  }

  /// Characters of GB 2312, of which a share is of its second level, as rare characters in names are.
  private static func rareTexts(_ count: Int, _ lengths: ClosedRange<Int>, _ random: inout SplitMix64) throws
    -> [String]
  {
    try (0..<count).map { _ in
      var bytes: [UInt8] = []
      for _ in 0..<lengths.lowerBound + Int(random.next() % UInt64(lengths.count)) {
        let row = random.next() % 5 == 0 ? 0xD8 + random.next() % 32 : 0xB0 + random.next() % 39
        bytes += [UInt8(row), UInt8(0xA1 + random.next() % 94)]
      }
      return try #require(textFromGB18030(bytes))
    }
  }

  private struct Count: Equatable {
    /// Of damaged texts: valid neither in UTF-8 nor in GB18030; found; not found.
    var (unreadable, found, passed) = (0, 0, 0)
    /// Of genuine ones in GB18030.
    var refused = 0

    init(_ texts: [String], _ random: inout SplitMix64) throws {
      for text in texts {
        var bytes = Array(text.utf8)
        let place = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 3 {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        default: bytes.removeLast(1 + Int(random.next() % 2))
        }
        if UTF8Check.encoding(bytes.span) == .none {
          if textFromGB18030(bytes) == nil {
            unreadable += 1
          } else if DamagedUTF8(bytes.span, isUTF8Expected: true).isLikely {
            found += 1
          } else {
            passed += 1
          }
        }
        let genuine = Array(try #require(text.data(using: gb18030)))
        if UTF8Check.encoding(genuine.span) == .none, DamagedUTF8(genuine.span, isUTF8Expected: true).isLikely
        {
          refused += 1
        }
      }
    }
  }

  @Test("of ten thousand damaged texts few pass, and of genuine ones none is refused")
  func counts() throws {
    var random = SplitMix64(seed: 4)
    let sample = try Count(Self.texts(10_000, &random), &random)
    let names = try Count(Self.rareTexts(10_000, 2...3, &random), &random)
    let titles = try Count(Self.rareTexts(10_000, 8...24, &random), &random)
    #expect(sample.unreadable > 4_000 && sample.found > 4_000, "\(sample)")
    #expect(
      sample.passed <= 20 && names.passed <= 200 && titles.passed == 0, "\(sample), \(names), \(titles)")
    #expect(
      sample.refused == 0 && names.refused == 0 && titles.refused <= 1, "\(sample), \(names), \(titles)")
  }

  @Test(
    "what is damaged and what only looks so",
    arguments: [
      ("two bytes left of one character", [0xE6, 0x98], true),
      ("the same, as a character of GB 2312", [0xE8, 0xB4], false),
      (
        "李璐兵 in GB18030, with a UTF-8 character across two of it", [0xC0, 0xEE, 0xE8, 0xB4, 0xB1, 0xF8], false
      ),
      ("王镕 in GB18030", [0xCD, 0xF5, 0xE9, 0x46], false),
      ("李静 with a changed byte", [0xE6, 0x9D, 0xCE, 0xE9, 0x9D, 0x99], true),
      ("𠀀 in GB18030", [0x95, 0x32, 0x82, 0x36], false),
    ] as [(String, [UInt8], Bool)])
  func single(_ name: String, _ bytes: [UInt8], _ isDamaged: Bool) {
    #expect(textFromGB18030(bytes) != nil)
    #expect(DamagedUTF8(bytes.span, isUTF8Expected: true).isLikely == isDamaged)
  }

  private func source(_ header: [UInt8], _ rows: [[UInt8]], unitSize: Int) throws -> IngestedSource {
    let scratch = try Scratch()
    let file = try scratch.file("m.csv", header + rows.flatMap { $0 + [0x0A] })
    return try Ingest.source(
      Sample.members, files: [file], firstFileIndex: 0, settings: IngestSettings(unitSize: unitSize))
  }

  @Test(
    "by the file's head: a damaged row is refused under UTF-8, a genuine one of GB18030 is kept and remarked",
    arguments: [1, 7, 65_536])
  func rows(_ unitSize: Int) throws {
    let header = "委员编号,姓名,类别,职务,任职日期,手机\n"
    var damaged = Array("0147,欧阳建国,委员,,2022-01-01,".utf8)
    damaged.remove(at: 7)
    damaged.remove(at: 6)
    let genuine = Array(try #require("0148,李静,委员,,2022-01-01,".data(using: gb18030)))
    let whole = Array("0149,王五,委员,,2022-01-01,".utf8)
    #expect(textFromGB18030(damaged) != nil, "what makes it dangerous")
    let source = try source(Array(header.utf8), [damaged, genuine, whole], unitSize: unitSize)
    #expect(source.rows.map { $0.prefix(7) } == ["0148|李静", "0149|王五"])
    #expect(source.refused == ["DAMAGED_UTF8 2 -"])
    #expect(source.rejections[0].finding.message.zh.contains("字节丢失"))
    #expect(source.remarks == ["MIXED_ENCODING - -"] && source.addsUp)
    let other = try self.source(
      Array(try #require(header.data(using: gb18030))), [genuine, genuine], unitSize: unitSize)
    #expect(other.rows.count == 2 && other.refused.isEmpty)
  }
}
