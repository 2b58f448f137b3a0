import TestSupport
import Testing

@testable import Ingestion

/// Lists of integers in as few bytes as their spread needs.
@Suite struct PackedIntegersTests {
  @Test(
    "a list takes nine bytes and its spread's width a value",
    arguments: [
      ([], 0), ([7], 9), ([5, 5, 5], 9), ([0, 255], 11), ([-1, 255], 13), ([1000, 66_535], 13),
      ([0, 65_536], 17),
      ([0, Int64(UInt32.max)], 17), ([0, Int64(UInt32.max) + 1], 25), ([Int64.min, Int64.max], 25),
    ] as [([Int64], Int)])
  func width(_ values: [Int64], _ bytes: Int) {
    var writer = PackedWriter()
    writer.append(values.count) { values[$0] }
    #expect(writer.bytes.count == bytes)
    var reader = PackedReader(writer.bytes)
    var read: [Int64] = []
    reader.integers(values.count) { read.append($0) }
    #expect(read == values && reader.place == bytes)
  }

  @Test("what was written is read again, lists and bytes mixed", arguments: [1, 2, 3] as [UInt64])
  func roundTrip(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let lists = (0..<300).map { _ -> [Int64] in
      let spread = Int64.random(in: 0...Int64.max, using: &random) >> Int64.random(in: 0...62, using: &random)
      return (0..<Int.random(in: 0...40, using: &random)).map { _ in
        Int64.random(in: -spread...spread, using: &random)
      }
    }
    var writer = PackedWriter()
    for list in lists {
      writer.append(list.count) { list[$0] }
      writer.append(list.map { UInt8(truncatingIfNeeded: $0) }[...])
    }
    var reader = PackedReader(writer.bytes)
    for list in lists {
      var read: [Int64] = []
      reader.integers(list.count) { read.append($0) }
      #expect(read == list, "seed \(seed)")
      #expect(Array(reader.take(list.count)) == list.map { UInt8(truncatingIfNeeded: $0) }, "seed \(seed)")
    }
    #expect(reader.place == writer.bytes.count)
  }
}
