import Testing

@testable import Publishing

struct WordLetterheadTests {
  private static func text(_ text: String) -> String { #"<w:t xml:space="preserve">\#(text)</w:t>"# }
  private static let blank = #"<w:p><w:pPr><w:pStyle w:val="Blank"/></w:pPr></w:p>"#

  @Test func `the mark is red and one line wide, the red rule lies below the number`() {
    let head = Letterhead(name: "政协示例市委员会办公室文件", number: "示协办〔2026〕1号")
    #expect(
      WordBodyTests.written { $0.block(.letterhead(head)) }
        == #"<w:p><w:pPr><w:pStyle w:val="Letterhead"/><w:snapToGrid w:val="0"/>"#
        + #"<w:spacing w:before="1984" w:line="670" w:lineRule="exact"/></w:pPr><w:r><w:rPr><w:color w:val="FF0000"/>"#
        + #"<w:sz w:val="67"/><w:szCs w:val="67"/></w:rPr>"# + Self.text("政协示例市委员会办公室文件") + "</w:r></w:p>"
        + Self.blank + Self.blank
        + #"<w:p><w:pPr><w:pStyle w:val="DocumentNumber"/><w:pBdr><w:bottom w:val="single" w:sz="12" w:space="3" "#
        + #"w:color="FF0000"/></w:pBdr></w:pPr><w:r>"# + Self.text("示协办〔2026〕1号") + "</w:r></w:p>"
        + Self.blank + Self.blank)
    #expect(WordLetterhead.size(of: "市政协") == 72, "not taller than the standard's mark")
  }

  @Test func `the foot of the last page has copies, printer and day between its rules`() {
    let imprint = Imprint(copies: "甲办公室、乙办公室", printer: "丙办公室", date: "2026年1月9日")
    let written = WordBodyTests.written { $0.block(.imprint(imprint)) }
    func rule(_ size: Int) -> String {
      #"<w:p><w:pPr><w:pStyle w:val="End"/><w:pBdr><w:top w:val="single" w:sz="\#(size)" w:space="0" w:color="000000"/>"#
        + "</w:pBdr></w:pPr></w:p>"
    }
    #expect(
      written.contains(
        "<w:txbxContent>" + rule(8) + #"<w:p><w:pPr><w:pStyle w:val="Imprint"/>"#
          + #"<w:ind w:left="1120" w:right="280" w:hanging="840"/></w:pPr><w:r>"# + Self.text("抄送：甲办公室、乙办公室。")
          + "</w:r></w:p>" + rule(6) + #"<w:p><w:pPr><w:pStyle w:val="Imprint"/><w:tabs>"#
          + #"<w:tab w:val="right" w:pos="8565"/></w:tabs><w:ind w:left="280"/></w:pPr><w:r>"#
          + Self.text("丙办公室") + "<w:tab/>" + Self.text("2026年1月9日印发") + "</w:r></w:p>" + rule(8)
          + "</w:txbxContent>"))
    #expect(
      written.contains(#"<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>"#))
    #expect(
      written.hasPrefix(
        #"<w:p><w:pPr><w:pStyle w:val="End"/><w:spacing w:line="1040" w:lineRule="exact"/></w:pPr>"#),
      "room for two lines and the rules")
  }

  static let heights: [(String?, String?, Int)] = [
    (nil, "丙", 560), ("甲", nil, 560), (String(repeating: "甲", count: 40), "丙", 1_520),
  ]

  @Test(arguments: heights) func `room is kept for as many lines as there are`(
    _ copies: String?, _ printer: String?, _ height: Int
  ) {
    #expect(
      WordLetterhead.height(of: Imprint(copies: copies, printer: printer, date: "2026年1月9日")) == height)
  }
}
