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
              xml.element("w:drawing") { $0.frame(style) }
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

  /// Of the frame, in twips: across the page, and along its left edge.
  static let frame = (width: 360, height: 2_400)
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

  /// The frame reaches as far down, or on even pages up, as the type area; the paragraph's own indent does the rest.
  fileprivate mutating func frame(_ style: WordStyle) {
    let (width, height) = WordFooter.frame
    let margins = OfficialLayout.wideMargins
    let top =
      style == .oddFooter ? OfficialLayout.paper.width - margins.bottom - height : margins.top
    element("wp:anchor", XML.anchored) { xml in
      xml.empty("wp:simplePos", ["x": "0", "y": "0"])
      xml.position("wp:positionH", OfficialLayout.margins.footer)
      xml.position("wp:positionV", top)
      xml.empty("wp:extent", ["cx": XML.emu(width), "cy": XML.emu(height)])
      xml.empty("wp:effectExtent", ["l": "0", "t": "0", "r": "0", "b": "0"])
      xml.empty("wp:wrapNone")
      xml.empty("wp:docPr", ["id": "1", "name": "页码"])
      xml.empty("wp:cNvGraphicFramePr")
      xml.element("a:graphic") { xml in
        xml.element(
          "a:graphicData", ["uri": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"]
        ) { $0.shape(style) }
      }
    }
  }

  private static let anchored: Attributes = [
    "distT": "0", "distB": "0", "distL": "0", "distR": "0", "simplePos": "0", "relativeHeight": "1",
    "behindDoc": "0", "locked": "0", "layoutInCell": "1", "allowOverlap": "1",
  ]

  private mutating func position(_ tag: StaticString, _ twips: Int) {
    element(tag, ["relativeFrom": "page"]) { $0.element("wp:posOffset", text: XML.emu(twips)) }
  }

  /// A rectangle without colour or line that holds the number, turned a quarter to the right.
  private mutating func shape(_ style: WordStyle) {
    let (width, height) = WordFooter.frame
    element("wps:wsp") { xml in
      xml.empty("wps:cNvSpPr", ["txBox": "1"])
      xml.element("wps:spPr") { xml in
        xml.element("a:xfrm") { xml in
          xml.empty("a:off", ["x": "0", "y": "0"])
          xml.empty("a:ext", ["cx": XML.emu(width), "cy": XML.emu(height)])
        }
        xml.element("a:prstGeom", ["prst": "rect"]) { $0.empty("a:avLst") }
        xml.empty("a:noFill")
        xml.element("a:ln") { $0.empty("a:noFill") }
      }
      xml.element("wps:txbx") { xml in
        xml.element("w:txbxContent") { $0.pageNumber(style) }
      }
      xml.empty(
        "wps:bodyPr",
        [
          "vert": "vert", "wrap": "square", "lIns": "0", "tIns": "0", "rIns": "0", "bIns": "0",
          "anchor": "ctr",
        ])
    }
  }

  /// Twentieths of a point in the units of DrawingML.
  private static func emu(_ twips: Int) -> String { "\(twips * 635)" }
}
