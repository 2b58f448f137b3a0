import Testing

@testable import Publishing

struct HeatMapTests {
  /// Fifths of the whole; all of it is in the last.
  @Test(arguments: [
    (0, 0), (1, 0), (19, 0), (20, 1), (39, 1), (40, 2), (60, 3), (79, 3), (80, 4), (100, 4), (130, 4),
    (-5, 0),
  ]) func `a number's shade is its fifth of the whole`(_ part: Int, _ shade: Int) {
    #expect(HeatMap.Cell(text: "", part: Int128(part), of: 100).shade == shade)
  }

  @Test func `where all are equal none is darker`() {
    #expect(HeatMap.Cell(text: "", part: 0, of: 0).shade == 0)
  }

  @Test(arguments: [
    ("A 会议活动", 8, ["A", "会议活动"]), ("E 值班与工作室", 8, ["E", "值班与工", "作室"]),
    ("E 值班与工作室等", 4, ["E", "值班", "与工", "作…"]), ("会", 1, ["会"]), ("", 8, []),
  ]) func `a heading breaks at its spaces, then where its column ends`(
    _ text: String, _ columns: Int, _ lines: [String]
  ) {
    #expect(HeatMapPicture.wrapped(text, columns: columns) == lines)
  }

  @Test func `a map of many rows is several of the same columns`() {
    let rows = (1...5).map { HeatMap.Row(name: "\($0)", size: "3", cells: [.untold]) }
    let parts = HeatMap(columns: ["A"], sizeHeading: "人数", rows: rows).parts(of: 2)
    #expect(parts.map { $0.rows.map(\.name) } == [["1", "2"], ["3", "4"], ["5"]])
    #expect(HeatMap(columns: ["A"], sizeHeading: "人数", rows: []).parts(of: 2) == [])
  }

  @Test func `each cell has its number, its shade and its words`() {
    let map = HeatMap(
      columns: ["A 会议"], sizeHeading: "人数",
      rows: [
        .init(name: "经济界", size: "4", cells: [.init(text: "80%", shade: 4)]),
        .init(name: "教育<界", size: "2", cells: [.untold]),
      ])
    var markup = Markup()
    HeatMapPicture(map, label: "甲").svg(class: "picture", width: 2_000).writeSized(to: &markup)
    #expect(
      String(decoding: markup.bytes, as: UTF8.self)
        == #"<svg xmlns="http://www.w3.org/2000/svg" class="picture" width="200" height="72" viewBox="0 0 200 72" "#
        + #"role="img" aria-label="甲">"#
        + #"<text class="tick" x="142.2" y="13" text-anchor="middle">A</text>"#
        + #"<text class="tick" x="142.2" y="28" text-anchor="middle">会议</text>"#
        + #"<text class="tick" x="78.5" y="28" text-anchor="end">人数</text>"#
        + #"<text class="cell" x="0" y="47.5" text-anchor="start">经济界</text>"#
        + #"<text class="cell" x="78.5" y="47.5" text-anchor="end">4</text>"#
        + #"<rect class="shade4" x="84.5" y="34" width="114.5" height="18"><title>经济界 A 会议 80%</title>"#
        + "\n"
        + #"</rect><text class="cell on4" x="141.7" y="47.5" text-anchor="middle">80%</text>"#
        + #"<text class="cell" x="0" y="66.5" text-anchor="start">教育&lt;界</text>"#
        + #"<text class="cell" x="78.5" y="66.5" text-anchor="end">2</text>"#
        + #"<rect class="untold" x="84.5" y="53" width="114.5" height="18"><title>教育&lt;界 A 会议 —</title>"#
        + "\n"
        + #"</rect><text class="cell" x="141.7" y="66.5" text-anchor="middle">—</text></svg>"# + "\n")
  }
}
