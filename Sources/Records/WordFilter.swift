/// Tells words that are surely not among some others; of those at most one in thirty-two passes, and of few words fewer (Bloom, "Space/time
/// trade-offs in hash coding with allowable errors", 1970, with one hash).
package struct WordFilter: Sendable {
  @usableFromInline var bits: [UInt64]
  @usableFromInline let shift: UInt64

  /// Two kilobytes, which a core's cache holds.
  private static let leastWidth = 14

  package init(_ words: [Hash]) {
    let width = max(WordFilter.leastWidth, 64 - (32 * words.count).leadingZeroBitCount)
    shift = UInt64(64 - width)
    bits = [UInt64](repeating: 0, count: 1 << (width - 6))
    for word in words { bits[place(word) >> 6] |= 1 << UInt64(place(word) & 63) }
  }

  /// False for a word that is surely none.
  @inlinable
  package func mayHold(_ word: Hash) -> Bool {
    bits[place(word) >> 6] & 1 << UInt64(place(word) & 63) != 0
  }

  @inlinable
  func place(_ word: Hash) -> Int { Int(word.mixed >> shift) }

  /// A word's scalars or bytes, one after the other (FNV-1a, on scalars too).
  package struct Hash: Sendable {
    @usableFromInline var state: UInt64 = 0xCBF2_9CE4_8422_2325

    @inlinable
    package init() {}

    @inlinable
    package init(_ units: some Sequence<some FixedWidthInteger>) {
      for unit in units { add(UInt32(truncatingIfNeeded: unit)) }
    }

    /// Bytes, eight at a time; not what they are one after the other.
    @inlinable
    package init(bytes: Span<UInt8>) {
      var word: UInt64 = 0
      for index in bytes.indices {
        word = word << 8 | UInt64(bytes[index])
        if index & 7 == 7 {
          state = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
          state ^= state >> 32
          word = 0
        }
      }
      state = (state ^ word ^ UInt64(bytes.count) << 56) &* 0x9E37_79B9_7F4A_7C15
    }

    @inlinable
    package mutating func add(_ unit: UInt32) { state = (state ^ UInt64(unit)) &* 0x100_0000_01B3 }

    /// The high bits depend on every unit.
    @inlinable
    var mixed: UInt64 { (state ^ state >> 32) &* 0x9E37_79B9_7F4A_7C15 }
  }
}
