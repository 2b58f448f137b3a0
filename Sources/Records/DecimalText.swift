/// Decimal text of scaled integers: ASCII digits, `.` and `-`; no plus, no separator, no `-0.00` (model.md §5).
package enum DecimalText {
  /// `value · 10⁻ˢᶜᵃˡᵉ` with at least `atLeast` fraction digits and no zeros beyond need; both are at most 20.
  package static func format(_ value: Int128, scale: Int, atLeast: Int) -> String {
    Text(value, scale: scale, atLeast: atLeast).string
  }

  /// The same behind other bytes.
  package static func append(_ value: Int128, scale: Int, atLeast: Int, to bytes: inout [UInt8]) {
    Text(value, scale: scale, atLeast: atLeast).append(to: &bytes)
  }

  /// Bytes that are written from the last to the first, without a block on the heap.
  private struct Text {
    private var bytes = InlineArray<64, UInt8>(repeating: 0)
    private var start = 64

    init(_ value: Int128, scale: Int, atLeast: Int) {
      precondition(scale <= 20 && atLeast <= 20, "39 digits, a point, a sign and zeros fit")
      if let small = UInt64(exactly: value.magnitude) {
        prepend(small, scale: scale, atLeast: atLeast)
      } else {
        prepend(value.magnitude, scale: scale, atLeast: atLeast)
      }
      if value < 0 { prepend(UInt8(ascii: "-")) }
    }

    func append(to other: inout [UInt8]) {
      unsafe bytes.span.extracting(start..<64).withUnsafeBufferPointer {
        unsafe other.append(contentsOf: $0)
      }
    }

    var string: String {
      unsafe bytes.span.extracting(start..<64).withUnsafeBufferPointer {
        unsafe String(decoding: $0, as: UTF8.self)
      }
    }

    private mutating func prepend(_ byte: UInt8) {
      start -= 1
      bytes[start] = byte
    }

    /// The digits of a number with the point before the fraction.
    private mutating func prepend<Number: UnsignedInteger>(_ number: Number, scale: Int, atLeast: Int) {
      var rest = number
      var kept = scale
      while kept > atLeast, rest % 10 == 0 {
        rest /= 10
        kept -= 1
      }
      for _ in 0..<max(0, atLeast - kept) { prepend(UInt8(ascii: "0")) }
      for _ in 0..<kept {
        prepend(UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
      }
      if kept > 0 || atLeast > 0 { prepend(UInt8(ascii: ".")) }
      repeat {
        prepend(UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
      } while rest > 0
    }
  }
}
