import Ingestion
import Records
import Testing

/// The codes of a finished column are as narrow as its dictionary lets them be, which changes no cell.
@Suite struct ColumnCodesTests {
  private static let contract = Sample.contract(
    "codes",
    [
      ("code", "编号", .code(width: 6), Sample.ColumnOptions(mending: [.trim])),
      ("kind", "类别", .category(["甲", "乙"]), Sample.ColumnOptions(required: true)),
    ], key: [])

  @Test(arguments: [255, 256, 65_535, 65_536], [1, 3])
  func `Cells are the same at each width and for any number of workers`(distinct: Int, workers: Int) throws {
    let rows = 70_000
    let expected = (0..<rows).map { row -> String in
      if row % 97 == 96 { return "" }
      let digits = String(row * 7919 % distinct)
      return String(repeating: "0", count: 6 - digits.count) + digits
    }
    var text = "编号,类别\n"
    for (row, code) in expected.enumerated() { text += "\(code),\(row % 3 == 0 ? "甲" : "乙")\n" }
    let scratch = try Scratch()
    let source = try Ingest.source(
      ColumnCodesTests.contract, files: [scratch.file("c.csv", text)], firstFileIndex: 0,
      settings: IngestSettings(unitSize: 64 << 10, workers: Workers(workers)))
    let columns = source.table.columns
    #expect(source.rejections.isEmpty && columns[0].count == rows)
    #expect((0..<rows).map { columns[0].canonicalText($0) } == expected)
    #expect((0..<rows).allSatisfy { columns[1].canonicalText($0) == ($0 % 3 == 0 ? "甲" : "乙") })
    guard case .coded(let coded) = columns[0] else { return #expect(Bool(false), "numbers are coded") }
    #expect(coded.dictionary == Set(expected).subtracting([""]).sorted())
  }
}
