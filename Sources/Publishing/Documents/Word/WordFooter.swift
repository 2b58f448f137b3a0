/// The footers of a document: — 1 — on the outer side, at one place of the paper on upright and on wide pages.
enum WordFooter {
  /// One character from the right edge of the type area on odd pages, from the left on even ones.
  static func upright(_ style: WordStyle) -> [UInt8] {
    var xml = XML()
    xml.element("w:ftr", WordBody.namespaces) { $0.pageNumber(style) }
    return xml.bytes
  }

  /// What is the foot of an upright page is the left edge of a wide one: a frame there, whose text runs down the page.
  static func wide(_ style: WordStyle) -> [UInt8] {
    var xml = XML()
    xml.element("w:ftr", drawingNamespaces) { xml in
      xml.element("w:p") { xml in
        xml.element("w:pPr") { $0.empty("w:pStyle", ["w:val": WordStyle.end.rawValue]) }
        xml.element("w:r") { xml in
          xml.element("mc:AlternateContent") { xml in
            xml.element("mc:Choice", ["Requires": "wps"]) { xml in
              xml.textBox(frame(style)) { $0.pageNumber(style) }
            }
          }
        }
      }
    }
    return xml.bytes
  }

  private static let drawingNamespaces: XML.Attributes = [
    "xmlns:w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "xmlns:mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "xmlns:wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
  ]

  /// Across the page, and along its left edge. It reaches as far down, or on even pages up, as the type area; the paragraph's
  /// own indent does the rest.
  private static func frame(_ style: WordStyle) -> WordTextBox {
    let height = 2_400
    let margins = OfficialLayout.wideMargins
    let top = style == .oddFooter ? OfficialLayout.paper.width - margins.bottom - height : margins.top
    return WordTextBox(
      id: style == .oddFooter ? 1 : 2, name: "页码", width: 360, height: height,
      horizontal: .page(OfficialLayout.margins.footer), vertical: .page(top), runsDown: true, anchor: "ctr")
  }
}

extension XML {
  /// — 1 — as a paragraph.
  fileprivate mutating func pageNumber(_ style: WordStyle) {
    element("w:p") { xml in
      xml.element("w:pPr") { $0.empty("w:pStyle", ["w:val": style.rawValue]) }
      xml.element("w:r") { $0.element("w:t", ["xml:space": "preserve"], text: "— ") }
      xml.element("w:fldSimple", ["w:instr": " PAGE "]) { xml in
        xml.element("w:r") { $0.element("w:t", text: "1") }
      }
      xml.element("w:r") { $0.element("w:t", ["xml:space": "preserve"], text: " —") }
    }
  }
}
