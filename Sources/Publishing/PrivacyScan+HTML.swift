import Records

extension PrivacyScan {
  /// How a file's text is to be read.
  enum Form {
    case text, json, html

    /// By the end of the file's name.
    init(_ file: String) {
      self = file.hasSuffix(".json") ? .json : file.hasSuffix(".html") ? .html : .text
    }
  }

  /// A line of a page as a reader sees it: escapes of JSON (`\u003C`) and entities (`&lt;`, `&#39;`, `&#x31;`) undone, tags
  /// as separators. `columns` says for each scalar where it stood in the line, from 0.
  static func readable(_ line: [Unicode.Scalar]) -> (scalars: [Unicode.Scalar], columns: [Int]) {
    var scalars: [Unicode.Scalar] = []
    var columns: [Int] = []
    var index = 0
    while index < line.count {
      let (scalar, length) = decoded(line[index...])
      scalars.append(scalar)
      columns.append(index)
      index += length
    }
    return (scalars, columns)
  }

  /// The scalar that a text begins with and how many it takes.
  private static func decoded(_ text: ArraySlice<Unicode.Scalar>) -> (Unicode.Scalar, Int) {
    let first = text[text.startIndex]
    switch first {
    case "\\":
      let hex = text.dropFirst(2).prefix(4)
      if text.dropFirst().first == "u", hex.count == 4, let scalar = scalar(hex, radix: 16) {
        return (scalar, 6)
      }
    case "&":
      guard let end = text.prefix(10).firstIndex(of: ";") else { break }
      let name = text[(text.startIndex + 1)..<end]
      if let scalar = entity(name) { return (scalar, name.count + 2) }
    default: break
    }
    return (first, 1)
  }

  private static func entity(_ name: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar? {
    let text = String(String.UnicodeScalarView(name))
    switch text {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    default:
      guard name.first == "#" else { return nil }
      let isHex = name.dropFirst().first == "x"
      return scalar(name.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10)
    }
  }

  private static func scalar(_ digits: ArraySlice<Unicode.Scalar>, radix: Int) -> Unicode.Scalar? {
    UInt32(String(String.UnicodeScalarView(digits)), radix: radix).flatMap(Unicode.Scalar.init)
  }
}
