/// Puts back the left zeros that a spreadsheet took off a code: `147` → `0147`.
enum Pad {
  /// Leaves alone what is not all ASCII digits.
  static func mend(_ text: String, to width: Int) -> String {
    let count = text.utf8.count
    guard count > 0, count < width, text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
    else { return text }
    return String(repeating: "0", count: width - count) + text
  }
}
