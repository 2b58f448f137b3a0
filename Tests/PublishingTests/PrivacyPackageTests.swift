import Records
import Testing

@testable import Publishing

struct PrivacyPackageTests {
  private static func places(_ name: String, _ xml: String, _ scan: PrivacyScan = PrivacyScan()) throws
    -> [String]
  {
    let bytes = try ZipPackage.bytes(of: [
      ZipPackage.Part(name: "[Content_Types].xml", bytes: Array("<Types/>".utf8)),
      ZipPackage.Part(name: name, bytes: Array(xml.utf8)),
    ])
    return try scan.hits(inPackage: bytes, as: "a.docx").map { "\($0.place)  \($0.what.en)" }
  }

  @Test(arguments: [
    (
      "docProps/core.xml", "<dc:creator>张三 13800138000</dc:creator>",
      "a.docx:docProps/core.xml:1:16  a mobile number"
    ),
    (
      "docProps/custom.xml", "<x/>\n<vt:lpwstr>&#49;1010519491231002X</vt:lpwstr>",
      "a.docx:docProps/custom.xml:2:12  a resident ID number"
    ),
    (
      "xl/workbook.xml", #"<sheet name="13800138000" sheetId="2" state="hidden"/>"#,
      "a.docx:xl/workbook.xml:1:14  a mobile number"
    ),
    (
      "word/comments.xml", "<w:t>138-0013-8000</w:t>", "a.docx:word/comments.xml:1:6  a mobile number"
    ),
  ]) func `what no reader sees is read too`(_ part: String, _ xml: String, _ hit: String) throws {
    #expect(try PrivacyPackageTests.places(part, xml) == [hit])
  }

  @Test func `a withheld word in a property is found, one in a longer text is not`() throws {
    let scan = PrivacyScan(withheldNames: [Key("病假")])
    let xml = "<dc:subject>病假</dc:subject><dc:title>病假的通报</dc:title>"
    #expect(
      try PrivacyPackageTests.places("docProps/core.xml", xml, scan) == [
        "a.docx:docProps/core.xml:1:13  a withheld field"
      ])
  }

  @Test func `parts come back as they were packed`() throws {
    let long = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let bytes = try ZipPackage.bytes(of: [
      ZipPackage.Part(name: "a", bytes: []), ZipPackage.Part(name: "b/c", bytes: long),
    ])
    let parts = try ZipPackage.parts(of: bytes)
    #expect(parts.map(\.name) == ["a", "b/c"])
    #expect(parts.map(\.bytes) == [[], long])
  }

  @Test func `bytes that are no archive are an error, not an empty document`() {
    #expect(throws: PublishingError.self) {
      try PrivacyScan().hits(inPackage: Array("13800138000".utf8), as: "a.docx")
    }
  }
}
