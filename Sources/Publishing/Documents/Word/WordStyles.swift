/// `word/styles.xml`.
enum WordStyles {
  static func bytes() -> [UInt8] {
    var xml = XML()
    xml.element("w:styles", WordBody.namespaces) { xml in
      defaults(&xml)
      for style in WordStyle.allCases { write(style, &xml) }
    }
    return xml.bytes
  }

  private static func defaults(_ xml: inout XML) {
    xml.element("w:docDefaults") { xml in
      xml.element("w:rPrDefault") { xml in
        xml.element("w:rPr") { xml in
          xml.faces(.body)
          xml.empty("w:spacing", ["w:val": "\(OfficialLayout.characterSpacing)"])
          xml.empty("w:sz", ["w:val": "\(OfficialLayout.Size.body.rawValue)"])
          xml.empty("w:szCs", ["w:val": "\(OfficialLayout.Size.body.rawValue)"])
          xml.empty("w:lang", ["w:val": "en-US", "w:eastAsia": "zh-CN", "w:bidi": "ar-SA"])
        }
      }
      xml.element("w:pPrDefault") { xml in
        xml.element("w:pPr") { xml in
          xml.empty("w:widowControl", ["w:val": "0"])
          xml.empty("w:autoSpaceDE", ["w:val": "0"])
          xml.empty("w:autoSpaceDN", ["w:val": "0"])
          xml.empty("w:jc", ["w:val": "both"])
        }
      }
    }
  }

  private static func write(_ style: WordStyle, _ xml: inout XML) {
    let isDefault = style == .body
    func content(_ xml: inout XML) {
      xml.empty("w:name", ["w:val": style.name])
      if !isDefault { xml.empty("w:basedOn", ["w:val": WordStyle.body.rawValue]) }
      xml.empty("w:qFormat")
      xml.element("w:pPr") { paragraph(style, &$0) }
      xml.element("w:rPr") { xml in
        xml.faces(style.face)
        xml.empty("w:sz", ["w:val": "\(style.size.rawValue)"])
        xml.empty("w:szCs", ["w:val": "\(style.size.rawValue)"])
      }
    }
    if isDefault {
      xml.element(
        "w:style", ["w:type": "paragraph", "w:default": "1", "w:styleId": style.rawValue], content)
    } else {
      xml.element("w:style", ["w:type": "paragraph", "w:styleId": style.rawValue], content)
    }
  }

  /// In the order that the schema of paragraph properties asks for.
  private static func paragraph(_ style: WordStyle, _ xml: inout XML) {
    if style == .attachmentMark || style == .picture { xml.empty("w:keepNext") }
    if style == .body {  // the defaults above say so too, but LibreOffice asks the style
      xml.empty("w:autoSpaceDE", ["w:val": "0"])
      xml.empty("w:autoSpaceDN", ["w:val": "0"])
    }
    if let line = style.line {
      xml.empty("w:snapToGrid", ["w:val": "0"])
      if style == .picture {
        xml.empty("w:spacing", ["w:before": "160", "w:line": "\(line.twips)", "w:lineRule": line.rule])
      } else {
        xml.empty("w:spacing", ["w:line": "\(line.twips)", "w:lineRule": line.rule])
      }
    }
    if style.isIndented {
      xml.empty("w:ind", ["w:firstLineChars": "200", "w:firstLine": "\(2 * OfficialLayout.character)"])
    } else if style == .oddFooter {
      xml.empty(
        "w:ind", ["w:firstLineChars": "0", "w:firstLine": "0", "w:rightChars": "100", "w:right": "280"])
    } else if style == .evenFooter {
      xml.empty(
        "w:ind", ["w:firstLineChars": "0", "w:firstLine": "0", "w:leftChars": "100", "w:left": "280"])
    } else {
      xml.empty("w:ind", ["w:firstLineChars": "0", "w:firstLine": "0"])
    }
    if let alignment = style.alignment { xml.empty("w:jc", ["w:val": alignment]) }
    if let level = style.outlineLevel { xml.empty("w:outlineLvl", ["w:val": "\(level)"]) }
  }
}
