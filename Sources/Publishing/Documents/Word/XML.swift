/// Writes XML into bytes. What is no literal of the program gets in only through `text` or an attribute's value, escaped.
struct XML {
  typealias Attributes = KeyValuePairs<StaticString, String>

  private(set) var bytes: [UInt8] = Array(#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#.utf8)

  /// An element with content.
  mutating func element(_ tag: StaticString, _ attributes: Attributes = [:], _ content: (inout XML) -> Void) {
    open(tag, attributes)
    append(">")
    content(&self)
    append("</")
    append(tag)
    append(">")
  }

  mutating func element(_ tag: StaticString, _ attributes: Attributes = [:], text: String) {
    element(tag, attributes) { $0.text(text) }
  }

  /// An element without content.
  mutating func empty(_ tag: StaticString, _ attributes: Attributes = [:]) {
    open(tag, attributes)
    append("/>")
  }

  /// Text with `&`, `<`, `>` and `"` as entities, and with signs for what controls, turns or hides text (`VisibleText`),
  /// since XML can hold no control. O(bytes).
  mutating func text(_ text: String) {
    for byte in XML.admitted(VisibleText.of(text)).utf8 {
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      case UInt8(ascii: "\""): append("&quot;")
      default: bytes.append(byte)
      }
    }
  }

  /// U+FFFE and U+FFFF, which XML forbids, become U+FFFD.
  private static func admitted(_ text: String) -> String {
    guard text.utf8.contains(0xEF) else { return text }
    let scalars = text.unicodeScalars.map { $0 == "\u{FFFE}" || $0 == "\u{FFFF}" ? "\u{FFFD}" : $0 }
    return String(String.UnicodeScalarView(scalars))
  }

  private mutating func open(_ tag: StaticString, _ attributes: Attributes) {
    append("<")
    append(tag)
    for (name, value) in attributes {
      append(" ")
      append(name)
      append("=\"")
      text(value)
      append("\"")
    }
  }

  private mutating func append(_ literal: StaticString) { bytes.append(contentsOf: literal.description.utf8) }
}
