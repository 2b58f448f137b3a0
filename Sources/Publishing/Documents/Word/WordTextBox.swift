/// A frame for text that stands at a place of the page and moves no other text.
struct WordTextBox {
  /// Along one axis.
  enum Place {
    /// Twips from the paper's edge.
    case page(Int)
    /// At an edge of the type area, as `bottom`.
    case margin(align: String)
  }

  /// Of its own among the frames of a document.
  let id: Int
  let name: String
  /// In twips.
  let width: Int
  let height: Int
  let horizontal: Place
  let vertical: Place
  /// Whether its text runs down the page, turned a quarter to the right.
  let runsDown: Bool
  /// Where its text stands in it: `ctr`, `b`.
  let anchor: String

  /// What a frame's parts are named by, for a document whose root does not say so.
  static let namespaces: XML.Attributes = [
    "xmlns:mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "xmlns:wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns:wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
  ]
}

extension XML {
  mutating func textBox(_ box: WordTextBox, _ content: (inout XML) -> Void) {
    element("w:drawing") { xml in
      xml.element("wp:anchor", XML.anchored) { xml in
        xml.empty("wp:simplePos", ["x": "0", "y": "0"])
        xml.position("wp:positionH", box.horizontal)
        xml.position("wp:positionV", box.vertical)
        xml.empty("wp:extent", ["cx": XML.emu(box.width), "cy": XML.emu(box.height)])
        xml.empty("wp:effectExtent", ["l": "0", "t": "0", "r": "0", "b": "0"])
        xml.empty("wp:wrapNone")
        xml.empty("wp:docPr", ["id": "\(box.id)", "name": box.name])
        xml.empty("wp:cNvGraphicFramePr")
        xml.element("a:graphic") { xml in
          xml.element(
            "a:graphicData", ["uri": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"]
          ) { $0.shape(box, content) }
        }
      }
    }
  }

  private static let anchored: Attributes = [
    "distT": "0", "distB": "0", "distL": "0", "distR": "0", "simplePos": "0", "relativeHeight": "1",
    "behindDoc": "0", "locked": "0", "layoutInCell": "1", "allowOverlap": "1",
  ]

  private mutating func position(_ tag: StaticString, _ place: WordTextBox.Place) {
    switch place {
    case .page(let twips):
      element(tag, ["relativeFrom": "page"]) { $0.element("wp:posOffset", text: XML.emu(twips)) }
    case .margin(let align):
      element(tag, ["relativeFrom": "margin"]) { $0.element("wp:align", text: align) }
    }
  }

  /// A rectangle without colour or line that holds the text.
  private mutating func shape(_ box: WordTextBox, _ content: (inout XML) -> Void) {
    element("wps:wsp") { xml in
      xml.empty("wps:cNvSpPr", ["txBox": "1"])
      xml.element("wps:spPr") { xml in
        xml.element("a:xfrm") { xml in
          xml.empty("a:off", ["x": "0", "y": "0"])
          xml.empty("a:ext", ["cx": XML.emu(box.width), "cy": XML.emu(box.height)])
        }
        xml.element("a:prstGeom", ["prst": "rect"]) { $0.empty("a:avLst") }
        xml.empty("a:noFill")
        xml.element("a:ln") { $0.empty("a:noFill") }
      }
      xml.element("wps:txbx") { $0.element("w:txbxContent") { content(&$0) } }
      xml.empty(
        "wps:bodyPr",
        [
          "vert": box.runsDown ? "vert" : "horz", "wrap": "square", "lIns": "0", "tIns": "0", "rIns": "0",
          "bIns": "0", "anchor": box.anchor,
        ])
    }
  }

  /// Twentieths of a point in the units of DrawingML.
  private static func emu(_ twips: Int) -> String { "\(twips * 635)" }
}
