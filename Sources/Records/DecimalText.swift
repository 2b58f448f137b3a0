/// Decimal text of scaled integers: ASCII digits, `.` and `-`; no plus, no separator, no `-0.00` (model.md §5).
package enum DecimalText {
  /// `value · 10⁻ˢᶜᵃˡᵉ` with at least `atLeast` fraction digits and no zeros beyond need.
  package static func format(_ value: Int128, scale: Int, atLeast: Int) -> String {
    var rest = value.magnitude
    var kept = scale
    while kept > atLeast, rest % 10 == 0 {
      rest /= 10
      kept -= 1
    }
    var reversed = [UInt8](repeating: UInt8(ascii: "0"), count: max(0, atLeast - kept))
    if let small = UInt64(exactly: rest) {
      appendDigits(of: small, fraction: kept, padding: reversed.count, to: &reversed)
    } else {
      appendDigits(of: rest, fraction: kept, padding: reversed.count, to: &reversed)
    }
    if value < 0 { reversed.append(UInt8(ascii: "-")) }
    reversed.reverse()
    return String(decoding: reversed, as: UTF8.self)
  }

  /// Appends the digits from the last to the first, with the point before the fraction and its padding.
  private static func appendDigits<Number: UnsignedInteger>(
    of number: Number, fraction: Int, padding: Int, to reversed: inout [UInt8]
  ) {
    var rest = number
    for _ in 0..<fraction {
      reversed.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    if fraction + padding > 0 { reversed.append(UInt8(ascii: ".")) }
    repeat {
      reversed.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
  }
}
