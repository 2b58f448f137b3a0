import Records

/// Writes HTML and inline SVG into bytes. All escaping of the pages stands in this file: what is no literal of the program
/// gets into a page only through `text`, an attribute's value or a `DataBlock`.
struct Markup: Hashable, Sendable {
  typealias Attributes = KeyValuePairs<String, String>

  private(set) var bytes: [UInt8] = []

  /// An element with content. Attributes stand in the order given; blocks end their line.
  mutating func element(_ tag: String, _ attributes: Attributes = [:], _ content: (inout Markup) -> Void) {
    open(tag, attributes)
    content(&self)
    append("</")
    append(tag)
    append(">")
    if Markup.isBlock(tag) { append("\n") }
  }

  mutating func element(_ tag: String, _ attributes: Attributes = [:], text: String) {
    element(tag, attributes) { $0.text(text) }
  }

  /// A start tag alone, for HTML's void elements.
  mutating func void(_ tag: String, _ attributes: Attributes = [:]) {
    open(tag, attributes)
    append("\n")
  }

  /// Text with `&`, `<`, `>` and quotes as entities, and with signs for what controls, turns or hides text (`VisibleText`).
  mutating func text(_ text: String) {
    guard Markup.needsCare(text.utf8.span) else { return append(text) }
    for byte in VisibleText.of(text).utf8 {
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      case UInt8(ascii: "\""): append("&quot;")
      case UInt8(ascii: "'"): append("&#39;")
      default: bytes.append(byte)
      }
    }
  }

  /// Whether some byte stands for what is written otherwise, or may begin it.
  private static func needsCare(_ text: Span<UInt8>) -> Bool {
    for index in text.indices {
      if VisibleText.mayBeginHidden(text, index) { return true }
      switch text[index] {
      case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"):
        return true
      default: continue
      }
    }
    return false
  }

  /// A literal of the program as it stands; the type admits no data.
  mutating func constant(_ literal: StaticString) {
    literal.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Tenths: `125` is `12.5`.
  mutating func tenths(_ value: Int) { DecimalText.append(Int128(value), scale: 1, atLeast: 0, to: &bytes) }

  /// A block of data for the page's script.
  mutating func data(id: String, _ json: DataBlock) {
    element("script", ["type": "application/json", "id": id]) { $0.bytes += json.bytes }
  }

  mutating func append(_ other: Markup) { bytes += other.bytes }

  private mutating func open(_ tag: String, _ attributes: Attributes) {
    append("<")
    append(tag)
    for (name, value) in attributes {
      append(" ")
      append(name)
      append("=\"")
      text(value)
      append("\"")
    }
    append(">")
  }

  private mutating func append(_ text: String) { bytes.append(utf8: text) }

  private static func isBlock(_ tag: String) -> Bool {
    switch tag {
    case "html", "head", "body", "header", "main", "footer", "section", "figure", "div", "p", "h1", "h2",
      "table", "thead", "tbody", "tr", "style", "script", "title", "svg", "noscript", "select":
      true
    default: false
    }
  }
}

extension [UInt8] {
  /// Adds a text as a block of bytes.
  fileprivate mutating func append(utf8 text: String) {
    var text = text
    text.withUTF8 { unsafe append(contentsOf: $0) }
  }
}

/// Writes JSON that may stand in a `script` element: strings hold no `<`, `>`, `&`, control character, U+2028 or U+2029.
struct DataBlock {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// `[…]`, or an element of the list around it. With `line`, the list begins on a line of its own.
  mutating func list(line: Bool = false, _ content: (inout DataBlock) -> Void) {
    separate()
    if line { bytes.append(UInt8(ascii: "\n")) }
    bytes.append(UInt8(ascii: "["))
    needsComma = false
    content(&self)
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  mutating func number(_ value: Int) {
    separate()
    DecimalText.append(Int128(value), scale: 0, atLeast: 0, to: &bytes)
    needsComma = true
  }

  mutating func string(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    if DataBlock.mayNeedEscape(text.utf8.span) {
      escaped(text)
    } else {
      bytes.append(utf8: text)
    }
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Further elements of the list that is open, written by themselves.
  mutating func elements(_ other: DataBlock) {
    guard !other.bytes.isEmpty else { return }
    separate()
    bytes += other.bytes
    needsComma = true
  }

  private mutating func escaped(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": bytes += [UInt8(ascii: "\\"), UInt8(scalar.value)]
      case "\0"..."\u{1F}", "<", ">", "&", "\u{2028}", "\u{2029}": bytes += DataBlock.escape(scalar)
      default: bytes.append(contentsOf: String(scalar).utf8)
      }
    }
  }

  /// Whether some byte is what is escaped or may begin it.
  private static func mayNeedEscape(_ text: Span<UInt8>) -> Bool {
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0...0x1F, UInt8(ascii: "<"), UInt8(ascii: ">"),
        UInt8(ascii: "&"):
        return true
      case 0xE2 where text[index + 1] == 0x80: return true  // U+2000–203F
      default: continue
      }
    }
    return false
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  /// `\u` and four hex digits.
  private static func escape(_ scalar: Unicode.Scalar) -> [UInt8] {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
  }
}
