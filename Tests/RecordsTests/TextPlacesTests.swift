import TestSupport
import Testing

@testable import Records

@Suite struct TextPlacesTests {
  @Test(
    "places are where lengths put them, one by one and many at a time, and beyond 4 GiB", arguments: 0..<40)
  func places(_ index: Int) {
    let seed = 0x71AC + UInt64(index)
    var random = SplitMix64(seed: seed)
    let most = [0, 9, 70_000, 3_000_000_000][index % 4]
    let usual = Int.random(in: 0...most, using: &random)
    let rareness = [1, 4, 400][index % 3]
    var places = TextPlaces()
    var starts = [0]
    for _ in 0..<Int.random(in: 0...60, using: &random) {
      let lengths = (0..<Int.random(in: 0...5, using: &random)).map { _ in
        Int.random(in: 1...rareness, using: &random) == 1 ? Int.random(in: 0...most, using: &random) : usual
      }
      let first = UInt32.random(in: 0...9, using: &random)
      let ends = TextPlacesTests.ends(lengths, from: first)
      if let ends, Bool.random(using: &random) {
        places.append(ends: ([0] + ends).dropFirst(), from: Int(first))
      } else {
        for length in lengths { places.append(length: length) }
      }
      for length in lengths { starts.append(starts[starts.count - 1] + length) }
    }
    #expect(places.count == starts.count - 1 && places.end == starts.last, "seed \(seed)")
    #expect((0..<starts.count).map(places.start) == starts, "seed \(seed)")
    for row in 0..<places.count {
      #expect(places.range(row) == starts[row]..<starts[row + 1], "seed \(seed)")
      #expect(places.isEmpty(row) == (starts[row] == starts[row + 1]), "seed \(seed)")
    }
  }

  @Test("texts that are equally long take no places")
  func even() {
    var places = TextPlaces()
    places.append(length: 9)
    places.append(ends: [13, 22], from: 4)
    #expect(places.count == 3 && places.starts.isEmpty && places.range(2) == 18..<27)
    places.append(length: 8)
    #expect(places.starts == [0, 9, 18, 27, 35])
  }

  @Test("texts come back, equally long or not, alone and after those of another column")
  func texts() {
    for texts in [["ab", "cd"], ["", ""], ["ab", "", "甲乙"], []] {
      var column = TextColumn(texts)
      #expect(column.count == texts.count && texts.indices.map { column[$0] } == texts)
      column.append(contentsOf: TextColumn(["x", "yz"]))
      #expect((0..<column.count).map { column[$0] } == texts + ["x", "yz"])
      #expect((0..<column.count).map(column.isMissing) == (texts + ["x", "yz"]).map(\.isEmpty))
    }
  }

  /// nil where they do not fit.
  private static func ends(_ lengths: [Int], from start: UInt32) -> [UInt32]? {
    var end = Int(start)
    var ends: [UInt32] = []
    for length in lengths {
      end += length
      guard let next = UInt32(exactly: end) else { return nil }
      ends.append(next)
    }
    return ends
  }
}
