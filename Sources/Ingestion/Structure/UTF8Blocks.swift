/// Passes over ordinary UTF-8 by 64 bytes, without asking what each scalar is: texts of one and of three bytes
/// take turns in a record, and a processor guesses wrongly which comes next.
///
/// A byte is a continuation exactly when one of the two before it begins a scalar that reaches it. What is left
/// to be looked at one by one are the scalars that this rule does not settle: all of four bytes, those that
/// begin with 0xC0, 0xC1, 0xE0 or 0xED, whose second bytes are restricted (Table 3-7 of the Unicode Standard), and
/// U+FFC0 to U+FFFF with the mark of a lost character among them.
enum UTF8Blocks {
  static let size = 64

  /// Where the first scalar begins that is not passed, from one that begins at `start`, with two bytes before it that
  /// are known to be UTF-8; fewer than `size` bytes at the end are never passed.
  @unsafe
  static func passed(_ base: UnsafeRawPointer, from start: Int, to end: Int) -> Int {
    var index = start
    while end - index >= size {
      let block = unsafe base + index
      let bytes = unsafe (quarter(block, 0), quarter(block, 1), quarter(block, 2), quarter(block, 3))
      let carried = unsafe quarter(block - 2, 0)
      let all: SIMD16<UInt8> = bytes.0 | bytes.1 | bytes.2 | bytes.3 | carried
      if isZero(all & SIMD16(repeating: 0x80)) {
        index += size
        continue
      }
      var doubts = unsafe self.doubts(bytes.0, block)
      unsafe doubts |= self.doubts(bytes.1, block + 16)
      unsafe doubts |= self.doubts(bytes.2, block + 32)
      unsafe doubts |= self.doubts(bytes.3, block + 48)
      if !isZero(doubts) { break }
      index += size
    }
    return unsafe scalarStart(base, index)
  }

  /// The place itself, or the first byte of the scalar that it stands within.
  @unsafe
  private static func scalarStart(_ base: UnsafeRawPointer, _ index: Int) -> Int {
    if unsafe base.load(fromByteOffset: index - 1, as: UInt8.self) >= 0xC0 { return index - 1 }
    return unsafe base.load(fromByteOffset: index - 2, as: UInt8.self) >= 0xE0 ? index - 2 : index
  }

  @inline(__always)
  @unsafe
  private static func quarter(_ block: UnsafeRawPointer, _ number: Int) -> SIMD16<UInt8> {
    unsafe block.loadUnaligned(fromByteOffset: 16 &* number, as: SIMD16<UInt8>.self)
  }

  /// Not zero where a byte breaks the rule or belongs to a scalar that it does not settle.
  @inline(__always)
  @unsafe
  private static func doubts(_ bytes: SIMD16<UInt8>, _ address: UnsafeRawPointer) -> SIMD16<UInt8> {
    let before = unsafe (address - 1).loadUnaligned(as: SIMD16<UInt8>.self)
    let twoBefore = unsafe (address - 2).loadUnaligned(as: SIMD16<UInt8>.self)
    let continues = unsafe mask(unsafeBitCast(bytes, to: SIMD16<Int8>.self) .< SIMD16(repeating: -64))
    var reached = mask(before .>= SIMD16(repeating: 0xC0))
    reached |= mask(twoBefore .>= SIMD16(repeating: 0xE0))
    var unsettled = mask(bytes .>= SIMD16(repeating: 0xF0))
    unsettled |= mask(bytes .== SIMD16(repeating: 0xE0)) | mask(bytes .== SIMD16(repeating: 0xED))
    unsettled |= mask(bytes & SIMD16(repeating: 0xFE) .== SIMD16(repeating: 0xC0))
    let last = mask(before .== SIMD16(repeating: 0xBF)) & mask(twoBefore .== SIMD16(repeating: 0xEF))
    return (continues ^ reached) | unsettled | last
  }

  /// All bits of each byte for which it holds.
  @inline(__always)
  private static func mask(_ holds: SIMDMask<SIMD16<Int8>>) -> SIMD16<UInt8> {
    unsafe unsafeBitCast(holds, to: SIMD16<UInt8>.self)
  }

  @inline(__always)
  private static func isZero(_ bytes: SIMD16<UInt8>) -> Bool {
    let halves = unsafe unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
    return halves[0] | halves[1] == 0
  }
}
