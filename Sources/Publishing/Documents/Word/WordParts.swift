import Records

/// The parts of a document besides its text and its styles, and the relations between them.
enum WordParts {
  static let oddFooter = "rId5"
  static let evenFooter = "rId6"
  static let wideOddFooter = "rId7"
  static let wideEvenFooter = "rId8"

  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/"
  private static let package = "http://schemas.openxmlformats.org/package/2006/"
  private static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml."

  private struct Part {
    let name: String
    let type: String
    let relation: String
  }

  /// Parts that `word/document.xml` refers to, by the order of their ids.
  private static let parts = [
    Part(name: "styles.xml", type: word + "styles+xml", relation: "styles"),
    Part(name: "settings.xml", type: word + "settings+xml", relation: "settings"),
    Part(name: "fontTable.xml", type: word + "fontTable+xml", relation: "fontTable"),
    Part(
      name: "theme/theme1.xml", type: "application/vnd.openxmlformats-officedocument.theme+xml",
      relation: "theme"),
    Part(name: "footer1.xml", type: word + "footer+xml", relation: "footer"),
    Part(name: "footer2.xml", type: word + "footer+xml", relation: "footer"),
    Part(name: "footer3.xml", type: word + "footer+xml", relation: "footer"),
    Part(name: "footer4.xml", type: word + "footer+xml", relation: "footer"),
  ]

  /// Of the so manieth picture, from 1.
  static func pictureRelation(_ number: Int) -> String { "rId\(parts.count + number)" }

  static func pictureName(_ number: Int) -> String { "media/image\(number).png" }

  static func contentTypes(hasPictures: Bool) -> [UInt8] {
    var xml = XML()
    xml.element("Types", ["xmlns": package + "content-types"]) { xml in
      xml.empty(
        "Default",
        ["Extension": "rels", "ContentType": "application/vnd.openxmlformats-package.relationships+xml"])
      xml.empty("Default", ["Extension": "xml", "ContentType": "application/xml"])
      if hasPictures { xml.empty("Default", ["Extension": "png", "ContentType": "image/png"]) }
      func override(_ name: String, _ type: String) {
        xml.empty("Override", ["PartName": name, "ContentType": type])
      }
      override("/word/document.xml", word + "document.main+xml")
      for part in parts { override("/word/\(part.name)", part.type) }
      override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
      override("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")
    }
    return xml.bytes
  }

  static func packageRelations() -> [UInt8] {
    relations([
      (office + "relationships/officeDocument", "word/document.xml"),
      (package + "relationships/metadata/core-properties", "docProps/core.xml"),
      (office + "relationships/extended-properties", "docProps/app.xml"),
    ])
  }

  static func documentRelations(pictures: Int) -> [UInt8] {
    relations(
      parts.map { (office + "relationships/\($0.relation)", $0.name) }
        + (0..<pictures).map { (office + "relationships/image", pictureName($0 + 1)) })
  }

  private static func relations(_ targets: [(type: String, target: String)]) -> [UInt8] {
    var xml = XML()
    xml.element("Relationships", ["xmlns": package + "relationships"]) { xml in
      for (index, target) in targets.enumerated() {
        xml.empty(
          "Relationship", ["Id": "rId\(index + 1)", "Type": target.type, "Target": target.target])
      }
    }
    return xml.bytes
  }

  /// Title and date alone: no author, company or machine.
  static func coreProperties(_ document: OfficialDocument) -> [UInt8] {
    var xml = XML()
    xml.element(
      "cp:coreProperties",
      [
        "xmlns:cp": package + "metadata/core-properties", "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:dcterms": "http://purl.org/dc/terms/",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      ]
    ) { xml in
      xml.element("dc:title", text: document.title)
      let date = "\(document.date)T00:00:00Z"
      xml.element("dcterms:created", ["xsi:type": "dcterms:W3CDTF"], text: date)
      xml.element("dcterms:modified", ["xsi:type": "dcterms:W3CDTF"], text: date)
    }
    return xml.bytes
  }

  static func applicationProperties() -> [UInt8] {
    var xml = XML()
    xml.element("Properties", ["xmlns": office + "extended-properties"]) { xml in
      xml.element("Application", text: "DutyRank")
    }
    return xml.bytes
  }

  static func settings() -> [UInt8] {
    var xml = XML()
    xml.element("w:settings", WordBody.namespaces) { xml in
      xml.empty("w:evenAndOddHeaders")
      xml.empty("w:characterSpacingControl", ["w:val": "doNotCompress"])
      xml.element("w:compat") { xml in
        xml.empty(
          "w:compatSetting",
          [
            "w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word",
            "w:val": "15",
          ])
      }
    }
    return xml.bytes
  }

  static func fontTable() -> [UInt8] {
    var xml = XML()
    xml.element("w:fonts", WordBody.namespaces) { xml in
      for face in OfficialLayout.Face.allCases {
        xml.element("w:font", ["w:name": face.rawValue]) { xml in
          xml.empty("w:charset", ["w:val": "86"])
          xml.empty("w:family", ["w:val": "auto"])
        }
      }
    }
    return xml.bytes
  }
}
