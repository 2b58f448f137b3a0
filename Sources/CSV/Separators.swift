/// Where the bytes that matter to the grammar stand in a unit: delimiters, quotes, CR and LF, in ascending order.
///
/// Sixty-four bytes are looked at at a time and turned into a bit mask, and only the bits that are set are walked, so
/// that ordinary text costs no branch a byte (the first stage of Langdale and Lemire, "Parsing Gigabytes of JSON per
/// Second", 2019).
struct Separators: Sendable {
  /// Then `unit.count`, as an end mark; what follows that is left over.
  private(set) var positions: [UInt32] = []
  /// Index of the position to be looked at next.
  private(set) var next = 0
  private let delimiter: UInt64

  init(delimiter: UInt8) {
    self.delimiter = UInt64(delimiter) &* 0x0101_0101_0101_0101
  }

  /// Goes on to the first position at or after a byte of the unit.
  mutating func advance(to byte: Int) {
    while positions[next] < byte { next += 1 }
  }

  /// Finds those of a unit.
  mutating func find(_ unit: Span<UInt8>) {
    next = 0
    let room = unit.count + 2 * Separators.block
    if positions.count < room { positions = [UInt32](repeating: 0, count: room + room / 8) }
    let delimiter = delimiter
    unsafe positions.withUnsafeMutableBufferPointer { positions in
      unsafe unit.withUnsafeBytes { bytes in
        guard let base = bytes.baseAddress, let first = positions.baseAddress else { return }
        var next = unsafe first
        var index = 0
        while index + Separators.block <= bytes.count {
          unsafe next = write(mask(base + index, delimiter), at: index, to: next)
          index += Separators.block
        }
        unsafe next = Separators.tail(
          base + index, bytes.count - index, delimiter, at: index, to: next)
        unsafe next.pointee = UInt32(truncatingIfNeeded: bytes.count)
      }
    }
  }

  private static let block = 64

  /// The rest of a unit that is no whole block.
  private static func tail(
    _ bytes: UnsafeRawPointer, _ count: Int, _ delimiter: UInt64, at index: Int,
    to next: UnsafeMutablePointer<UInt32>
  ) -> UnsafeMutablePointer<UInt32> {
    unsafe withUnsafeTemporaryAllocation(byteCount: Separators.block, alignment: 8) { copy in
      guard let base = copy.baseAddress else { return unsafe next }
      unsafe copy.initializeMemory(as: UInt8.self, repeating: 0)
      unsafe base.copyMemory(from: bytes, byteCount: count)
      let inside = (UInt64(1) << UInt64(count)) &- 1
      return unsafe write(mask(UnsafeRawPointer(base), delimiter) & inside, at: index, to: next)
    }
  }
}

/// One bit for each of 64 bytes, set where it is one of the four.
@inline(__always)
private func mask(_ bytes: UnsafeRawPointer, _ delimiter: UInt64) -> UInt64 {
  var result: UInt64 = 0
  for word in 0..<8 {
    let bytes = unsafe bytes.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
    let found =
      equal(bytes, delimiter) | equal(bytes, 0x2222_2222_2222_2222) | equal(bytes, 0x0A0A_0A0A_0A0A_0A0A)
      | equal(bytes, 0x0D0D_0D0D_0D0D_0D0D)
    result |= (((found >> 7) &* 0x0102_0408_1020_4080) >> 56) << UInt64(word * 8)
  }
  return result
}

/// The high bit of each byte that equals the one of the pattern; exact.
@inline(__always)
private func equal(_ bytes: UInt64, _ pattern: UInt64) -> UInt64 {
  let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  let difference = bytes ^ pattern
  return ~(((difference & low) &+ low) | difference | low)
}

/// Writes the positions of a mask's bits; up to three more entries are overwritten.
@inline(__always)
private func write(
  _ mask: UInt64, at index: Int, to next: UnsafeMutablePointer<UInt32>
) -> UnsafeMutablePointer<UInt32> {
  let count = mask.nonzeroBitCount
  var mask = mask
  var done = 0
  repeat {
    for lane in 0..<4 {
      unsafe next[done + lane] = UInt32(truncatingIfNeeded: index &+ mask.trailingZeroBitCount)
      mask &= mask &- 1
    }
    done += 4
  } while done < count
  return unsafe next + count
}
