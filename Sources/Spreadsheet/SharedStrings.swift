/// The texts that cells refer to by number.
final class SharedStrings {
  private(set) var texts: [String] = []
  private var text = CellText()

  func listen(to reader: XMLReader) {
    reader.onStart = { [self] element in
      if element.name == "si" { text = CellText() } else { text.start(element.name) }
    }
    reader.onEnd = { [self] name in
      if name == "si" { texts.append(text.value) } else { text.end(name) }
    }
    unsafe reader.onText = { [self] bytes in unsafe text.append(bytes) }
  }
}

/// The text of a shared or an inline string: its runs one after the other, without what tells how it is pronounced.
struct CellText {
  private var bytes: [UInt8] = []
  private var isInText = false
  private var isPhonetic = false

  mutating func start(_ name: String) {
    if name == "rPh" { isPhonetic = true }
    if name == "t" { isInText = true }
  }

  mutating func end(_ name: String) {
    if name == "rPh" { isPhonetic = false }
    if name == "t" { isInText = false }
  }

  mutating func append(_ more: UnsafeRawBufferPointer) {
    if isInText, !isPhonetic { unsafe bytes.append(contentsOf: more) }
  }

  /// With `_x000D_` and its like as the characters that they stand for (ECMA-376, 22.9.2.19).
  var value: String { CellText.unescaped(String(decoding: bytes, as: UTF8.self)) }

  static func unescaped(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    var result = ""
    var rest = Substring(text)
    while let start = rest.firstRange(of: "_x") {
      let digits = rest[start.upperBound...].prefix(4)
      let end = digits.endIndex
      result += rest[..<start.lowerBound]
      if digits.count == 4, digits.allSatisfy(\.isHexDigit), end < rest.endIndex, rest[end] == "_",
        let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
      {
        result.unicodeScalars.append(scalar)
        rest = rest[rest.index(after: end)...]
      } else {
        result += "_x"
        rest = rest[start.upperBound...]
      }
    }
    return result + rest
  }
}
