import Records
import TestSupport
import Testing

@testable import Ingestion

@Suite struct DecodingTests {
  @Test(
    "dates, exactly",
    arguments: [
      ("2025-03-12", "2025-03-12"), ("2025-3-12", "2025-03-12"), ("2025/3/12", "2025-03-12"),
      ("2025/03/12", "2025-03-12"), ("2025.3.12", "2025-03-12"), ("20250312", "2025-03-12"),
      ("2025年3月12日", "2025-03-12"), ("2025年03月02日", "2025-03-02"), ("二〇二五年三月十二日", "2025-03-12"),
      ("二○二五年十二月三十一日", "2025-12-31"), ("二零二五年十月十日", "2025-10-10"), ("二〇二五年一月二十日", "2025-01-20"),
      ("二〇二五年一月二十一日", "2025-01-21"), ("44015", "2020-07-03"), ("18264", "1950-01-01"),
      ("73415", "2100-12-31"), ("2024-02-29", "2024-02-29"), ("2025-03-12T16:30:00Z", "2025-03-13"),
      ("2025-03-12 08:00:00", "2025-03-12"), ("2025-02-29", nil), ("2025-13-01", nil), ("2025/13/7", nil),
      ("7/3", nil), ("20/7/3", nil), ("2025-3", nil), ("2025年3月", nil), ("18263", nil), ("73416", nil),
      ("60", nil),
      ("12/03/2025", nil), ("20251301", nil), ("99999999", nil), ("2025-03-12-", nil), ("2025/3-12", nil),
      ("二〇二五年十三月一日", nil), ("二〇二五年三月十零日", nil), ("三月十二日", nil), ("约3月", nil), ("", nil),
      ("2025年三月12日", "2025-03-12"),
      ("2025-03-123", nil), ("２０２５-03-12", nil),
    ] as [(String, String?)])
  func date(_ text: String, _ expected: String?) {
    #expect(cell(.date).read(text).value.canonicalText == expected ?? "")
    #expect((cell(.date).read(text).problem == nil) == (expected != nil || text.isEmpty))
  }

  @Test(
    "times, exactly",
    arguments: [
      ("2025-03-12T08:52:00", "2025-03-12T08:52:00"), ("2025-03-12 08:52:00", "2025-03-12T08:52:00"),
      ("2025-03-12 8:52", "2025-03-12T08:52:00"), ("2025/3/12 8:52:07", "2025-03-12T08:52:07"),
      ("2025年3月12日 8:52", "2025-03-12T08:52:00"), ("20250312 08:52", "2025-03-12T08:52:00"),
      ("2025-03-12T08:52:00.999", "2025-03-12T08:52:00"), ("2025-03-12T00:52:00Z", "2025-03-12T08:52:00"),
      ("2020-06-30T16:30:00Z", "2020-07-01T00:30:00"), ("2025-03-12T08:52:00+08:00", "2025-03-12T08:52:00"),
      ("2025-03-12T08:52:00+0800", "2025-03-12T08:52:00"), ("2025-03-12T08:52+09", "2025-03-12T07:52:00"),
      ("2025-03-11T20:52:00.5-04:00", "2025-03-12T08:52:00"), ("2025-03-12", "2025-03-12T00:00:00"),
      ("44015.375", "2020-07-03T09:00:00"), ("44015.3756944444", "2020-07-03T09:01:00"),
      ("44015", "2020-07-03T00:00:00"), ("2025-03-12T23:59:59", "2025-03-12T23:59:59"),
      ("2025-03-12T24:00:00", nil), ("2025-03-12T23:60", nil), ("2025-03-12T23:59:60", nil),
      ("2025-03-12T8", nil), ("2025-03-12T08:5", nil), ("2025-03-12T08:52:00.", nil),
      ("2025-03-12T08:52:00+15", nil), ("2025-03-12T08:52:00 +08:00", nil), ("2025-03-12T08:52:00Z0", nil),
      ("08:52", nil), ("2025-02-30T08:52:00", nil), ("2025-03-12  08:52", nil), ("上午9点", nil),
    ] as [(String, String?)])
  func time(_ text: String, _ expected: String?) {
    #expect(cell(.time).read(text).value.canonicalText == expected ?? "")
    #expect((cell(.time).read(text).problem == nil) == (expected != nil))
  }

  @Test("a date alone ends its day where the contract says so")
  func endOfDay() {
    let contract = ColumnContract(headings: ["止"], type: .time, isRequired: false, dateEndsDay: true)
    let reader = CellReader(field: FieldSchema(key: "to", heading: "止", type: .time), contract: contract)
    #expect(reader.read("2025-03-12").value.canonicalText == "2025-03-12T23:59:59")
    #expect(reader.read("2025-03-12 08:00").value.canonicalText == "2025-03-12T08:00:00")
  }

  @Test(
    "flags, exactly",
    arguments: [
      ("是", "是"), ("否", "否"), ("true", "是"), ("FALSE", "否"), ("1", "是"), ("0", "否"), ("Y", "是"), ("n", "否"),
      ("yes", "是"), ("No", "否"), ("有", nil), ("√", nil), ("2", nil), ("on", nil),
    ] as [(String, String?)])
  func flag(_ text: String, _ expected: String?) {
    let reading = cell(.flag).read(text)
    #expect(
      reading.value.canonicalText == expected ?? ""
        && (reading.problem?.code == "UNKNOWN_VALUE") == (expected == nil))
    #expect(reading.rules == (expected == nil || expected == text ? [] : ["flag_form"]))
  }

  @Test(
    "numbers, exactly",
    arguments: [
      ("0.25", "0.25"), ("2/3", "2/3"), ("-3", "-3"), ("10", "10"), ("1.50", "1.5"), ("1e3", nil),
      ("1,000", nil),
      (".5", nil), ("1/0", nil), ("0.1234567", nil),
    ] as [(String, String?)])
  func number(_ text: String, _ expected: String?) {
    let reading = cell(.number).read(text)
    #expect(reading.value.canonicalText == expected ?? "")
    #expect((reading.problem?.code == "BAD_NUMBER") == (expected == nil))
  }

  @Test(
    "integers, exactly",
    arguments: [("0", "0"), ("007", "7"), ("-2", "-2"), ("1.0", nil), ("1 000", nil), ("-", nil)]
      as [(String, String?)])
  func integer(_ text: String, _ expected: String?) {
    let reading = cell(.integer).read(text)
    #expect(reading.value.canonicalText == expected ?? "")
    #expect((reading.problem?.code == "BAD_INTEGER") == (expected == nil))
  }

  @Test("messages name the cell and how to mend it")
  func messages() {
    let messages = [
      cell(.date).read("7/3"), cell(.time).read("9点"), cell(.integer).read("x"), cell(.number).read("x"),
      cell(.flag).read("有"), cell(.category(["甲", "乙"])).read("丙"),
    ].compactMap { $0.problem.map { "\($0.code) \($0.message.zh)" } }
    #expect(
      messages == [
        "BAD_DATE 格“7/3”不是日期；请写成2025-03-12", "BAD_TIME 格“9点”不是时间；请写成2025-03-12T08:52:00",
        "BAD_INTEGER 格“x”不是整数；请只写数字", "BAD_NUMBER 格“x”不是数；请写成0.25或2/3，小数至多6位",
        "UNKNOWN_VALUE 格“有”不是是否；请写是或否", "UNKNOWN_VALUE 格“丙”不在取值范围（甲、乙）",
      ])
  }

  @Test("the fast forms agree with the complete ones")
  func fastForms() {
    let calendar = Calendar.shared
    for text in [
      "2025-03-12", "2025-02-29", "2024-02-29", "2025-12-31", "2025-12-32", "2025-13-01", "2025-00-01",
      "2025-01-00",
      "2025-03-1x", "202a-03-12", "2025-0:-12", "2025-03:12", "0001-01-01", "1899-12-31", "1900-01-01",
      "2155-12-31",
      "2156-01-01", "9999-12-31", "0000-01-01", "2025/03/12", "\u{FF}025-3-12",
    ] {
      let bytes = Array(text.utf8)
      let fast = calendar.day(bytes.span, 0, bytes.count).map { Value.day(Day(number: $0)) }
      #expect(fast ?? .missing == (Day(text: text).map(Value.day) ?? .missing), "\(text)")
      for (clock, isTime) in [
        ("T08:52:00", true), (" 23:59:59", true), (" 00:00", true), ("T24:00:00", false),
        ("T08:60:00", false),
        ("T08:52:60", false), ("T08:5a:00", false), ("-08:52:00", false), ("T08-52:00", false),
        ("T08:52-00", false),
      ] {
        let bytes = Array((text + clock).utf8)
        let fast = calendar.time(bytes.span, 0, bytes.count).map { Value.time(Instant(seconds: $0)) }
        let slow = isTime && Day(text: text) != nil ? cell(.time).read(text + clock).value : .missing
        #expect(fast ?? .missing == slow, "\(text + clock)")
      }
    }
  }

  @Test("codes mended from bytes are those mended as texts")
  func fastCodes() {
    let all: [MendingRule] = [.trim, .width, .apostrophe, .pad]
    for rules in [all, [.trim], [.pad], [.pad, .trim], [], [.phone, .trim]] {
      let contract = ColumnContract(
        headings: ["格"], type: .code(width: 4), isRequired: false, mending: rules)
      let reader = CellReader(
        field: FieldSchema(key: "cell", heading: "格", type: contract.type), contract: contract)
      guard let mending = CodeMending(contract, width: 4) else { continue }
      for text in [
        "0147", "147", " 0147", "147 ", "\t1\u{7F}", "", " ", "01470", "x", "1 4", "'147", "１47", "\u{3000}1",
      ] {
        let bytes = Array(text.utf8)
        guard let (value, rule) = mending.mend(bytes.span, 0, bytes.count) else { continue }
        let reading = reader.read(text)
        #expect(reading.value == .text(ColumnPiece.digits(value, width: 4)), "\(text) \(rules)")
        #expect(reading.rules.joined(separator: "+") == rule, "\(text) \(rules)")
      }
    }
    let bytes = Array(" 147".utf8)
    let contract = ColumnContract(headings: ["格"], type: .code(width: 4), isRequired: false, mending: all)
    let mended = CodeMending(contract, width: 4)?.mend(bytes.span, 0, bytes.count)
    #expect(mended?.value == 147 && mended?.rule == "trim+pad")
  }

  @Test("the encoding of bytes is what the standard library says of them")
  func encodings() {
    var random = SplitMix64(seed: 0x0F8)
    let pieces: [[UInt8]] = [
      [0x41], Array("ASCII of some length".utf8), Array("中".utf8), Array("中文，标点。".utf8), [0xC2, 0xA0],
      [0xC3, 0x28],
      Array("\u{10FFFF}".utf8), Array("𠮷".utf8), [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xEF, 0xBF, 0xBE], [0xEF, 0xBC, 0x8C], [0xE4, 0xB8], [0x80], [0xFF],
      [0xC0, 0x80],
    ]
    for round in 0..<4000 {
      var bytes: [UInt8] = []
      let limit = round % 2 == 0 ? 5 : pieces.count
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        bytes += pieces[Int.random(in: 0..<limit, using: &random)]
      }
      let expected: RecordEncoding =
        (try? UTF8Span(validating: bytes.span)) == nil
        ? .none : bytes.allSatisfy { $0 < 0x80 } ? .ascii : .utf8
      #expect(UTF8Check.encoding(bytes.span) == expected, "\(bytes)")
    }
    #expect(UTF8Check.encoding(Array("中\u{FFFD}".utf8).span) == .none)
  }

  @Test(
    "the encoding of long bytes is what the standard library says of them, with one byte changed or none",
    arguments: 1...8 as ClosedRange<UInt64>)
  func encodingsInBlocks(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let ordinary = ["a", "一个字", "，", "C00000001,2025-06-06 18:01:02", "é", "忽视", "\u{7FF}", "\u{FFBF}"]
    let rare = ["\u{FFC0}", "￥", "𠮷", "\u{800}", "\u{FFF}", "\u{D7FF}", "\u{E000}", "\u{10FFFF}", "\u{FFFE}"]
    for round in 0..<3000 {
      var text = String(repeating: "x", count: Int.random(in: 0...3, using: &random))
      for _ in 0..<Int.random(in: 0...60, using: &random) {
        let pieces = round % 3 == 0 && Int.random(in: 0...20, using: &random) == 0 ? rare : ordinary
        text += pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }
      if round % 25 == 1 { text += "\u{FFFD}" + String(repeating: "忽", count: round % 60) }
      var bytes = Array(text.utf8)
      if round % 2 == 0, !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      let read = try? UTF8Span(validating: bytes.span)
      let isLost = String(decoding: bytes, as: UTF8.self).unicodeScalars.contains("\u{FFFD}")
      let expected: RecordEncoding =
        read == nil || isLost ? .none : bytes.allSatisfy { $0 < 0x80 } ? .ascii : .utf8
      #expect(UTF8Check.encoding(bytes.span) == expected, "seed \(seed), round \(round): \(bytes)")
    }
  }

  private func cell(_ type: FieldType) -> CellReader {
    CellReader(
      field: FieldSchema(key: "cell", heading: "格", type: type),
      contract: ColumnContract(headings: ["格"], type: type, isRequired: false, serials: .from1900))
  }
}
