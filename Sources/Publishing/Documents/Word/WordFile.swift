/// A document as a .docx file: a zip archive of OOXML parts. Equal documents give equal bytes.
package enum WordFile {
  /// Throws when libarchive fails.
  package static func bytes(of document: OfficialDocument) throws(PublishingError) -> [UInt8] {
    try ZipPackage.bytes(of: parts(of: document))
  }

  static func parts(of document: OfficialDocument) -> [ZipPackage.Part] {
    beforeProperties
      + [ZipPackage.Part(name: "docProps/core.xml", bytes: WordParts.coreProperties(document)), application]
      + [ZipPackage.Part(name: "word/document.xml", bytes: WordBody.bytes(of: document))] + afterBody
  }

  // The parts that are the same in every document are made once.
  private static let beforeProperties = [
    ZipPackage.Part(name: "[Content_Types].xml", bytes: WordParts.contentTypes()),
    ZipPackage.Part(name: "_rels/.rels", bytes: WordParts.packageRelations()),
  ]
  private static let application = ZipPackage.Part(
    name: "docProps/app.xml", bytes: WordParts.applicationProperties())
  private static let afterBody = [
    ZipPackage.Part(name: "word/_rels/document.xml.rels", bytes: WordParts.documentRelations()),
    ZipPackage.Part(name: "word/styles.xml", bytes: WordStyles.bytes()),
    ZipPackage.Part(name: "word/settings.xml", bytes: WordParts.settings()),
    ZipPackage.Part(name: "word/fontTable.xml", bytes: WordParts.fontTable()),
    ZipPackage.Part(name: "word/theme/theme1.xml", bytes: WordTheme.bytes()),
    ZipPackage.Part(name: "word/footer1.xml", bytes: WordFooter.upright(.oddFooter)),
    ZipPackage.Part(name: "word/footer2.xml", bytes: WordFooter.upright(.evenFooter)),
    ZipPackage.Part(name: "word/footer3.xml", bytes: WordFooter.wide(.oddFooter)),
    ZipPackage.Part(name: "word/footer4.xml", bytes: WordFooter.wide(.evenFooter)),
  ]
}
