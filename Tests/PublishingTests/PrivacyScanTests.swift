import Records
import TestSupport
import Testing

@testable import Publishing

@Suite struct PrivacyScanTests {
  struct Case: CustomTestStringConvertible {
    let text: String
    let hits: [String]
    var testDescription: String { text }
  }

  static let cases = [
    Case(text: "张三,13800138000,甲", hits: ["1:4 手机号码"]),
    Case(text: "a\r\nb,手机13912345678", hits: ["2:5 手机号码"]),
    Case(text: "8613800138000", hits: ["1:1 手机号码"]),
    Case(text: "１３８００１３８０００", hits: ["1:1 手机号码"]),
    Case(text: "138-0013-8000", hits: ["1:1 手机号码"]),
    Case(text: "电话 138 0013 8000。", hits: ["1:4 手机号码"]),
    Case(text: "138－0013-8000", hits: ["1:1 手机号码"]),
    Case(text: "138-0013－8000", hits: ["1:1 手机号码"]),
    Case(text: "139·1234·5678", hits: ["1:1 手机号码"]),
    Case(text: "界别139_1234_5678", hits: ["1:3 手机号码"]),
    Case(text: "139.1234/5678", hits: ["1:1 手机号码"]),
    Case(text: "139—1234—5678", hits: ["1:1 手机号码"]),
    Case(text: "139.12,345.678", hits: []),
    Case(text: "1380013800０", hits: ["1:1 手机号码"]),
    Case(text: "11010519491231002Ｘ", hits: ["1:1 身份证号码"]),
    Case(text: "得分，12：30；－5\n13800138000", hits: ["2:1 手机号码"]),
    Case(text: "tel13800138000x", hits: ["1:4 手机号码"]),
    Case(text: "12800138000", hits: []),
    Case(text: "138001380001", hits: []),
    Case(text: "11010519491231002X", hits: ["1:1 身份证号码"]),
    Case(text: "11010519491231002x", hits: ["1:1 身份证号码"]),
    Case(text: "110105194912310021", hits: []),
    Case(text: "440524188001010014", hits: ["1:1 身份证号码"]),
    Case(text: "130503670401001", hits: ["1:1 身份证号码"]),
    Case(text: "130503671401001", hits: []),
    Case(text: "13800138000aaaaaaaaaaaaaaaaaaaaa", hits: []),
    Case(text: "13800138000aaaaaaaaaaaaaaaaaaaa", hits: ["1:1 手机号码"]),
    Case(text: "00ff00ff00ff00ff-1380", hits: []),
    Case(text: "12.50,0.00,2025-03-12T08:52:00", hits: []),
  ]

  /// Ways of writing 13900000000.
  @Test(arguments: [
    "1 3 9 0 0 0 0 0 0 0 0", "1　3　9　0　0　0　0　0　0　0　0", "1-3-9-0-0-0-0-0-0-0-0", "1.3.9.0.0.0.0.0.0.0.0",
    "139  0000  0000", "139   0000 - 0000", "139 - 0000 - 0000", "１３９　００００　００００", "139\u{A0}0000\u{A0}0000",
    "139\u{200B}0000\u{200B}0000", "1\u{200B}390000\u{2060}0000", "139\u{AD}0000\u{FEFF}0000",
    "139\u{2212}0000\u{2010}0000",
    "（139）0000-0000", "(139) 0000 0000", "139（0000）0000", "139 00000000", "1390 000 0000", "1390000 0000",
    "139 000 00000", "13 90 00 00 00 0", "139 00 00 00 00", "+86 139 0000 0000", "86-139-0000-0000",
    "0086 13900000000",
    "86139 0000 0000", "12 139 0000 0000", "12 139 00000000", "一三九〇〇〇〇〇〇〇〇", "幺三九零零零零零零零零",
    "壹叁玖零零零零零零零零", "一三九 〇〇〇〇 〇〇〇〇", "一 三 九 〇 〇 〇 〇 〇 〇 〇 〇", "139零零零零0000", "张三一三九〇〇〇〇〇〇〇〇", "①③⑨⓪⓪⓪⓪⓪⓪⓪⓪",
    "𝟏𝟑𝟗𝟎𝟎𝟎𝟎𝟎𝟎𝟎𝟎",
  ]) func `a mobile number is found however it is written`(_ number: String) {
    let hits = PrivacyScan().hits(in: Array("联系人\(number)，张三".utf8), of: .ranking)
    #expect(hits.map(\.what.zh) == ["手机号码"])
  }

  @Test(arguments: [
    "110105 19491231 002X", "110105-19491231-002x", "110105 1949 1231 002X", "1101051949 1231002X",
    "１１０１０５　１９４９１２３１　００２Ｘ", "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X", "110105.19491231.002X",
    "110 105 19491231 002X", "11010519491231\u{200B}002X", "一一〇一〇五一九四九一二三一〇〇二X", "130503 670401 001",
    "1 3 0 5 0 3 6 7 0 4 0 1 0 0 1",
  ]) func `an identity number is found however it is written`(_ number: String) {
    let hits = PrivacyScan().hits(in: Array("证件\(number)。".utf8), of: .ranking)
    #expect(hits.map(\.what.zh) == ["身份证号码"])
  }

  @Test(arguments: [
    "139,0000,0000", "139\t0000\t0000", "| 139 | 0000 | 0000 |", "139、0000、0000", "2025-01-02 13:00:00",
    "139 2025-01-02", "1990-01-02 130", "0123、0124、0125", "0123 0124 0125", "1301 1302 1303", "139 12 345 67",
    "13.90 0000.0000", "1 3 9 0 0 0 0 0 0 0 0 0", "130 1 12 13 2025", "1390-2025-001", "电话：0000-0000000",
    "evaluation-2025-13900000", "2025-Q1-39000000", "1380013800a12345-139", "13800138000abcde-17",
    "L1 139 0000",
    "一三九人", "二〇二五年一月三日至二〇二五年一月三十一日", "第一三五七九一三五七九一三次", "110105 19491331 002X", "110105 19491231 0021",
    "130503 671401 001", "ISBN 978-7-5000-0000-0", "13,900,000,000", "1.39e10 00000",
    "https://a.cn/139/12345/678",
  ]) func `counts, codes, dates and cells side by side are no numbers of a person`(_ text: String) {
    #expect(PrivacyScan().hits(in: Array(text.utf8), of: .ranking).isEmpty)
  }

  @Test func `coordinates in a tag are no number in groups, a number in its title is`() {
    let page =
      "<path d=\"M139 12 345 678\"/><text x=\"1 3 9 0 0 0 0 0 0 0 0\">139&nbsp;0000&#8203;0000</text>"
    let hits = PrivacyScan().hits(in: Array(page.utf8), of: .page)
    #expect(hits.map(\.column) == [60])
    #expect(PrivacyScan().hits(in: Array("<a title=\"139 0000 0000\">".utf8), of: .page).count == 1)
  }

  @Test(arguments: ["0515-88880000", "0515 8888 0000", "电话051588880000转", "（0515）88880000", "０５１５—８８８８００００"])
  func `a withheld number is found in whatever groups and inside a text`(_ text: String) {
    let scan = PrivacyScan(withheldValues: [Key("0515-88880000")])
    let hits = scan.hits(in: Array("联系\(text)，".utf8), of: .summary)
    #expect(hits.map(\.what.zh) == ["不得外传的字段"])
    #expect(scan.hits(in: Array("0515-88880001，15-88880000".utf8), of: .summary).isEmpty)
  }

  @Test(arguments: cases) func `numbers of people are found, digests and amounts are not`(_ example: Case) {
    let hits = PrivacyScan().hits(in: Array(example.text.utf8), of: .ranking)
    #expect(hits.map { "\($0.line):\($0.column) \($0.what.zh)" } == example.hits)
  }

  @Test func `withheld names and values are found as whole cells`() {
    let scan = PrivacyScan(withheldNames: [Key("phone"), Key("手机")], withheldValues: [Key("0515-8888")])
    let text = "name,phone\r\n甲,0515-8888\r\n乙,phones"
    #expect(
      scan.hits(in: Array(text.utf8), of: .ranking).map(\.place) == ["ranking.csv:1:6", "ranking.csv:2:3"])
  }

  @Test(arguments: ["（病假）", "(病假)", "【病假】", "“病假”", "、病假、", "《病假》"])
  func `a withheld word in brackets is one`(_ text: String) {
    let scan = PrivacyScan(withheldNames: [Key("病假")])
    #expect(scan.hits(in: Array("朱某\(text)".utf8), of: .ranking).map(\.column) == [4])
    #expect(scan.hits(in: Array("长期病假者".utf8), of: .ranking).isEmpty)
  }

  /// Texts of bits that hits are made of, 4,000 seeds: what the screen passes over has no hit.
  @Test(arguments: [PrivacyScan.Form.text, .html])
  func `lines that are passed over unread hold nothing`(_ form: PrivacyScan.Form) {
    let marks =
      form == .html ? ["<b>", "<p title=\"", "\">", "<", "&#48;", "\\u0031", "&lt;", "&", "\\"] : []
    let bits =
      marks + [
        "病假", "病", " ", "假", "phone", "手机", "QJ20250001", "0147", "2025", "31415", ",", "，", "\"", "“", "、",
        "。", "号", "第", "期",
        "a", "A1 病假不计", "\u{FEFF}", "\u{200B}", "😀", "é", ".", "-", "排名", "\r", "x", "中", "界", "12",
      ]
    let scan = PrivacyScan(
      withheldNames: Set(["phone", "手机", "12"].map { Key($0) }),
      withheldValues: Set(["QJ20250001", "0147", "2025", "31415"].map { Key($0) }),
      phrases: WithheldPhrases(["病假", "排名"], except: ["A1 病假不计"]))
    var found = 0
    for seed in UInt64(1)...4_000 {
      var draw = SplitMix64(seed: seed)
      let lines = (0..<3).map { _ in
        (0..<Int.random(in: 0...7, using: &draw)).map { _ in bits.randomElement(using: &draw) ?? "" }.joined()
      }
      var text = Array(lines.joined(separator: "\n").utf8)
      if seed % 8 == 0, !text.isEmpty { text.remove(at: Int.random(in: text.indices, using: &draw)) }
      let whole = scan.hits(in: text, as: "a", form, screens: false)
      #expect(scan.hits(in: text, as: "a", form) == whole, "seed \(seed)")
      found += whole.isEmpty ? 0 : 1
    }
    #expect(found > 1_000 && found < 3_900, "\(found)")
  }

  /// A damaged byte reads as U+FFFD.
  @Test(arguments: [PrivacyScan.Form.text, .html])
  func `a phrase that begins with what is no text is found where a byte is damaged`(_ form: PrivacyScan.Form)
  {
    let scan = PrivacyScan(phrases: WithheldPhrases(["\u{FFFD}假"]))
    #expect(scan.hits(in: [0xE7] + Array("假".utf8), as: "a", form).count == 1)
  }

  @Test func `a staff file is not scanned, a size in JSON is no number of a person`() {
    let phone = Array("13800138000".utf8)
    #expect(PrivacyScan().hits(in: Artifact(file: .quarantine, bytes: phone, rows: 1)).isEmpty)
    let json = Array("{\"size\" : 13800138000, \"name\" : \"13800138000.csv\"}".utf8)
    #expect(PrivacyScan().hits(in: json, of: .manifest).map(\.column) == [34])
  }

  @Test func `the refusal names file, line and column and says that nothing was published`() {
    let hits = PrivacyScan().hits(in: Array("张三,13800138000".utf8), of: .ranking)
    let message = PublishingError.privacy(hits).message
    #expect(message.zh == "ranking.csv:1:4  手机号码\n可外传的文件中有1处隐私内容，未发布任何文件；请在来源数据中去除")
    #expect(
      message.en
        == "ranking.csv:1:4  a mobile number\n1 private value(s) in files that may travel; nothing was "
        + "published, remove them from the source cells")
  }

  @Test(arguments: [
    ("因病假缺席", [2]), ("病　假", [1]), ("请病\u{200B}假一天", [2]), ("病，假", []), ("A1 病假不计", []), ("按A1 病 假不计", []),
    ("病假不计", [1]), ("A1 病假不计，病假", [9]),
  ]) func `a phrase is found inside a text, but in what the model itself says`(
    _ text: String, _ columns: [Int]
  ) {
    let scan = PrivacyScan(phrases: WithheldPhrases(["病假"], except: ["A1 病假不计", "别的"]))
    #expect(scan.hits(in: Array(text.utf8), of: .summary).map(\.column) == columns)
  }

  /// A text in which words may stand, and which is shorter than another word, permits no more than itself.
  @Test func `a short text that is permitted hides no longer phrase`() {
    let scan = PrivacyScan(phrases: WithheldPhrases(["单位排名", "排名"], except: ["排名"]))
    #expect(scan.hits(in: Array("单位排名，排名".utf8), of: .summary).map(\.column) == [1])
  }

  @Test(arguments: [
    ("见QJ20250001号", [2]), ("编号0147的委员", [3]), ("共2025人", []), ("0.0147", []), ("012345", []),
    ("第31415号", [2]), ("简报第0147期", []), ("第0147", [2]), ("期0147期", [2]), ("第0147位", [2]),
    ("A0147", []),
  ]) func `a withheld code is found inside a text, a year or a count is none`(
    _ text: String, _ columns: [Int]
  ) {
    let scan = PrivacyScan(withheldValues: Set(["QJ20250001", "0147", "2025", "31415"].map { Key($0) }))
    #expect(scan.hits(in: Array(text.utf8), of: .summary).map(\.column) == columns)
  }

  /// Random lines of ends, blanks, numbers, withheld words and tags.
  @Test(arguments: [PrivacyScan.Form.text, .html], [1, 2, 3, 4])
  func `hits do not depend on how a text is cut or who looks through it`(
    _ form: PrivacyScan.Form, _ seed: UInt64
  ) {
    let scan = PrivacyScan(
      withheldValues: [Key("0147")], phrases: WithheldPhrases(["病假"]))
    let words = ["\n", "\n", "，", "13800138000", "编号0147", "病假", "<p title=\"病假\">", "甲乙丙", "\u{FFFD}", " "]
    var random = SplitMix64(seed: seed)
    let text = (0..<400).map { _ in words[Int(random.next() % UInt64(words.count))] }.joined()
    let whole = scan.hits(in: Array(text.utf8), as: "a", form, of: Int.max / 2)
    #expect(whole.count > 100 && (whole.last?.line ?? 0) > 50)
    for size in [1, 2, 30, 1000] {
      #expect(scan.hits(in: Array(text.utf8), as: "a", form, Workers(3), of: size) == whole, "\(size)")
    }
  }
}
