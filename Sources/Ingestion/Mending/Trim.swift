/// Takes spaces, control characters, U+FEFF and U+200B…U+200D off both ends of a cell.
enum Trim {
  static func mend(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x7F, 0xFEFF, 0x200B...0x200D, 0x2060: true
    case 0x21...0x7E, 0x4E00...0x9FFF: false
    default: scalar.properties.isWhitespace
    }
  }

  /// True when the range is empty or holds nothing but what is trimmed.
  static func isBlank(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard start < end else { return true }
    guard isSuspicious(bytes[start]) else { return false }
    return mend(cellText(bytes, start, end)).isEmpty
  }

  /// True when the ends of the cell may need trimming; false is certain.
  @inline(__always)
  static func mayMend(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard start < end else { return false }
    if isSuspicious(bytes[start]) { return true }
    let last = bytes[end - 1]
    guard last >= 0x7F else { return last <= 0x20 }
    return (end - start >= 2 && bytes[end - 2] == 0xC2) || (end - start >= 3 && isSuspicious(bytes[end - 3]))
      || last == 0x7F
  }

  /// The first bytes of all that is trimmed, and of some that is not.
  @inline(__always)
  private static func isSuspicious(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x7F, 0xC2, 0xE1, 0xE2, 0xE3, 0xEF: true
    default: false
    }
  }
}

/// The text of a range that is valid UTF-8.
func cellText(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> String {
  unsafe bytes.extracting(start..<end).withUnsafeBufferPointer { cell in
    unsafe String(decoding: cell, as: UTF8.self)
  }
}
