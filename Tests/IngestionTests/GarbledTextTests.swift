import Foundation
import Records
import TestSupport
import Testing

@testable import Ingestion

/// Text in UTF-8 that was read as GBK before it was exported.
@Suite struct GarbledTextTests {
  @Test(
    "what the text was",
    arguments: [
      ("寮犱笁", "张三"), ("鐜嬩簲", "王五"), ("闃夸緷鍙や附", "阿依古丽"), ("张三", nil), ("王小明", nil),
      ("关于加快建设的建议", nil), ("寮", nil), ("浠", nil), ("联通", nil), ("", nil), ("abc", nil),
    ])
  func original(_ text: String, _ expected: String?) {
    #expect(GarbledText.original(text) == expected)
  }

  @Test("any text of an even number of Han characters is told when garbled, and not before")
  func law() {
    var random = SplitMix64(seed: 4)
    var told = 0
    for _ in 0..<2000 {
      let text = String(
        String.UnicodeScalarView(
          (0..<2 * Int.random(in: 1...6, using: &random)).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0x4E00...0x9FA5, using: &random))
          }))
      #expect(GarbledText.original(text) == nil, "\(text)")
      guard let garbled = textFromGB18030(Array(text.utf8)),
        garbled.data(using: gb18030).map(Array.init) == Array(text.utf8)  // else a byte was lost on the way
      else { continue }
      told += 1
      #expect(GarbledText.original(garbled) == text, "\(text), seed 4")
    }
    #expect(told > 1500)
  }

  @Test("text read in the wrong encoding is refused with what it was, and no genuine text is")
  func rows() throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "m.csv", "委员编号,姓名,类别,职务,任职日期,手机\n0147,寮犱笁,委员,,2022-01-01,\n0148,张三,委员,,2022-01-01,\n")
    let source = try Ingest.source(Sample.members, files: [file], firstFileIndex: 0)
    #expect(source.rows == ["0148|张三|委员|委员|2022-01-01|"])
    #expect(source.refused == ["MOJIBAKE 2 name"])
    #expect(
      source.rejections.first?.finding.message.en
        == "姓名 '寮犱笁' is garbled, it probably was '张三'; export it again as UTF-8")
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../SampleData")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".csv")
    }
    var texts = 0
    var found: [String] = []
    for name in names {
      let bytes = try Data(contentsOf: folder.appending(path: name))
      let text = String(data: bytes, encoding: .utf8) ?? textFromGB18030(bytes) ?? ""
      let cells = text.utf8.split { $0 == 0x2C || $0 == 0x0A || $0 == 0x22 || $0 == 0x0D }
      for cell in cells where cell.first.map({ $0 >= 0xE4 }) ?? false {
        texts += 1
        if let original = GarbledText.original(String(Substring(cell))) { found.append(original) }
      }
    }
    #expect(texts > 10_000 && found == ["张三反映情况"], "the planted one alone")
  }

  @Test("characters of private use and rare ones are kept and reported once a column")
  func remarks() throws {
    let scratch = try Scratch()
    let lines = ["张\u{E863}三", "𠮷野", "𠮷\u{F0001}", "王五，（甲）", "\u{F8FF}"].enumerated().map { number, name in
      "014\(number),\(name),委员,,2022-01-01,\n"
    }
    let file = try scratch.file("m.csv", "委员编号,姓名,类别,职务,任职日期,手机\n" + lines.joined())
    let source = try Ingest.source(Sample.members, files: [file], firstFileIndex: 0)
    #expect(source.rows.count == 5 && source.rows[0].contains("张\u{E863}三"))
    #expect(source.remarks == ["PRIVATE_USE 2 name", "RARE_CHARACTER 3 name"])
    #expect(source.findings[0].message.en.hasPrefix("name: characters of private use in 3 rows, which"))
    #expect(source.findings[1].message.en.hasPrefix("name: rare characters of four bytes in 2 rows, kept"))
  }
}
