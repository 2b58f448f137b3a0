/// How the cells of a file are quoted.
enum Quoting: String, CaseIterable, Encodable {
  /// No cell is; commas inside are left out.
  case none
  /// Cells with a comma inside.
  case needed
  /// All cells.
  case all
  /// All cells, of which the last in each row holds a pair of quotes and a line end.
  case escaped

  /// The rows of a book with their cells quoted in this way.
  func file(_ book: CheckinBook) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(book.rows * 112 + 128)
    for part in book.lazyParts() {
      if self == .needed { text += part } else { requote(part, into: &text) }
    }
    return text
  }

  /// `part` consists of whole rows; its quotes enclose cells and nothing else.
  private func requote(_ part: [UInt8], into text: inout [UInt8]) {
    var isInside = false
    open(&text)
    for (index, byte) in part.enumerated() {
      switch byte {
      case UInt8(ascii: "\""): isInside.toggle()
      case UInt8(ascii: ",") where isInside: if self != .none { text.append(byte) }
      case UInt8(ascii: ","):
        close(&text)
        text.append(byte)
        open(&text)
      case UInt8(ascii: "\n"):
        if self == .escaped { text += Array("\"\"\n".utf8) }
        close(&text)
        text.append(byte)
        if index + 1 < part.count { open(&text) }
      default: text.append(byte)
      }
    }
  }

  private func open(_ text: inout [UInt8]) {
    if self != .none { text.append(UInt8(ascii: "\"")) }
  }

  private func close(_ text: inout [UInt8]) {
    open(&text)
  }
}
