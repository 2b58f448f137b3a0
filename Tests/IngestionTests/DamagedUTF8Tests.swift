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

  @Test("of ten thousand damaged texts few pass, and of genuine ones few are refused")
  func counts() throws {
    var random = SplitMix64(seed: 4)
    let texts = try Self.texts(10_000, &random)
    var (passed, unread, readable, refused) = (0, 0, 0, 0)
    for text in texts {
      var bytes = Array(text.utf8)
      let place = Int(random.next() % UInt64(bytes.count))
      switch random.next() % 3 {
      case 0: bytes.remove(at: place)
      case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      default: bytes.removeLast(1 + Int(random.next() % 2))
      }
      if UTF8Check.encoding(bytes.span) != .none { continue }
      if textFromGB18030(bytes) == nil {
        unread += 1
      } else {
        readable += 1
        if !DamagedUTF8(bytes.span).isLikely { passed += 1 }
      }
      let genuine = try #require(text.data(using: gb18030))
      if UTF8Check.encoding(Array(genuine).span) == .none,
        DamagedUTF8(Array(genuine).span).isLikely
      {
        refused += 1
      }
    }
    #expect(unread > 4_000 && readable > 4_000, "\(unread) are valid in neither, \(readable) in GB18030")
    #expect(passed <= 2, "\(passed) damaged texts passed")
    #expect(refused <= 2, "\(refused) genuine texts refused")
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
    #expect(source.refused == ["BAD_ENCODING 2 -"])
    #expect(source.rejections[0].finding.message.zh.contains("字节丢失"))
    #expect(source.remarks == ["MIXED_ENCODING - -"] && source.addsUp)
    let other = try self.source(
      Array(try #require(header.data(using: gb18030))), [genuine, genuine], unitSize: unitSize)
    #expect(other.rows.count == 2 && other.refused.isEmpty)
  }
}
