/// A document as a .docx file: a zip archive of OOXML parts. Equal documents give equal bytes.
package enum WordFile {
  /// `pictures` are the document's pictures as PNG, in its order. Throws when one is none, or libarchive fails.
  package static func bytes(
    of document: OfficialDocument, pictures: [[UInt8]] = []
  ) throws(PublishingError) -> [UInt8] {
    try ZipPackage.bytes(of: parts(of: document, pictures: pictures))
  }

  static func parts(
    of document: OfficialDocument, pictures: [[UInt8]] = []
  ) throws(PublishingError) -> [ZipPackage.Part] {
    precondition(pictures.count == document.pictures.count, "a picture that nobody drew")
    let pictures = try media(pictures)
    let (types, relations) =
      pictures.isEmpty
      ? (types, relations)
      : (
        WordParts.contentTypes(hasPictures: true), WordParts.documentRelations(pictures: pictures.count)
      )
    return [
      ZipPackage.Part(name: "[Content_Types].xml", bytes: types), package,
      ZipPackage.Part(name: "docProps/core.xml", bytes: WordParts.coreProperties(document)), application,
      ZipPackage.Part(name: "word/document.xml", bytes: WordBody.bytes(of: document)),
      ZipPackage.Part(name: "word/_rels/document.xml.rels", bytes: relations),
    ] + afterBody + pictures
  }

  private static func media(_ pictures: [[UInt8]]) throws(PublishingError) -> [ZipPackage.Part] {
    var parts: [ZipPackage.Part] = []
    for (index, picture) in pictures.enumerated() {
      guard let bytes = PNG.bare(picture) else { throw .document(reason: "PNG") }
      parts.append(ZipPackage.Part(name: "word/" + WordParts.pictureName(index + 1), bytes: bytes))
    }
    return parts
  }

  // The parts that are the same in every document are made once.
  private static let types = WordParts.contentTypes(hasPictures: false)
  private static let relations = WordParts.documentRelations(pictures: 0)
  private static let package = ZipPackage.Part(name: "_rels/.rels", bytes: WordParts.packageRelations())
  private static let application = ZipPackage.Part(
    name: "docProps/app.xml", bytes: WordParts.applicationProperties())
  private static let afterBody = [
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
