/// A picture of a document: drawn lines in the page, and the same as pixels where a format holds no lines.
package struct DocumentPicture: Hashable, Sendable {
  /// As wide as the type area of an upright page, 156 mm, or narrower; a tenth of a pixel is 1/960 inch.
  let svg: SVG
  /// What it shows; in a document with `图1` before it.
  let caption: String
  /// How to read it, below the caption.
  let notes: [String]

  /// The type area of an upright page, in tenths of a pixel: 156 mm.
  static let fullWidth = 5_896

  init(_ svg: SVG, caption: String, notes: [String] = []) {
    precondition(svg.width <= DocumentPicture.fullWidth, "a picture wider than the type area")
    self.svg = svg
    self.caption = caption
    self.notes = notes
  }

  /// The same as the so manieth of its document.
  func numbered(_ number: Int) -> DocumentPicture {
    DocumentPicture(svg, caption: "图\(number)　\(caption)", notes: notes)
  }

  /// What a reader who does not see it is told.
  var alternative: String { svg.label }

  /// Every text of it, for who reads or scans the document.
  var lines: [String] { [caption] + notes + [alternative] + texts }

  /// The texts that are drawn, tooltips too.
  package var texts: [String] { svg.texts }

  /// The picture by itself, in a file of its own.
  package var file: [UInt8] {
    var markup = Markup()
    svg.writeSized(to: &markup) { markup in
      markup.element("style") { $0.constant(PictureStyle.text) }
      markup.constant(PictureStyle.patterns)
    }
    return DocumentPicture.admitted(markup.bytes)
  }

  /// U+FFFE and U+FFFF, which XML forbids, become U+FFFD.
  private static func admitted(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for index in bytes.indices.dropLast(2)
    where bytes[index] == 0xEF && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE {
      bytes[index + 2] = 0xBD
    }
    return bytes
  }
}
