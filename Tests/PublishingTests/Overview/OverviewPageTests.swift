import Foundation
import Records
import Testing

@testable import Publishing

struct OverviewPageTests {
  private static func page(
    members: [Member], micro: [[String]] = [], taxonomy: String? = nil
  ) -> PageText {
    let run = OverviewFixture.run(
      members: members,
      sources: [
        .init(
          source: "micro_items", title: "五微", fields: OverviewFixture.microItems, key: "item_no", rows: micro)
      ])
    let bytes = OverviewPage.html(
      run, OverviewFacts(run, []), OverviewPage.Provenance(manifest: "ab12", taxonomy: taxonomy))
    return PageText(Artifact(file: .page, bytes: bytes, rows: nil))
  }

  private static let micro = [
    ["W1", "0001", "微建议", "2025-01-01", "办结"], ["W2", "0001", "微建议", "2025-01-02", "待审"],
    ["W3", "0004", "微服务", "2025-03-02", "采纳"], ["W4", "0009", "微服务", "", "无效"],
    ["W5", "0001", "微服务", "2024-03-02", "无效"],
  ]
  private static let members =
    ["0001", "0002", "0003"].map { OverviewFixture.member($0, "经济界") }
    + ["0004", "0005"].map { OverviewFixture.member($0, "教育界") }

  @Test func `a tile, a column, a bar and a line of the books say the same`() {
    let page = OverviewPageTests.page(
      members: OverviewPageTests.members, micro: OverviewPageTests.micro, taxonomy: "cd34")
    #expect(page.faults == [])
    #expect(!page.text.contains("://"))
    #expect(
      page.text.contains(
        """
        <div class="tile"><p class="label">五微 <small lang="en">micro-items</small></p>
        <p class="figure"><b>4</b>件</p>
        <p class="note">办结采纳2件</p>
        <p class="note">占50.0%</p>
        </div>
        """))
    #expect(page.text.contains("<title>1月 五微 2件</title>"))
    #expect(page.text.contains("aria-label=\"1月：五微 2\""))
    #expect(page.text.contains("<b>1</b><svg class=\"stack\" viewBox=\"0 0 10 100\""))
    #expect(page.text.contains("<span>未归类</span>"), "a column of what has no month")
    #expect(page.text.contains("<th scope=\"row\">微服务</th>"))
    #expect(page.text.contains("2025-01-01至2025-12-31，5名委员，2个界别；截至2025-12-31，运行 7f3a91c2"))
    #expect(page.text.contains("运行清单 SHA-256 ab12 · 发言分类表 SHA-256 cd34"))
    let rows = page.between("<td class=\"words\">五微</td><td", "</tr>")
    #expect(
      rows.map { $0.replacing(/<[^>]*>/, with: "|").replacing(/\|+/, with: "|") }.last?.hasSuffix(
        "5|0|0|0|5|4|1|1|1|0|") == true, "\(rows)")
  }

  @Test func `a group too small shows counts and no average`() {
    let page = OverviewPageTests.page(members: OverviewPageTests.members, micro: OverviewPageTests.micro)
    let rows = page.between("<section class=\"table sum\">", "</section>").last ?? ""
    let cells = rows.components(separatedBy: "<tr>").dropFirst(2).map { row in
      row.components(separatedBy: "<td ").dropFirst().map { cell in
        (cell.components(separatedBy: ">").dropFirst().first ?? "").components(separatedBy: "<")[0]
      }
    }
    #expect(
      cells == [
        ["经济界", "3", "—", "0.7", "0", "2", "1"], ["教育界", "2", "—", "—", "0", "1", "1"],
        ["未归类", "—", "—", "—", "0", "1", "0"], ["合计", "5", "—", "0.8", "0", "4", "2"],
      ])
  }

  @Test func `what looks like markup stands as text`() {
    let page = OverviewPageTests.page(
      members: [OverviewFixture.member("0001", "<b onload=\"x\">界")], micro: OverviewPageTests.micro)
    #expect(page.faults == [])
    #expect(page.text.contains("&lt;b onload=&quot;x&quot;&gt;界"))
  }

  @Test func `without any source a page stands`() {
    let page = OverviewPageTests.page(members: [])
    #expect(page.faults == [])
    #expect(page.text.contains("没有发言分类表"))
    #expect(page.text.contains("没有可列的。"))
  }
}
