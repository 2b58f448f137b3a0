/// Brings an identity number to its form: a small x at its end to X. Nothing else is repaired: what a spreadsheet cut to 15
/// digits, or gave an exponent, is lost.
enum IdentityNumber {
  /// All bytes, since the form of every number is checked.
  static let suspiciousBytes = Array(UInt8.min...UInt8.max)

  static func mend(_ text: String) -> String {
    text.last == "x" && isForm(text.dropLast() + "X") ? text.dropLast() + "X" : text
  }

  /// True for 18 characters whose last one is the check of the others, and for the 15 digits of older numbers, which have
  /// none.
  static func isValid(_ text: String) -> Bool {
    guard isForm(text) else { return false }
    guard text.utf8.count == 18 else { return true }
    let sum = zip(text.utf8, weights).reduce(0) { $0 + Int($1.0 - 48) * $1.1 }
    return text.utf8.last == checks[sum % 11]
  }

  /// GB 11643-1999, which takes ISO 7064 MOD 11-2.
  private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  private static let checks = Array("10X98765432".utf8)

  private static func isForm(_ text: some StringProtocol) -> Bool {
    let bytes = Array(text.utf8)
    let isLast = bytes.last.map { 48...57 ~= $0 || $0 == UInt8(ascii: "X") } ?? false
    return (bytes.count == 18 && isLast && bytes.dropLast().allSatisfy { 48...57 ~= $0 })
      || (bytes.count == 15 && bytes.allSatisfy { 48...57 ~= $0 })
  }
}
