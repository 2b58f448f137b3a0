/// What 64 bytes are to the grammar: bit n speaks of byte n.
///
/// Sixteen bytes are compared at a time, which every 64-bit processor does in one instruction. What comes of
/// it is packed into one vector, four bits a byte for either of two masks, and put in order by transposing
/// bits (Warren, Hacker's Delight, 7-3), since Swift has no word for the instruction that collects them. That
/// masks are found first and only their bits are walked is the first stage of Langdale and Lemire, "Parsing
/// Gigabytes of JSON per Second", 2019.
struct BlockMasks {
  static let size = 64

  var quotes: UInt64
  /// Delimiters, CR and LF.
  var separators: UInt64
  /// CR and LF.
  var lineEnds: UInt64

  @inline(__always)
  init(_ bytes: RawSpan, at start: Int, delimiter: SIMD16<UInt8>) {
    precondition(start >= 0 && bytes.byteCount &- start >= BlockMasks.size)
    let packed = SIMD2<UInt64>(
      bytes: packedQuarter(bytes, start, 0, delimiter) | packedQuarter(bytes, start, 1, delimiter)
        | packedQuarter(bytes, start, 2, delimiter) | packedQuarter(bytes, start, 3, delimiter))
    let masks = interleaved(transposed(packed))
    quotes = masks[0] & masks[1]
    separators = masks[0] ^ masks[1]
    lineEnds = masks[1] & ~masks[0]
  }

  /// Forgets all bytes but the first `count`, of which there is at least one.
  mutating func truncate(to count: Int) {
    let kept = UInt64.max &>> UInt64(BlockMasks.size - count)
    quotes &= kept
    separators &= kept
    lineEnds &= kept
  }
}

extension SIMD2<UInt64> {
  @inline(__always)
  fileprivate init(bytes: SIMD16<UInt8>) {
    self = unsafe unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
  }
}

/// For each of 16 bytes, bit `quarter` tells a delimiter or a quote, and the one 4 above it a line end or a
/// quote.
@inline(__always)
private func packedQuarter(
  _ bytes: RawSpan, _ start: Int, _ quarter: Int, _ delimiter: SIMD16<UInt8>
) -> SIMD16<UInt8> {
  let bytes = unsafe bytes.unsafeLoadUnaligned(
    fromUncheckedByteOffset: start &+ quarter &* 16, as: SIMD16<UInt8>.self)
  let quote = equal(bytes, SIMD16(repeating: UInt8(ascii: "\"")))
  let cell = quote | equal(bytes, delimiter)
  let lineFeed = equal(bytes, SIMD16(repeating: UInt8(ascii: "\n")))
  let line = quote | lineFeed | equal(bytes, SIMD16(repeating: UInt8(ascii: "\r")))
  let low = SIMD16<UInt8>(repeating: 1 &<< UInt8(truncatingIfNeeded: quarter))
  let high = SIMD16<UInt8>(repeating: 16 &<< UInt8(truncatingIfNeeded: quarter))
  return (cell & low) | (line & high)
}

/// All bits of each byte that equals the other.
@inline(__always)
private func equal(_ bytes: SIMD16<UInt8>, _ other: SIMD16<UInt8>) -> SIMD16<UInt8> {
  unsafe unsafeBitCast(bytes .== other, to: SIMD16<UInt8>.self)
}

/// Rows and columns of either 8 × 8 bits changed round.
@inline(__always)
private func transposed(_ bits: SIMD2<UInt64>) -> SIMD2<UInt64> {
  var bits = bits
  var moved = (bits ^ (bits &>> SIMD2(repeating: 7))) & SIMD2(repeating: 0x00AA_00AA_00AA_00AA)
  bits ^= moved ^ (moved &<< SIMD2(repeating: 7))
  moved = (bits ^ (bits &>> SIMD2(repeating: 14))) & SIMD2(repeating: 0x0000_CCCC_0000_CCCC)
  bits ^= moved ^ (moved &<< SIMD2(repeating: 14))
  moved = (bits ^ (bits &>> SIMD2(repeating: 28))) & SIMD2(repeating: 0x0000_0000_F0F0_F0F0)
  return bits ^ moved ^ (moved &<< SIMD2(repeating: 28))
}

/// The bytes of both halves in turn.
@inline(__always)
private func interleaved(_ halves: SIMD2<UInt64>) -> SIMD2<UInt64> {
  let bytes = unsafe unsafeBitCast(halves, to: SIMD16<UInt8>.self)
  var mixed = SIMD16<UInt8>()
  mixed.evenHalf = bytes.lowHalf
  mixed.oddHalf = bytes.highHalf
  return SIMD2<UInt64>(bytes: mixed)
}
