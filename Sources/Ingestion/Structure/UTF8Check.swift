/// Decides whether bytes are UTF-8: ordinary ones by `UTF8Blocks`, the others scalar by scalar, ASCII eight at a time.
enum UTF8Check {
  /// ASCII or UTF-8 of a range; none when it is not valid or holds U+FFFD, the mark of a character that was lost
  /// earlier.
  static func encoding(_ bytes: Span<UInt8>) -> RecordEncoding {
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return .ascii }
      var index = unsafe asciiEnd(base, from: 0, to: buffer.count)
      guard index < buffer.count else { return .ascii }
      while index < buffer.count {
        if index >= 2, buffer.count - index >= UTF8Blocks.size {
          index = unsafe UTF8Blocks.passed(base, from: index, to: buffer.count)
        }
        let stop = min(index + UTF8Blocks.size, buffer.count)
        guard unsafe pass(base, from: &index, before: stop, of: buffer.count) else { return .none }
      }
      return .utf8
    }
  }

  /// Goes on by all scalars that begin before `stop`; false at one that is not well-formed or U+FFFD.
  @unsafe
  private static func pass(
    _ base: UnsafeRawPointer, from index: inout Int, before stop: Int, of count: Int
  ) -> Bool {
    while index < stop {
      let room = count - index
      let length =
        room >= 8 && (unsafe isTwoOfThree(base + index)) ? 6 : unsafe scalarLength(base + index, room: room)
      guard length > 0 else { return false }
      index += length
      if index < count, unsafe base.load(fromByteOffset: index, as: UInt8.self) < 0x80 {
        index = unsafe asciiEnd(base, from: index, to: count)
      }
    }
    return true
  }

  /// The first byte of a range that is not ASCII, or its end.
  @inline(__always)
  static func asciiEnd(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return end }
      return unsafe asciiEnd(base, from: start, to: min(end, buffer.count))
    }
  }

  /// The same at an address.
  @inline(__always)
  private static func asciiEnd(_ base: UnsafeRawPointer, from start: Int, to end: Int) -> Int {
    var index = start
    while index + 8 <= end {
      let word = unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let high = word & 0x8080_8080_8080_8080
      if high != 0 { return index + high.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < end, unsafe base.load(fromByteOffset: index, as: UInt8.self) < 0x80 { index += 1 }
    return index
  }

  /// The place of the first byte of at least 0xEE; `end` when there is none.
  ///
  /// In UTF-8 only a scalar from U+E000 on begins with such a byte, and no byte inside one is as great.
  static func highByte(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    unsafe bytes.withUnsafeBytes { buffer in
      let end = min(end, buffer.count)
      var index = start
      while index + 8 <= end {
        let word = unsafe UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let high = word & ((word & 0x7F7F_7F7F_7F7F_7F7F) + 0x1212_1212_1212_1212) & 0x8080_8080_8080_8080
        if high != 0 { return index + high.trailingZeroBitCount / 8 }
        index += 8
      }
      while index < end, unsafe buffer[index] < 0xEE { index += 1 }
      return index
    }
  }

  /// True when two ordinary scalars of three bytes each, as most Chinese characters are, stand at an address.
  @inline(__always)
  private static func isTwoOfThree(_ base: UnsafeRawPointer) -> Bool {
    let word = unsafe UInt64(littleEndian: base.loadUnaligned(as: UInt64.self))
    guard word & 0x0000_C0C0_F0C0_C0F0 == 0x0000_8080_E080_80E0 else { return false }
    return isOrdinary(word & 0xFF) && isOrdinary(word >> 24 & 0xFF)
  }

  /// True for a first byte of three that no second byte is barred after.
  @inline(__always)
  private static func isOrdinary(_ first: UInt64) -> Bool { first != 0xE0 && first != 0xED && first != 0xEF }

  /// Bytes of the scalar at an address; 0 when it is not well-formed (Table 3-7 of the Unicode Standard) or U+FFFD.
  @inline(__always)
  private static func scalarLength(_ base: UnsafeRawPointer, room: Int) -> Int {
    if room >= 4 {
      let word = unsafe UInt32(littleEndian: base.loadUnaligned(as: UInt32.self))
      if word & 0x00C0_C0F0 == 0x0080_80E0, isOrdinary(UInt64(word & 0xFF)) { return 3 }
    }
    return unsafe anyLength(base, room: room)
  }

  private static func anyLength(_ base: UnsafeRawPointer, room: Int) -> Int {
    func byte(_ index: Int) -> UInt8 { unsafe base.load(fromByteOffset: index, as: UInt8.self) }
    func continues(_ index: Int) -> Bool { byte(index) & 0xC0 == 0x80 }
    switch byte(0) {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: return room >= 2 && continues(1) ? 2 : 0
    case 0xE0...0xEF:
      guard room >= 3, continues(1), continues(2) else { return 0 }
      switch (byte(0), byte(1), byte(2)) {
      case (0xE0, 0x80...0x9F, _), (0xED, 0xA0...0xBF, _), (0xEF, 0xBF, 0xBD): return 0
      default: return 3
      }
    case 0xF0...0xF4:
      guard room >= 4, continues(1), continues(2), continues(3) else { return 0 }
      switch (byte(0), byte(1)) {
      case (0xF0, 0x80...0x8F), (0xF4, 0x90...0xBF): return 0
      default: return 4
      }
    default: return 0
    }
  }
}
