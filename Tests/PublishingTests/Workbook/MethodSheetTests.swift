import Testing

@testable import Publishing

@Suite struct MethodSheetTests {
  /// Without the empty cells at their ends.
  private static let lines: [String] = {
    let sheet = MethodSheet(Fixture.run()).sheet(taken: [])
    return String(decoding: sheet.text.bytes, as: UTF8.self).split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).reversed().drop { $0.isEmpty }
        .reversed().joined(separator: "\t")
    }
  }()

  @Test(arguments: [
    "计分办法 Model\tYY-DEFAULT-1（示例，正式使用前必须换 example）",
    "截至 As of\t2025-12-31",
    "B\t提案\t\t\t\t\t基础 base",
    "B1\t　立案（第一提案人）\t\t\t\tauthorship",
    "H\t扣分\t\t\t\t\t扣分 deduction",
    "优秀\t不限 none\t\t90",
    "不合格\t不限 none\t\t其余 others",
    "优秀\t委员\t经济界\t40\t4\t1\t1",
    "ingest\t成行 rows become records\t✓\t3\t2\t1\t0\t0",
    "scans\t签到流水\t1\t3\t2\t1\t0\t0",
    "scans\tscans.csv\t3\t400\t00ff00ff00ff00ff" + String(repeating: "a", count: 48),
    "重算并逐字节核对 Make every file again and compare\t\tdutyrank verify evaluation-2025-7f3a91c2",
    "一名委员的每一分从哪里来 Where each point comes from\t\tdutyrank explain evaluation-2025-7f3a91c2 0147",
  ]) func `the sheet states the method, the books and how to check them`(_ line: String) {
    #expect(Self.lines.filter { $0 == line } == [line])
  }

  @Test func `its name gives way to a profile of that name`() {
    #expect(MethodSheet(Fixture.run()).sheet(taken: ["方法与账目"]).name == "方法与账目 (2)")
  }
}
