import TestSupport
import Testing

@testable import Records

@Suite struct OriginsTests {
  @Test(
    "every origin comes back as it was put in, whatever rows, lines and files leave out", arguments: 0..<20)
  func roundTrip(_ index: Int) {
    let seed = 0x0121 + UInt64(index)
    var random = SplitMix64(seed: seed)
    let expected = OriginsTests.rows(0...300, files: true, &random)
    let origins = Origins(expected)
    #expect(origins.count == expected.count && Array(origins) == expected, "seed \(seed)")
    #expect(origins.indices.map { origins[$0] } == expected, "seed \(seed)")
    #expect(origins.indices.map(origins.byteStart) == expected.map(\.byteStart))
    #expect(origins.indices.map(origins.file) == expected.map(\.file))
  }

  @Test("a tally is of the rows' identities, however many rows lie between them", arguments: 0..<20)
  func tallies(_ index: Int) {
    let seed = 0x7A11 + UInt64(index)
    var random = SplitMix64(seed: seed)
    let expected = OriginsTests.rows(400...900, files: true, &random)
    let origins = Origins(expected)
    let numbers = (0..<64).map { _ in UInt64.random(in: 0...UInt64.max, using: &random) }
    var tally = Tally()
    let most = [1, 3, 300][index % 3]
    var rows: [Int] = []
    var next = 0
    while next < origins.count {
      rows.append(next)
      next += Int.random(in: 1...most, using: &random)
    }
    for row in rows {
      let id = RowID(filePrefix: numbers[Int(expected[row].file)], offset: expected[row].byteStart)
      #expect(origins.rowID(row, fileNumbers: numbers) == id)
      tally.insert(id)
    }
    let live = rows.map(Int32.init)
    #expect(origins.tally(live, fileNumbers: numbers) == tally, "seed \(seed)")
    #expect(origins.tally(live.reversed(), fileNumbers: numbers) == tally, "seed \(seed)")
    let parts = Workers.ranges(live.count, of: 7).map { origins.tally(live[$0], fileNumbers: numbers) }
    #expect(parts.reduce(Tally(), +) == tally, "seed \(seed)")
  }

  @Test("rows that were read in parts are those that were read at once", arguments: 0..<30)
  func joining(_ index: Int) {
    let seed = 0x9A27 + UInt64(index)
    var random = SplitMix64(seed: seed)
    let rows = OriginsTests.rows(0...400, files: false, &random)
    let kept = rows.map { _ in Int.random(in: 0...30, using: &random) > 0 }
    let whole = Origins(zip(rows, kept).filter(\.1).map(\.0))
    let size = [1, 2, 3, 40, 500][index % 5]
    let parts = Workers.ranges(rows.count, of: size).map { range in
      let before = (record: rows[range.lowerBound].record - 1, line: rows[range.lowerBound].firstLine - 1)
      return Origins.Part(
        Origins(rows[range].map { OriginsTests.moved($0, records: -before.record, lines: -before.line) }),
        rows: OriginsTests.ranges(kept[range]), recordsBefore: before.record, linesBefore: before.line)
    }
    for workers in [Workers.one, Workers(3)] {
      let joined = Origins(joining: parts, workers: workers)
      #expect(joined == whole && Array(joined) == Array(whole), "seed \(seed)")
      #expect(joined.indices.map { joined[$0] } == Array(whole), "seed \(seed)")
    }
    let all = (0..<Int32(whole.count)).map { $0 }
    #expect(
      Origins(joining: parts, workers: .one).tally(all, fileNumbers: [0, 0, 0, 7])
        == whole.tally(all, fileNumbers: [0, 0, 0, 7]))
  }

  /// Rows with what breaks a run: refused rows, blank lines, cells over several lines, other line ends, and rows longer
  /// than 64 KiB.
  private static func rows(
    _ count: ClosedRange<Int>, files: Bool, _ random: inout SplitMix64
  ) -> [Origin] {
    var expected: [Origin] = []
    var (file, record, line, byte) = (UInt32(3), Int32(1), Int32(2), Int64(10))
    let rareness = [0, 9, 90].randomElement(using: &random) ?? 0
    func happens(_ random: inout SplitMix64) -> Bool {
      rareness > 0 && Int.random(in: 0...rareness, using: &random) == 0
    }
    for _ in 0..<Int.random(in: count, using: &random) {
      if files, Int.random(in: 0...40, using: &random) == 0 {
        (file, record, line, byte) = (file + 1, 1, 2, 0)
      }
      if happens(&random) { (record, line, byte) = (record + 1, line + 1, byte + 30) }
      if happens(&random) { (line, byte) = (line + 1, byte + 1) }
      let last = line + (happens(&random) ? 2 : 0)
      let length =
        happens(&random)
        ? Int32.random(in: 65_533...65_537, using: &random) : Int32.random(in: 1...90, using: &random)
      expected.append(
        Origin(
          file: file, record: record, firstLine: line, lastLine: last, byteStart: byte, byteLength: length))
      (record, line, byte) = (
        record + 1, last + 1,
        byte + Int64(length) + (happens(&random) ? [0, 2, 4].randomElement(using: &random) ?? 0 : 1)
      )
    }
    return expected
  }

  private static func moved(_ origin: Origin, records: Int32, lines: Int32) -> Origin {
    Origin(
      file: origin.file, record: origin.record + records, firstLine: origin.firstLine + lines,
      lastLine: origin.lastLine + lines, byteStart: origin.byteStart, byteLength: origin.byteLength)
  }

  /// The ranges of what is kept.
  private static func ranges(_ kept: ArraySlice<Bool>) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for (row, isKept) in kept.enumerated() where isKept {
      if ranges.last?.upperBound == row {
        ranges[ranges.count - 1] = ranges[ranges.count - 1].lowerBound..<row + 1
      } else {
        ranges.append(row..<row + 1)
      }
    }
    return ranges
  }
}
