private import CIntrinsics

/// The highest bits of 16 bytes, collected in one word: bit n is that of byte n.
package enum HighestBits {
  /// By one instruction where the processor has one; Swift has no word for it.
  @inline(__always)
  package static func of(_ bytes: SIMD16<UInt8>) -> UInt32 {
    #if arch(x86_64)
      unsafe highest_bits(unsafeBitCast(bytes, to: SIMD2<Int64>.self))
    #else
      multiplied(bytes)
    #endif
  }

  /// By arithmetic alone.
  @inline(__always)
  package static func multiplied(_ bytes: SIMD16<UInt8>) -> UInt32 {
    let halves = unsafe unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
    return octet(halves[0]) | octet(halves[1]) &<< 8
  }

  /// Byte n has its bit at 8 n, and the factor's bit at 56 - 7 n brings it to 56 + n; no two bits of the product
  /// fall on one place.
  @inline(__always)
  private static func octet(_ bytes: UInt64) -> UInt32 {
    let bits = bytes &>> 7 & 0x0101_0101_0101_0101
    return UInt32(truncatingIfNeeded: (bits &* 0x0102_0408_1020_4080) &>> 56)
  }
}
