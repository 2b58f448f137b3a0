import Records
import Testing

@testable import Ingestion

@Suite("blank cells filled from above, and days counted as spreadsheets count them")
struct FillDownTests {
  private func source(_ columns: [ColumnContract], _ text: String, unitSize: Int = 65_536) throws
    -> IngestedSource
  {
    let fields = columns.enumerated().map {
      FieldSchema(key: "c\($0.offset)", heading: $0.element.headings[0], type: $0.element.type)
    }
    let contract = Contract(
      shape: SourceShape(name: "t", title: "t", fields: fields, key: ["c0"]), columns: columns)
    let scratch = try Scratch()
    let file = try scratch.file("t.csv", text)
    return try Ingest.source(
      contract, files: [file], firstFileIndex: 0,
      settings: IngestSettings(unitSize: unitSize, batchSize: unitSize))
  }

  @Test(
    "each blank has the text above it, over ragged rows and whatever the unit", arguments: [1, 7, 65_536])
  func fill(_ unitSize: Int) throws {
    let columns = [
      ColumnContract(headings: ["编号"], type: .text, isRequired: true),
      ColumnContract(
        headings: ["界别"], type: .text, isRequired: true, mending: [.trim], fillsDown: true),
    ]
    let source = try source(
      columns, "编号,界别\na,\nb,经济界\nc,\nd,　\nx\ne,教育界\nf,—\ng,\n", unitSize: unitSize)
    #expect(source.rows == ["b|经济界", "c|经济界", "d|经济界", "e|教育界", "f|—", "g|—"])
    #expect(source.refused == ["MISSING 2 c1", "RAGGED 6 -"])
    #expect(
      source.changes == ["4 c1 fill_down:  → 经济界", "5 c1 fill_down:  → 经济界", "9 c1 fill_down:  → —"])
    #expect(source.addsUp)
  }

  @Test("in a file of corrected rows a blank stays blank")
  func corrected() throws {
    let columns = [
      ColumnContract(headings: ["编号"], type: .text, isRequired: true),
      ColumnContract(headings: ["界别"], type: .text, isRequired: false, fillsDown: true),
    ]
    let source = try source(columns, "编号,界别,row_id\na,经济界,1\nb,,2\n")
    #expect(source.rows == ["a|经济界", "b|"] && source.changes.isEmpty)
  }

  @Test(
    "a bare number is a day of the column's calendar, or none",
    arguments: [
      (.from1900, ["2020-07-03", "2020-07-03T09:00:00"]), (.from1904, ["2024-07-04", "2024-07-04T09:00:00"]),
      (.none, []),
    ] as [(SerialDays, [String])])
  func serials(_ serials: SerialDays, _ expected: [String]) throws {
    let columns = [
      ColumnContract(headings: ["编号"], type: .text, isRequired: true),
      ColumnContract(headings: ["日期"], type: .date, isRequired: false, serials: serials),
      ColumnContract(headings: ["时间"], type: .time, isRequired: false, serials: serials),
    ]
    let source = try source(columns, "编号,日期,时间\na,44015,44015.375\n")
    #expect(source.rows == (expected.isEmpty ? [] : ["a|" + expected.joined(separator: "|")]))
    #expect(source.refused == (expected.isEmpty ? ["BAD_DATE 2 c1"] : []))
  }
}
