import Publishing
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("张三", 4), ("0147", 4), ("阿依·买买提", 11), ("（示例）", 8), ("e\u{301}", 1), ("𠮷", 2), ("", 0),
  ])
  func `a terminal gives wide characters two columns`(_ text: String, _ width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func `columns line up`() {
    #expect(DisplayWidth.padded("张三", 6) == "张三  ")
    #expect(DisplayWidth.rightAligned("优秀", 5) == " 优秀")
    #expect(DisplayWidth.padded("太长的名字", 4) == "太长的名字")
  }

  @Test(arguments: [(0, "0"), (999, "999"), (61_204, "61,204"), (-1_000_000, "-1,000,000")])
  func `thousands are grouped`(_ value: Int, _ text: String) {
    #expect(grouped(value) == text)
  }

  @Test(arguments: [
    ("示例甲", 6, "示例甲"), ("示例甲", 5, "示例…"), ("示例甲", 4, "示…"), ("示例甲", 1, "…"), ("示例甲", 0, ""),
    ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("ab示", 3, "ab…"), ("e\u{301}e\u{301}", 1, "…"),
  ])
  func `a text is cut where it would not fit`(_ text: String, _ columns: Int, _ cut: String) {
    #expect(DisplayWidth.cut(text, columns) == cut)
    #expect(DisplayWidth.of(DisplayWidth.cut(text, columns)) <= columns)
  }
}
