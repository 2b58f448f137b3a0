import Testing

@testable import Publishing

struct WordBodyTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let block: OfficialDocument.Block
    let xml: String
  }

  private static let rightIndent = #"<w:keepNext/><w:ind w:rightChars="#

  static let cases = [
    Case(
      testDescription: "a title breaks where its author says", block: .title(["关于甲", "的通报"]),
      xml: #"<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t xml:space="preserve">关于甲</w:t><w:br/>"#
        + #"<w:t xml:space="preserve">的通报</w:t></w:r></w:p>"#),
    Case(
      testDescription: "an empty line", block: .blank,
      xml: #"<w:p><w:pPr><w:pStyle w:val="Blank"/></w:pPr></w:p>"#),
    Case(
      testDescription: "whom it is sent to", block: .addressee("各位委员："),
      xml:
        #"<w:p><w:pPr><w:pStyle w:val="Addressee"/></w:pPr><w:r><w:t xml:space="preserve">各位委员：</w:t></w:r></w:p>"#
    ),
    Case(
      testDescription: "body text, escaped, its control shown", block: .body("甲<b>&\"乙\"\u{7}\u{FFFF}"),
      xml: #"<w:p><w:pPr><w:pStyle w:val="Body"/></w:pPr><w:r><w:t xml:space="preserve">"#
        + "甲&lt;b&gt;&amp;&quot;乙&quot;␇\u{FFFD}</w:t></w:r></w:p>"),
    Case(
      testDescription: "a heading alone stays with what follows", block: .heading(.first, "一、总体情况"),
      xml:
        #"<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:keepNext/></w:pPr><w:r><w:t xml:space="preserve">一、总体情况</w:t></w:r></w:p>"#
    ),
    Case(
      testDescription: "a heading with text behind its full stop", block: .heading(.second, "（一）会议。出席率高。"),
      xml:
        #"<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t xml:space="preserve">（一）会议。</w:t></w:r>"#
        + #"<w:r><w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="仿宋_GB2312" "#
        + #"w:cs="仿宋_GB2312"/></w:rPr><w:t xml:space="preserve">出席率高。</w:t></w:r></w:p>"#),
    Case(
      testDescription: "one attachment has no number", block: .attachments(["排名表"]),
      xml:
        #"<w:p><w:pPr><w:pStyle w:val="Attachments"/><w:ind w:leftChars="200" w:left="1575" w:hangingChars="300" "#
        + #"w:hanging="945"/></w:pPr><w:r><w:t xml:space="preserve">附件：排名表</w:t></w:r></w:p>"#),
    Case(
      testDescription: "several attachments begin at one edge", block: .attachments(["甲表", "乙表"]),
      xml:
        #"<w:p><w:pPr><w:pStyle w:val="Attachments"/><w:ind w:leftChars="200" w:left="1890" w:hangingChars="400" "#
        + #"w:hanging="1260"/></w:pPr><w:r><w:t xml:space="preserve">附件：1.甲表</w:t></w:r></w:p>"#
        + #"<w:p><w:pPr><w:pStyle w:val="Attachments"/><w:ind w:leftChars="200" w:left="1890" w:hangingChars="400" "#
        + #"w:hanging="1260"/></w:pPr><w:r><w:t xml:space="preserve">　　　2.乙表</w:t></w:r></w:p>"#),
    Case(
      testDescription: "a signature without a seal",
      block: .signature(Signature(issuer: "政协示例市委员会办公室", date: "2026年1月9日", isSealed: false)),
      xml: #"<w:p><w:pPr><w:pStyle w:val="Blank"/><w:keepNext/></w:pPr></w:p>"#
        + #"<w:p><w:pPr><w:pStyle w:val="Signature"/>"# + rightIndent + #""200" w:right="630"/></w:pPr>"#
        + #"<w:r><w:t xml:space="preserve">政协示例市委员会办公室</w:t></w:r></w:p>"#
        + #"<w:p><w:pPr><w:pStyle w:val="Signature"/><w:ind w:rightChars="500" w:right="1575"/></w:pPr>"#
        + #"<w:r><w:t xml:space="preserve">2026年1月9日</w:t></w:r></w:p>"#),
    Case(
      testDescription: "a note stands in brackets", block: .note("此件发至各位委员"),
      xml:
        #"<w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr><w:r><w:t xml:space="preserve">（此件发至各位委员）</w:t></w:r></w:p>"#
    ),
    Case(
      testDescription: "the mark of an attachment", block: .attachmentMark("附件1"),
      xml:
        #"<w:p><w:pPr><w:pStyle w:val="AttachmentMark"/></w:pPr><w:r><w:t xml:space="preserve">附件1</w:t></w:r></w:p>"#
    ),
  ]

  @Test(arguments: cases) func `each kind of block has its paragraph`(_ example: Case) {
    #expect(WordBodyTests.written { $0.block(example.block) } == example.xml)
  }

  @Test func `a table fills the width, repeats its heading and tears no row`() {
    let table = DocumentTable(
      columns: [.init("名次", width: 1), .init("姓名", width: 2, .left), .init("总分", width: 1, .right)],
      rows: [["1", "甲&乙", ""]])
    let line = #"w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#
    let borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map { "<w:\($0) \(line)" }.joined()
    func cell(_ style: String, _ width: Int, _ alignment: String, _ text: String) -> String {
      #"<w:tc><w:tcPr><w:tcW w:w="\#(width)" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>"#
        + #"<w:pStyle w:val="\#(style)"/>\#(alignment)</w:pPr>"#
        + (text.isEmpty ? "" : #"<w:r><w:t xml:space="preserve">\#(text)</w:t></w:r>"#) + "</w:p></w:tc>"
    }
    #expect(
      WordBodyTests.written { $0.block(.table(table)) }
        == #"<w:tbl><w:tblPr><w:tblW w:w="8845" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>\#(borders)"#
        + #"</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/>"#
        + #"<w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="2212"/>"#
        + #"<w:gridCol w:w="4422"/><w:gridCol w:w="2211"/></w:tblGrid>"#
        + "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" + cell("TableHeading", 2212, "", "名次")
        + cell("TableHeading", 4422, "", "姓名") + cell("TableHeading", 2211, "", "总分") + "</w:tr>"
        + "<w:tr><w:trPr><w:cantSplit/></w:trPr>" + cell("TableCell", 2212, "", "1")
        + cell("TableCell", 4422, #"<w:jc w:val="left"/>"#, "甲&amp;乙")
        + cell("TableCell", 2211, #"<w:jc w:val="right"/>"#, "") + "</w:tr></w:tbl>")
  }

  @Test func `a wide section lies on its side, and the upright one before it ends with its own page`() throws
  {
    let document = OfficialDocument(
      title: "甲", date: Fixture.identity.asOf,
      sections: [.init([.body("一")]), .init(isLandscape: true, [.body("二")])])
    let text = String(decoding: WordBody.bytes(of: document), as: UTF8.self)
    let footers =
      #"<w:sectPr><w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="even" r:id="rId6"/>"#
      + #"<w:type w:val="nextPage"/>"#
    let upright =
      #"<w:p><w:pPr><w:pStyle w:val="End"/>\#(footers)<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" "#
      + #"w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1389" w:gutter="0"/>"#
      + #"<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr></w:pPr></w:p>"#
    let wide =
      #"\#(footers.replacing("rId5", with: "rId7").replacing("rId6", with: "rId8"))<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1587" w:right="2098" "#
      + #"w:bottom="1474" w:left="1984" w:header="851" w:footer="794" w:gutter="0"/>"#
      + #"<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr></w:body></w:document>"#
    #expect(text.contains("一</w:t></w:r></w:p>" + upright))
    #expect(text.hasSuffix("二</w:t></w:r></w:p>" + wide))
  }

  /// What is written behind the declaration.
  static func written(_ write: (inout XML) -> Void) -> String {
    var xml = XML()
    let start = xml.bytes.count
    write(&xml)
    return String(decoding: xml.bytes[start...], as: UTF8.self)
  }
}
