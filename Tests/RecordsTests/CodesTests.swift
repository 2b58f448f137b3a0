import TestSupport
import Testing

@testable import Records

@Suite struct CodesTests {
  @Test(
    "codes come back as they were, at each width",
    arguments: [
      0, 1, 254, 255, 256, 65_534, 65_535, 65_536, 70_000,
    ])
  func widths(_ limit: Int) {
    let seed = 0xC0DE + UInt64(limit)
    var random = SplitMix64(seed: seed)
    let missing = CodedColumn.missing
    let codes = (0..<2000).map { row -> UInt32 in
      if limit == 0 || row % 7 == 0 { return missing }
      return row % 5 == 0 ? UInt32(limit - 1) : UInt32.random(in: 0..<UInt32(limit), using: &random)
    }
    let narrow = Codes(codes, below: limit)
    #expect(narrow.map(\.self) == codes && narrow.count == codes.count, "seed \(seed)")
    #expect(narrow.indices.map { narrow[$0] } == codes, "seed \(seed)")
  }

  @Test("a code that is set makes room for itself and leaves the others", arguments: 0..<12)
  func setting(_ index: Int) {
    let seed = 0x5E77 + UInt64(index)
    var random = SplitMix64(seed: seed)
    var expected = (0..<50).map { UInt32($0 % 4) }
    var codes = Codes(expected, below: 4)
    let most: UInt32 = [300, 66_000, 5_000_000][index % 3]
    for _ in 0..<100 {
      let row = Int.random(in: 0..<50, using: &random)
      let edges: [UInt32] = [
        CodedColumn.missing, 254, 255, 65_534, 65_535, .random(in: 0...most, using: &random),
      ]
      let code = edges.randomElement(using: &random) ?? 0
      expected[row] = code
      codes.set(row, to: code)
      #expect(codes.map(\.self) == expected, "seed \(seed)")
    }
    #expect(codes == Codes(expected, below: 5_000_001), "seed \(seed)")
  }

  @Test("a column is in as many bytes as its dictionary asks for")
  func columns() {
    for count in [3, 255, 256, 65_535, 65_536] {
      let texts = (0..<count).map { "T\($0)" } + [nil, "T0"]
      let column = CodedColumn(texts)
      #expect(texts.indices.map(column.text) == texts)
      let isNarrow =
        switch column.codes.storage {
        case .bytes: count <= 255
        case .pairs: count > 255 && count <= 65_535
        case .words: count > 65_535
        }
      #expect(isNarrow)
    }
  }
}
