import Records
import Testing

@testable import Publishing

struct TitleLinesTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let lines: [String]
  }

  static let cases = [
    Case(testDescription: "what fits stays whole", text: "关于2025年度|委员履职情况的通报", lines: ["关于2025年度委员履职情况的通报"]),
    Case(
      testDescription: "at the author's places, as even as they can be",
      text: "2025年度拟评定为优秀等次|委员名单|（更正后）", lines: ["2025年度拟评定为优秀等次", "委员名单（更正后）"]),
    Case(
      testDescription: "before 关于 and behind 的 where the author has none",
      text: "政协示例市委员会办公室关于2025年度委员履职考核情况的通报", lines: ["政协示例市委员会办公室", "关于2025年度委员履职考核情况的通报"]),
    Case(
      testDescription: "in front of a bracket", text: "2025年度拟评定为优秀等次委员名单（更正后）",
      lines: ["2025年度拟评定为优秀等次委员名单", "（更正后）"]),
    Case(
      testDescription: "a word that is wider than the line stays whole",
      text: String(repeating: "履", count: 30),
      lines: [String(repeating: "履", count: 30)]),
    Case(testDescription: "nothing", text: "", lines: []),
  ]

  @Test(arguments: cases) func `a title is broken between words`(_ example: Case) {
    let text = example.text.replacing("|", with: String(TitleLines.place))
    #expect(TitleLines.of(text, width: 40) == example.lines)
    #expect(TitleLines.whole(text) == example.lines.joined())
  }
}
