import Testing

@testable import Publishing

struct DocumentPageTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let block: OfficialDocument.Block
    let html: String
  }

  static let cases = [
    Case(
      testDescription: "a title", block: .title(["甲", "乙<"]), html: "<h1>甲<br>\n乙&lt;</h1>\n"),
    Case(testDescription: "a body", block: .body("甲&"), html: "<p>甲&amp;</p>\n"),
    Case(
      testDescription: "a heading with text", block: .heading(.second, "（一）甲。乙"),
      html: #"<p class="level2"><span role="heading" aria-level="3">（一）甲。</span>乙</p>"# + "\n"),
    Case(
      testDescription: "attachments", block: .attachments(["甲", "乙"]),
      html: "<p class=\"first attached\">附件：1.甲</p>\n<p class=\"attached\">2.乙</p>\n"),
    Case(
      testDescription: "a signature", block: .signature(Signature(issuer: "甲", date: "乙", isSealed: true)),
      html: "<p class=\"issuer\">甲</p>\n<p class=\"date\">乙</p>\n"),
    Case(
      testDescription: "a table",
      block: .table(DocumentTable(columns: [.init("甲", width: 1, .right)], rows: [["1"]])),
      html:
        "<div class=\"scroll\"><table><colgroup><col width=\"100.0%\">\n</colgroup><thead><tr><th scope=\"col\">甲</th></tr>\n</thead>\n<tbody><tr><td class=\"right\">1</td></tr>\n"
        + "</tbody>\n</table>\n</div>\n"),
  ]

  @Test(arguments: cases) func `each kind of block has its element`(_ example: Case) {
    let document = OfficialDocument(
      title: "题", date: Fixture.identity.asOf, sections: [.init([example.block])])
    let text = String(decoding: DocumentPage.html(document), as: UTF8.self)
    #expect(text.contains("<main><section class=\"upright\">\(example.html)</section>\n</main>"))
  }
}
