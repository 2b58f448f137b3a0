import Records
import TestSupport
import Testing

@Suite struct OriginsTests {
  @Test(
    "every origin comes back as it was put in, whatever rows, lines and files leave out", arguments: 0..<20)
  func roundTrip(_ index: Int) {
    let seed = 0x0121 + UInt64(index)
    var random = SplitMix64(seed: seed)
    var expected: [Origin] = []
    var (file, record, line, byte) = (UInt32(3), Int32(1), Int32(2), Int64(10))
    for _ in 0..<Int.random(in: 0...300, using: &random) {
      if Int.random(in: 0...40, using: &random) == 0 { (file, record, line, byte) = (file + 1, 1, 2, 0) }
      if Int.random(in: 0...9, using: &random) == 0 { (record, line) = (record + 1, line + 1) }
      if Int.random(in: 0...9, using: &random) == 0 { line += 1 }
      let last = line + (Int.random(in: 0...4, using: &random) == 0 ? 2 : 0)
      let length = Int32.random(in: 1...90, using: &random)
      expected.append(
        Origin(
          file: file, record: record, firstLine: line, lastLine: last, byteStart: byte, byteLength: length))
      (record, line, byte) = (record + 1, last + 1, byte + Int64(length) + 1)
    }
    let origins = Origins(expected)
    #expect(origins.count == expected.count && Array(origins) == expected, "seed \(seed)")
    #expect(origins.indices.map(origins.byteStart) == expected.map(\.byteStart))
    #expect(origins.indices.map(origins.file) == expected.map(\.file))
    let numbers = (0..<64).map { _ in UInt64.random(in: 0...UInt64.max, using: &random) }
    var tally = Tally()
    let rows = origins.indices.filter { _ in Bool.random(using: &random) }
    for row in rows {
      let id = RowID(filePrefix: numbers[Int(expected[row].file)], offset: expected[row].byteStart)
      #expect(origins.rowID(row, fileNumbers: numbers) == id)
      tally.insert(id)
    }
    let live = rows.map(Int32.init)
    #expect(origins.tally(live, fileNumbers: numbers) == tally, "seed \(seed)")
    let parts = Workers.ranges(live.count, of: 7).map { origins.tally(live[$0], fileNumbers: numbers) }
    #expect(parts.reduce(Tally(), +) == tally, "seed \(seed)")
  }
}
