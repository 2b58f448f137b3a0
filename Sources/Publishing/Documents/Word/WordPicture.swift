extension XML {
  /// A picture in its line, in its own size.
  mutating func inline(_ picture: DocumentPicture, number: Int) {
    let named: Attributes = [
      "id": "\(WordPicture.firstID + number)", "name": "图\(number)", "descr": picture.alternative,
    ]
    let size: Attributes = [
      "cx": WordPicture.emu(picture.svg.width), "cy": WordPicture.emu(picture.svg.height),
    ]
    element("wp:inline", WordPicture.inline) { xml in
      xml.empty("wp:extent", size)
      xml.empty("wp:effectExtent", ["l": "0", "t": "0", "r": "0", "b": "0"])
      xml.empty("wp:docPr", named)
      xml.element("wp:cNvGraphicFramePr") { xml in
        xml.empty("a:graphicFrameLocks", ["noChangeAspect": "1"])
      }
      xml.element("a:graphic") { xml in
        xml.element("a:graphicData", ["uri": WordPicture.namespace]) { xml in
          xml.element("pic:pic") { xml in
            xml.element("pic:nvPicPr") { xml in
              xml.empty("pic:cNvPr", named)
              xml.empty("pic:cNvPicPr")
            }
            xml.fill(WordParts.pictureRelation(number))
            xml.shape(size)
          }
        }
      }
    }
  }

  private mutating func fill(_ relation: String) {
    element("pic:blipFill") { xml in
      xml.empty("a:blip", ["r:embed": relation])
      xml.element("a:stretch") { $0.empty("a:fillRect") }
    }
  }

  private mutating func shape(_ size: Attributes) {
    element("pic:spPr") { xml in
      xml.element("a:xfrm") { xml in
        xml.empty("a:off", ["x": "0", "y": "0"])
        xml.empty("a:ext", size)
      }
      xml.element("a:prstGeom", ["prst": "rect"]) { $0.empty("a:avLst") }
    }
  }
}

/// The figures and names of DrawingML for pictures.
private enum WordPicture {
  static let namespace = "http://schemas.openxmlformats.org/drawingml/2006/picture"

  /// The names stand here, so that a document without pictures does not mention them.
  static let inline: XML.Attributes = [
    "xmlns:wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main", "xmlns:pic": namespace,
    "distT": "0", "distB": "0", "distL": "0", "distR": "0",
  ]

  /// Beyond those of the footers' frames.
  static let firstID = 100

  /// Tenths of a pixel, of which an inch has 960, in the 914,400 units of an inch.
  static func emu(_ tenths: Int) -> String { "\(tenths * 914_400 / 960)" }
}
