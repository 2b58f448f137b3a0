/// Decimal text of scaled integers: ASCII digits, `.` and `-`; no plus, no separator, no `-0.00` (model.md §5).
package enum DecimalText {
  /// `value · 10⁻ˢᶜᵃˡᵉ` with at least `atLeast` fraction digits and no zeros beyond need.
  package static func format(_ value: Int128, scale: Int, atLeast: Int) -> String {
    var reversed: [UInt8] = []
    reversed.reserveCapacity(24)
    if let small = UInt64(exactly: value.magnitude) {
      appendDigits(of: small, scale: scale, atLeast: atLeast, to: &reversed)
    } else {
      appendDigits(of: value.magnitude, scale: scale, atLeast: atLeast, to: &reversed)
    }
    if value < 0 { reversed.append(UInt8(ascii: "-")) }
    reversed.reverse()
    return String(decoding: reversed, as: UTF8.self)
  }

  /// Appends the digits from the last to the first, with the point before the fraction.
  private static func appendDigits<Number: UnsignedInteger>(
    of number: Number, scale: Int, atLeast: Int, to reversed: inout [UInt8]
  ) {
    var rest = number
    var kept = scale
    while kept > atLeast, rest % 10 == 0 {
      rest /= 10
      kept -= 1
    }
    for _ in 0..<max(0, atLeast - kept) { reversed.append(UInt8(ascii: "0")) }
    for _ in 0..<kept {
      reversed.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    if kept > 0 || atLeast > 0 { reversed.append(UInt8(ascii: ".")) }
    repeat {
      reversed.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
  }
}
