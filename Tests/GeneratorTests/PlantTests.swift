import Testing

@testable import Generator

/// The list in SampleData/README.md against the files that stand beside it.
@Suite struct PlantTests {
  struct Entry {
    let file: String
    let line: Int
    let what: String
    let expected: String
  }

  /// The rows of the handbook's last table.
  static func entries() throws -> [Entry] {
    let text = String(decoding: try CommittedSample.bytes("README.md"), as: UTF8.self)
    let table = try #require(text.split(separator: "## Planted").last)
    return table.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimming(" ") }
      guard cells.count == 4, let number = Int(cells[1]) else { return nil }
      return Entry(file: cells[0], line: number, what: cells[2], expected: cells[3])
    }
  }

  /// The physical lines of a committed file, undecoded.
  static func lines(_ name: String) throws -> [ArraySlice<UInt8>] {
    try CommittedSample.bytes(name).split(separator: 0x0A, omittingEmptySubsequences: false)
  }

  @Test func theListIsLong() throws {
    #expect(try PlantTests.entries().count > 120)
  }

  struct Sighting: CustomTestStringConvertible {
    let what: String
    let file: String
    /// Bytes that the stated line must hold.
    let holds: String

    var testDescription: String { "\(file): \(what)" }
  }

  @Test(arguments: [
    Sighting(what: "time with offset", file: "scans-2025-04.csv", holds: "+08:00,"),
    Sighting(what: "time in UTC", file: "scans-2025-04.csv", holds: "Z,"),
    Sighting(what: "no such day", file: "scans-2025-04.csv", holds: "2025-02-29"),
    Sighting(what: "old number", file: "scans-2025-06.csv", holds: ",0901,"),
    Sighting(what: "unknown member", file: "scans-2025-07.csv", holds: ",9999,"),
    Sighting(what: "number behind an apostrophe", file: "scans-2025-05.csv", holds: ",'"),
    Sighting(what: "spreadsheet serial", file: "reports-2025-Q1.csv", holds: ",456"),
    Sighting(what: "month 13", file: "reports-2025-Q1.csv", holds: "2025/13/7"),
    Sighting(what: "unknown value", file: "scans-2025-08.csv", holds: "进场"),
    Sighting(what: "swapped to an unknown member", file: "duty_shifts-2025.csv", holds: ",9997,"),
    Sighting(
      what: "title that begins like a formula", file: "reports-2025-Q4.csv", holds: "\"=HYPERLINK(\"\""),
    Sighting(what: "line end and quotes inside a cell", file: "reports-2025-Q4.csv", holds: "\"\"摸底\"\""),
    Sighting(what: "name only", file: "studio_records-2025.csv", holds: "GZ20259002,,"),
    Sighting(what: "last byte is half a character", file: "studio_records-2025.csv", holds: "GZ20259007,"),
    Sighting(
      what: "one device for six members within 40 seconds", file: "scans-2025-09.csv", holds: ",SJ7777"),
    Sighting(what: "row with too few cells", file: "scans-2025-12.csv", holds: "S202590031,"),
    Sighting(what: "half-day that ends before it starts", file: "half_days.csv", holds: "HD2025003,9,"),
    Sighting(what: "改期 of an outcome", file: "adjustments.csv", holds: "改期,outcomes,"),
    Sighting(what: "媒体报道 without level", file: "merits.csv", holds: ",媒体报道,,"),
  ])
  func aPieceOfDirtIsWhereTheListSays(_ sighting: Sighting) throws {
    let entry = try #require(
      try PlantTests.entries().first { $0.file == sighting.file && $0.what == sighting.what })
    let line = try PlantTests.lines(entry.file)[entry.line - 1]
    #expect(line.contains(Array(sighting.holds.utf8)), "\(entry.file):\(entry.line)")
  }

  @Test func twinRowsOfTheMarchFileStandInTheQuarter() throws {
    let quarter = Set(try PlantTests.lines("scans-2025-Q1.csv"))
    #expect(try PlantTests.lines("scans-2025-03.csv").allSatisfy(quarter.contains))
  }

  @Test func oneFileIsNotUTF8AndOneHasAMarkAndTitles() throws {
    let studio = try CommittedSample.bytes("studio_records-2025.csv")
    #expect(String(validating: studio, as: UTF8.self) == nil)
    #expect(studio.suffix(2) == [0xD5, 0x0A])
    let merits = try CommittedSample.bytes("merits.csv")
    #expect(merits.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(try PlantTests.lines("merits.csv")[2].starts(with: Array("编号,委员编号".utf8)))
  }
}

extension Substring {
  fileprivate func trimming(_ character: Character) -> String {
    var text = self
    while text.first == character { text.removeFirst() }
    while text.last == character { text.removeLast() }
    return String(text)
  }
}
