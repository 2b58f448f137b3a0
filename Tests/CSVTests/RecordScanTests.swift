import CSV
import FuzzOracles
import TestSupport
import Testing

/// What the scan cuts 64 bytes at a time, wherever in them it stands.
@Suite struct RecordScanTests {
  /// A file without anything that is left to libcsv.
  private struct Style: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let rows: String
  }

  private static let styles = [
    Style(testDescription: "plain", rows: "a,bc,,def\n,,\ngh\n\n"),
    Style(testDescription: "CRLF", rows: "a,bc,,def\r\n,,\r\ngh\r\n\r\n"),
    Style(testDescription: "CR", rows: "a,bc,,def\r,,\rgh\r\r"),
    Style(testDescription: "quoted", rows: "\"a\",\"b,c\",\"\",\"def\"\n\"\",x,\"y\"\r\n\"gh\"\r"),
    Style(testDescription: "pairs of quotes", rows: "\"\"\"a\"\"\",\"\"\"\",\"b\"\"\"\"c\"\n\"d,\"\"\"\n"),
    Style(testDescription: "quoted line ends", rows: "\"a\nb\",\"\r\n\",c\n\"\r\",\"\n\r\",\"d\r\"\r\n"),
    Style(testDescription: "long cells", rows: String(repeating: "x", count: 127) + ",y\n"),
  ]

  @Test("well-formed records at every place of a block", arguments: styles)
  private func places(_ style: Style) throws {
    for shift in 0..<67 {
      let file = String(repeating: "z", count: shift) + "\n" + String(repeating: style.rows, count: 40)
      let bytes = Array(file.utf8)
      let obvious = ObviousReader.read(bytes)
      for size in [61, 64, 65, 1 << 16] {
        #expect(try readByUnits(bytes, unitSize: size) == obvious, "shift \(shift), unit size \(size)")
      }
    }
  }

  @Test("one byte that is not well formed, at every place of a block", arguments: Array("\",\n\r\0".utf8))
  func dirt(_ byte: UInt8) throws {
    let rows = "a,\"b\"\n\"c,d\",e\r\n\"f\"\"g\",\"h\ni\"\n"
    let clean = Array(String(repeating: rows, count: 8).utf8)
    for place in clean.indices {
      var bytes = clean
      bytes[place] = byte
      for maximum in [40, 1 << 20] {
        let obvious = ObviousReader.read(bytes, maximum: maximum)
        let read = try readByUnits(bytes, unitSize: 1 << 16, maximum: maximum)
        #expect(read == obvious, "byte \(place), largest record \(maximum)")
      }
    }
  }

  @Test("more lines than are scanned in one run", arguments: ["a,b\n", "a\r\n", "\n", "\"a\"\r\n", "\r"])
  func manyLines(_ line: String) throws {
    for count in [1023, 1024, 1025, 5000] {
      let bytes = Array(("x" + String(repeating: line, count: count)).utf8)
      #expect(try readByUnits(bytes, unitSize: 1 << 16) == ObviousReader.read(bytes), "\(count) lines")
    }
  }

  @Test(
    "more cells than there is room for at first, in one record or in many",
    arguments: [",", "\"\",", "\"\"\"\","])
  func manyCells(_ cell: String) throws {
    for width in [1, 700, 9000, 40_000] {
      let row = String(repeating: cell, count: width) + "x\n"
      let bytes = Array(String(repeating: row, count: max(1, 12_000 / width)).utf8)
      for unit in [1 << 13, 1 << 16] {
        #expect(
          try readByUnits(bytes, unitSize: unit) == ObviousReader.read(bytes), "\(width) cells, \(unit)")
      }
    }
  }

  @Test("files of several chunks with little dirt", arguments: 0..<60)
  func littleDirt(_ index: Int) throws {
    let seed = 0x5CA4 + UInt64(index)
    var random = SplitMix64(seed: seed)
    let bytes = littleDirt(count: Int.random(in: 2000...9000, using: &random), using: &random)
    let maximum = [64, 300, 1 << 20][index % 3]
    let obvious = ObviousReader.read(bytes, maximum: maximum)
    for size in [64, 1 << 16, Int.random(in: 1...5000, using: &random)] {
      let units = try readByUnits(bytes, unitSize: size, maximum: maximum)
      #expect(units == obvious, "seed \(seed), unit size \(size), largest record \(maximum)")
      let parts = try readByParts(bytes, partSize: size, maximum: maximum)
      #expect(parts == obvious, "seed \(seed), part size \(size), largest record \(maximum)")
    }
  }

  private func littleDirt(count: Int, using random: inout SplitMix64) -> [UInt8] {
    let good = [
      "plain,", ",", "01470147014701470147,", "p\n", "\n", "\r\n", "q\r", "\"a\",", "\"b,c\",", "\"\",",
      "\"x\"\"y\"\n", "\"l\nm\"\r\n", "\"\"\"\"\n", String(repeating: "中", count: 60) + ",",
    ]
    let bad = ["\"", "a\"b", "\"a\"b", " \"c\"", "\0", "\r"]
    let one = [20, 100, 1000].randomElement(using: &random) ?? 1
    var bytes: [UInt8] = []
    while bytes.count < count {
      let pieces = Int.random(in: 1...one, using: &random) == 1 ? bad : good
      bytes += (pieces.randomElement(using: &random) ?? "").utf8
    }
    return bytes
  }
}
