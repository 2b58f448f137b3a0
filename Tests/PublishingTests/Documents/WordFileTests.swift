import CLibArchive
import Foundation
import Testing

@testable import Publishing

struct WordFileTests {
  struct Unreadable: Error {}

  static let document = OfficialDocument(
    title: "通报", date: Fixture.identity.asOf,
    sections: [
      .init([.title(["通报"]), .body("甲")]),
      .init(isLandscape: true, [.table(DocumentTable(columns: [.init("名次", width: 1)], rows: [["1"]]))]),
    ])

  @Test func `the container holds each part as it was made, in order`() throws {
    let parts = try WordFile.parts(of: WordFileTests.document)
    let found = try WordFileTests.unpacked(WordFile.bytes(of: WordFileTests.document))
    #expect(found.map(\.name) == parts.map(\.name))
    #expect(found.map(\.bytes) == parts.map(\.bytes))
    #expect(
      parts.map(\.name) == [
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "docProps/app.xml", "word/document.xml",
        "word/_rels/document.xml.rels", "word/styles.xml", "word/settings.xml", "word/fontTable.xml",
        "word/theme/theme1.xml", "word/footer1.xml", "word/footer2.xml", "word/footer3.xml",
        "word/footer4.xml",
      ])
  }

  /// Dates of a zip archive are local time: bytes 10 to 13 of its first record hold 1 January 1980, 00:00.
  @Test func `equal documents are equal bytes, dated 1980`() throws {
    let bytes = try WordFile.bytes(of: WordFileTests.document)
    #expect(try WordFile.bytes(of: WordFileTests.document) == bytes)
    #expect(Array(bytes[10..<14]) == [0, 0, 0x21, 0])
    #expect(bytes.starts(with: [0x50, 0x4B, 3, 4]))
  }

  @Test func `a table at the end is followed by a paragraph, as Word demands`() {
    let text = String(decoding: WordBody.bytes(of: WordFileTests.document), as: UTF8.self)
    #expect(text.contains(#"</w:tbl><w:p><w:pPr><w:pStyle w:val="End"/></w:pPr></w:p><w:sectPr>"#))
  }

  @Test func `two tables that follow each other stay two`() {
    let table = OfficialDocument.Block.table(DocumentTable(columns: [.init("名次", width: 1)], rows: [["1"]]))
    let document = OfficialDocument(
      title: "甲", date: Fixture.identity.asOf, sections: [.init([table, table])])
    let text = String(decoding: WordBody.bytes(of: document), as: UTF8.self)
    #expect(text.contains(#"</w:tbl><w:p><w:pPr><w:pStyle w:val="End"/></w:pPr></w:p><w:tbl>"#))
  }

  @Test func `the properties name the title and the date alone`() throws {
    let core = try #require(
      WordFile.parts(of: WordFileTests.document).first { $0.name.hasSuffix("core.xml") })
    #expect(
      String(decoding: core.bytes, as: UTF8.self).hasSuffix(
        #"<dc:title>通报</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">2025-12-31T00:00:00Z</dcterms:created>"#
          + #"<dcterms:modified xsi:type="dcterms:W3CDTF">2025-12-31T00:00:00Z</dcterms:modified>"#
          + "</cp:coreProperties>"))
  }

  /// 24.5 mm from the left edge, at the lower end of the type area on odd pages, at its upper end on even ones.
  @Test(arguments: [(WordStyle.oddFooter, 8_032 * 635), (.evenFooter, 1_587 * 635)])
  func `on a wide page the number stands where it does on an upright one, turned with the paper`(
    _ style: WordStyle, _ top: Int
  ) {
    let text = String(decoding: WordFooter.wide(style), as: UTF8.self)
    #expect(
      text.contains(
        #"<wp:positionH relativeFrom="page"><wp:posOffset>\#(1_389 * 635)</wp:posOffset></wp:positionH>"#
          + #"<wp:positionV relativeFrom="page"><wp:posOffset>\#(top)</wp:posOffset></wp:positionV>"#))
    #expect(text.contains(#"<wps:bodyPr vert="vert""#))
    #expect(text.contains(#"<w:pStyle w:val="\#(style.rawValue)"/>"#))
  }

  @Test(arguments: [
    (WordStyle.oddFooter, "right", "w:right"), (.evenFooter, "left", "w:left"),
  ]) func `page numbers stand on the outer side`(_ style: WordStyle, _ side: String, _ indent: String) {
    let text = String(decoding: WordStyles.bytes(), as: UTF8.self)
    #expect(
      text.contains(
        #"<w:ind w:firstLineChars="0" w:firstLine="0" \#(indent)Chars="100" \#(indent)="280"/>"#
          + #"<w:jc w:val="\#(side)"/>"#))
    #expect(
      String(decoding: WordFooter.upright(style), as: UTF8.self).contains(
        #"<w:pStyle w:val="\#(style.rawValue)"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>"#
          + #"<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>"#
          + #"<w:r><w:t xml:space="preserve"> —</w:t></w:r>"#))
  }

  /// The parts of a zip archive, by libarchive.
  static func unpacked(_ bytes: [UInt8]) throws -> [(name: String, bytes: [UInt8])] {
    guard let archive = unsafe archive_read_new() else { throw Unreadable() }
    defer { unsafe _ = archive_read_free(archive) }
    unsafe _ = archive_read_support_format_zip_seekable(archive)
    var parts: [(name: String, bytes: [UInt8])] = []
    try unsafe bytes.withUnsafeBytes { buffer in
      guard unsafe archive_read_open_memory(archive, buffer.baseAddress, buffer.count) == ARCHIVE_OK else {
        throw Unreadable()
      }
      var entry: OpaquePointer?
      while unsafe archive_read_next_header(archive, &entry) == ARCHIVE_OK {
        guard let path = unsafe archive_entry_pathname(entry) else { throw Unreadable() }
        var content = [UInt8](repeating: 0, count: 1 << 24)
        let count = unsafe content.withUnsafeMutableBytes {
          unsafe archive_read_data(archive, $0.baseAddress, $0.count)
        }
        parts.append((unsafe String(cString: path), Array(content.prefix(max(0, count)))))
      }
    }
    return parts
  }
}
