/// Brings a phone number to its digits: without +86 or 0086, spaces, dashes, and the `.0` of a spreadsheet.
enum Phone {
  /// All bytes but digits.
  static let suspiciousBytes: [UInt8] = (UInt8.min...UInt8.max).filter { !isDigit($0) }

  /// What is no number after that stays as it was, so that the loss can be seen.
  static func mend(_ text: String) -> String {
    var digits = text.utf8.filter { !isSeparator($0) }
    if digits.suffix(2).elementsEqual(".0".utf8) { digits.removeLast(2) }
    if digits.first == UInt8(ascii: "+") {
      digits.removeFirst()
      guard digits.starts(with: "86".utf8) else { return text }
      digits.removeFirst(2)
    } else if digits.starts(with: "0086".utf8) {
      digits.removeFirst(4)
    } else if digits.count == 13, digits.starts(with: "861".utf8) {
      digits.removeFirst(2)
    }
    guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return text }
    return String(decoding: digits, as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "(")
      || byte == UInt8(ascii: ")")
  }
}
