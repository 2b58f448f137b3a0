import Testing

/// The page of `dutyrank compare`.
struct ComparePageTests {
  @Test func `the page is written whole, in place of an old one, and says the same`() throws {
    let (workspace, before, after) = try CompareFixture.small()
    try workspace.write("old", to: "page.html")
    let result = try workspace.run(["compare", before, after, "--out", "out", "--page", "page.html"])
    #expect(result.status == 0, "\(result.error)")
    let page = try workspace.read("page.html")
    for part in [
      "两次都有的2人中，2人名次变动，0人等次变动；新进1人。", "名次变动的主要原因：数据2人。",
      "两个办法只有数字不同。", "<td class=\"words\">3 → 6</td>",
      "<path class=\"flow data\" d=\"M205 56C430 56 430 84 655 84\">",
      "<title>0147 =示例甲 · 名次 1 → 2 · 不合格 · 数据 ↓1</title>",
      "aria-label=\"数据 ↑1\"", "<summary>数据 +4.5 · 规则 +1.5</summary>",
      "<li>C1 收录 +6（数据 +4.5 · 规则 +1.5）</li>", "<li>名次中的数据部分：C ↑1</li>",
      "\(before) → \(after) · dutyrank 0.1.0 · 内部资料",
    ] { #expect(page.contains(part), "\(part)") }
    #expect(!page.contains("<script") && page.contains("default-src 'none'".replacing("'", with: "&#39;")))
    #expect(try workspace.names(in: ".").filter { $0.hasPrefix("page") } == ["page.html"])
  }

  @Test(
    arguments: [
      ("none/page.html", "No such file or directory"), ("data2", "Is a directory"),
      ("data2/members.csv/page.html", "Not a directory"),
    ])
  func `a page that cannot be written is told after the text, and leaves what stood there`(
    _ place: String, _ reason: String
  ) throws {
    let (workspace, before, after) = try CompareFixture.small()
    let names = try workspace.names(in: ".") + workspace.names(in: "data2")
    let plain = try workspace.run(["compare", before, after, "--out", "out"])
    let result = try workspace.run(["compare", before, after, "--out", "out", "--page", place])
    #expect(result.status == 3 && result.output == plain.output)
    #expect(
      result.complaint.hasSuffix(
        """
        \(place)：比较页写不出（\(reason)），原有内容未动；请检查目录是否存在、可写、有空间，或给--page换一个位置
        \(place): the page cannot be written: \(reason); what stood there is untouched: check that the folder exists, can be written and has space, or give --page another place

        """), "\(result.complaint)")
    #expect(try workspace.names(in: ".") + workspace.names(in: "data2") == names)
  }
}
