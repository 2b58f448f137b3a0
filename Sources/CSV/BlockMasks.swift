/// What 64 bytes are to the grammar: bit n speaks of byte n.
///
/// Sixteen bytes are compared at a time, which every 64-bit processor does in one instruction. That masks are
/// found first and only their bits are walked is the first stage of Langdale and Lemire, "Parsing Gigabytes of
/// JSON per Second", 2019.
struct BlockMasks {
  static let size = 64

  var quotes: UInt64 = 0
  /// Delimiters, CR and LF.
  var separators: UInt64 = 0
  /// CR and LF.
  var lineEnds: UInt64 = 0

  @inline(__always)
  init(_ bytes: RawSpan, at start: Int, delimiter: SIMD16<UInt8>) {
    precondition(start >= 0 && bytes.byteCount &- start >= BlockMasks.size)
    takeQuarter(bytes, start, 0, delimiter)
    takeQuarter(bytes, start, 1, delimiter)
    takeQuarter(bytes, start, 2, delimiter)
    takeQuarter(bytes, start, 3, delimiter)
    separators |= lineEnds
  }

  /// Takes 16 of the bytes, delimiters alone for separators.
  @inline(__always)
  private mutating func takeQuarter(
    _ bytes: RawSpan, _ start: Int, _ quarter: Int, _ delimiter: SIMD16<UInt8>
  ) {
    let bytes = unsafe bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: start &+ quarter &* 16, as: SIMD16<UInt8>.self)
    let shift = UInt64(truncatingIfNeeded: quarter &* 16)
    let lineFeed = equal(bytes, SIMD16(repeating: UInt8(ascii: "\n")))
    let lineEnd = lineFeed | equal(bytes, SIMD16(repeating: UInt8(ascii: "\r")))
    quotes |= UInt64(HighestBits.of(equal(bytes, SIMD16(repeating: UInt8(ascii: "\""))))) &<< shift
    separators |= UInt64(HighestBits.of(equal(bytes, delimiter))) &<< shift
    lineEnds |= UInt64(HighestBits.of(lineEnd)) &<< shift
  }

  /// Forgets all bytes but the first `count`, of which there is at least one.
  mutating func truncate(to count: Int) {
    let kept = UInt64.max &>> UInt64(BlockMasks.size - count)
    quotes &= kept
    separators &= kept
    lineEnds &= kept
  }
}

/// All bits of each byte that equals the other.
@inline(__always)
private func equal(_ bytes: SIMD16<UInt8>, _ other: SIMD16<UInt8>) -> SIMD16<UInt8> {
  unsafe unsafeBitCast(bytes .== other, to: SIMD16<UInt8>.self)
}
