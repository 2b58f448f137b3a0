import CSV
import TestSupport
import Testing

@Suite struct HighestBitsTests {
  @Test("each byte's highest bit, whatever the others are, by the instruction and by arithmetic")
  func collected() {
    var generator = SplitMix64(seed: 16)
    let wrong = (0...UInt32(UInt16.max)).first { word in
      var bytes = SIMD16<UInt8>()
      for index in bytes.indices {
        let rest = UInt8.random(in: 0..<128, using: &generator)
        bytes[index] = rest | UInt8(truncatingIfNeeded: word &>> UInt32(index) & 1) &<< 7
      }
      return HighestBits.of(bytes) != word || HighestBits.multiplied(bytes) != word
    }
    #expect(wrong == nil)
  }
}
