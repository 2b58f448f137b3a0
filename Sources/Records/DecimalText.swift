/// Decimal text of scaled integers: ASCII digits, `.` and `-`; no plus, no separator, no `-0.00` (model.md §5).
package enum DecimalText {
  /// `value · 10⁻ˢᶜᵃˡᵉ` with at least `atLeast` fraction digits and no zeros beyond need.
  package static func format(_ value: Int128, scale: Int, atLeast: Int) -> String {
    var fraction = ""
    var rest = value.magnitude
    var kept = scale
    while kept > atLeast, rest % 10 == 0 {
      rest /= 10
      kept -= 1
    }
    for _ in 0..<kept {
      fraction = "\(rest % 10)" + fraction
      rest /= 10
    }
    let padding = String(repeating: "0", count: max(0, atLeast - kept))
    let sign = value < 0 ? "-" : ""
    let digits = fraction + padding
    return digits.isEmpty ? "\(sign)\(rest)" : "\(sign)\(rest).\(digits)"
  }
}
