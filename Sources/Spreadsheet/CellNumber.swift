/// A number as a workbook stores it, in decimal digits; no binary fraction is made of it.
struct CellNumber {
  private let isNegative: Bool
  /// Without zeros at either end; empty for zero.
  private var digits: [UInt8]
  /// Places before the point: the value is 0.digits · 10^exponent.
  private var exponent: Int

  /// `12`, `-0.5`, `1.380E+10`; nil for anything else.
  init?(_ text: String) {
    var rest = Substring(text)
    isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest = rest.dropFirst() }
    let power = rest.lastIndex { "eE".contains($0) }
    let mantissa = power.map { rest[..<$0] } ?? rest
    let shift = power.map { Int(rest[rest.index(after: $0)...]) } ?? 0
    let parts = mantissa.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let shift, abs(shift) <= 400, let whole = parts.first, mantissa.count > (parts.count == 2 ? 1 : 0),
      parts.allSatisfy({ $0.utf8.allSatisfy { 48...57 ~= $0 } })
    else { return nil }
    digits = parts.joined().utf8.map { $0 - 48 }
    exponent = whole.utf8.count + shift
    trim()
  }

  private mutating func trim() {
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    exponent -= zeros
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { exponent = 0 }
  }

  /// Rounded half up to 15 digits, which is all that a workbook keeps, and without an exponent where the whole part has no
  /// more digits than that; else nil, since its last digits are lost.
  var text: String? {
    var rounded = self
    rounded.round(to: 15)
    guard !rounded.digits.isEmpty else { return "0" }
    guard rounded.exponent <= 15, rounded.exponent > -15 else { return nil }
    let digits = rounded.digits.map { Character(Unicode.Scalar($0 + 48)) }
    let whole = digits.prefix(max(rounded.exponent, 0))
    let zeros = String(repeating: "0", count: max(rounded.exponent - digits.count, 0))
    let fraction =
      String(repeating: "0", count: max(-rounded.exponent, 0)) + String(digits.dropFirst(whole.count))
    return (isNegative ? "-" : "") + (whole.isEmpty ? "0" : String(whole) + zeros)
      + (fraction.isEmpty || digits.count <= whole.count ? "" : "." + fraction)
  }

  private mutating func round(to count: Int) {
    guard digits.count > count else { return }
    let carries = digits[count] >= 5
    digits.removeSubrange(count...)
    if carries {
      var place = count - 1
      while place >= 0, digits[place] == 9 {
        digits[place] = 0
        place -= 1
      }
      if place >= 0 {
        digits[place] += 1
      } else {
        digits.insert(1, at: 0)
        exponent += 1
      }
    }
    trim()
  }

  /// Days and seconds of a day, rounded to the second; nil for what is no time of a calendar.
  var serial: (days: Int, seconds: Int)? {
    guard !isNegative, exponent <= 7 else { return nil }
    var scaled: Int128 = 0
    for place in 0..<(max(exponent, 0) + 12) {
      let index = place - max(-exponent, 0)
      scaled = scaled * 10 + (digits.indices.contains(index) ? Int128(digits[index]) : 0)
    }
    let unit: Int128 = 1_000_000_000_000
    let seconds = (scaled * 86_400 + unit / 2) / unit
    return (Int(seconds / 86_400), Int(seconds % 86_400))
  }
}
