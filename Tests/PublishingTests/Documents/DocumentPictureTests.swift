import Foundation
import Testing

@testable import Publishing

struct DocumentPictureTests {
  static let picture = {
    var svg = SVG(width: 1_000, height: 500, label: "示意\"图", class: "picture")
    svg.rect(x: 0, y: 0, width: 1_000, height: 500, class: "base", title: "甲")
    svg.text("乙\u{FFFE}", x: 10, y: 200, class: "tick")
    return DocumentPicture(svg, caption: "图题", notes: ["说明"])
  }()

  static let document = OfficialDocument(
    title: "通报", date: Fixture.identity.asOf, sections: [.init([.body("前"), .picture(picture.numbered(1))])])

  /// A PNG of one pixel with a time and a text, which are dropped.
  static func png(_ chunks: [String] = ["IHDR", "tIME", "IDAT", "tEXt", "IEND"]) -> [UInt8] {
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    for kind in chunks {
      bytes += [0, 0, 0, 2]
      bytes += Array(kind.utf8)
      bytes += [7, 7, 0, 0, 0, 0]
    }
    return bytes
  }

  @Test func `every text of a picture is a line of its document`() {
    #expect(
      DocumentPictureTests.document.lines == ["通报", "前", "图1　图题", "说明", "示意\"图", "甲", "乙\u{FFFE}"])
  }

  @Test func `in a file of its own it has its style, and no character that XML forbids`() {
    let text = String(decoding: DocumentPictureTests.picture.file, as: UTF8.self)
    #expect(
      text.hasPrefix(
        #"<svg xmlns="http://www.w3.org/2000/svg" class="picture" width="100" height="50" viewBox="0 0 100 50" "#
          + #"role="img" aria-label="示意&quot;图"><style>"#))
    #expect(text.contains(#"<pattern id="hatch""#))
    #expect(text.contains(">乙\u{FFFD}</text></svg>"))
    #expect(!text.contains("\u{FFFE}"))
  }

  @Test func `in a page it is drawn in its place, with its caption`() {
    let text = String(decoding: DocumentPage.html(DocumentPictureTests.document), as: UTF8.self)
    #expect(
      text.contains(
        #"<figure><svg xmlns="http://www.w3.org/2000/svg" class="picture" width="100" height="50" "#
          + #"viewBox="0 0 100 50" role="img" aria-label="示意&quot;图">"#
          + #"<rect class="base" x="0" y="0" width="100" height="50"><title>甲</title>"# + "\n</rect>"))
    #expect(
      text.contains("</svg>\n<figcaption><p>图1　图题</p>\n<p>说明</p>\n</figcaption></figure>\n"))
    #expect(text.components(separatedBy: #"id="hatch""#).count == 2)
  }

  @Test func `a page without pictures knows nothing of them`() {
    let text = String(decoding: DocumentPage.html(WordFileTests.document), as: UTF8.self)
    #expect(!text.contains("figure") && !text.contains("svg") && !text.contains(PictureStyle.digest))
  }

  @Test func `in a DOCX it is a part of pixels that its paragraph shows in its size`() throws {
    let bytes = try WordFile.bytes(of: DocumentPictureTests.document, pictures: [DocumentPictureTests.png()])
    #expect(
      try WordFile.bytes(of: DocumentPictureTests.document, pictures: [DocumentPictureTests.png()]) == bytes)
    let parts = try WordFileTests.unpacked(bytes)
    func text(_ name: String) -> String {
      String(decoding: parts.first { $0.name == name }?.bytes ?? [], as: UTF8.self)
    }
    #expect(parts.last?.name == "word/media/image1.png")
    #expect(parts.last?.bytes == DocumentPictureTests.png(["IHDR", "IDAT", "IEND"]))
    #expect(text("[Content_Types].xml").contains(#"<Default Extension="png" ContentType="image/png"/>"#))
    #expect(
      text("word/_rels/document.xml.rels").hasSuffix(
        #"<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" "#
          + #"Target="media/image1.png"/></Relationships>"#))
    let body = text("word/document.xml")
    #expect(body.contains(#"<wp:extent cx="952500" cy="476250"/>"#))
    #expect(body.contains(#"<wp:docPr id="101" name="图1" descr="示意&quot;图"/>"#))
    #expect(body.contains(#"<a:blip r:embed="rId9"/>"#))
    #expect(
      body.contains(
        #"</w:drawing></w:r></w:p><w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r>"#
          + #"<w:t xml:space="preserve">图1　图题</w:t><w:br/><w:t xml:space="preserve">说明</w:t></w:r></w:p>"#))
  }

  @Test(arguments: [
    [], Array("PNG".utf8), DocumentPictureTests.png(["IDAT", "IEND"]),
    DocumentPictureTests.png(["IHDR", "IDAT"]),
    Array(DocumentPictureTests.png().dropLast()),
  ]) func `what is no whole PNG is refused`(_ bytes: [UInt8]) {
    #expect(PNG.bare(bytes) == nil)
    #expect(throws: PublishingError.self) {
      try WordFile.bytes(of: DocumentPictureTests.document, pictures: [bytes])
    }
  }
}
