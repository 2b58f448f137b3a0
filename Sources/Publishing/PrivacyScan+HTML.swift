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
  /// as separators.
  static func readable(_ line: [Unicode.Scalar]) -> ReadableLine {
    var readable = ReadableLine(capacity: line.count)
    var isInTag = false
    var index = 0
    while index < line.count {
      let first = line[index]
      let (scalar, length) = first == "\\" || first == "&" ? decoded(line[index...]) : (first, 1)
      if first == "<" { isInTag = true }
      readable.scalars.append(scalar)
      readable.columns.append(index)
      readable.tags.append(isInTag)
      if first == ">" { isInTag = false }
      index += length
    }
    return readable
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
    case "nbsp", "ensp", "emsp", "thinsp", "zwj", "zwnj", "shy": return "\u{A0}"
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

/// A line of a file as its reader sees it.
struct ReadableLine {
  var scalars: [Unicode.Scalar] = []
  /// By scalar, where it stood in the line, from 0.
  var columns: [Int] = []
  /// By scalar, whether it stands in a tag; empty where there are none.
  var tags: [Bool] = []

  init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    columns = Array(scalars.indices)
  }

  fileprivate init(capacity: Int) {
    scalars.reserveCapacity(capacity)
    columns.reserveCapacity(capacity)
    tags.reserveCapacity(capacity)
  }

  func isInTag(_ scalar: Int) -> Bool { !tags.isEmpty && tags[scalar] }
}
