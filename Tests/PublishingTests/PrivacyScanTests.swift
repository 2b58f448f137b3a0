import Records
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
}
