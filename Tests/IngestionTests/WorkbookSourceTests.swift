import Foundation
import Ingestion
import Records
import TestSupport
import Testing

/// A source that is a sheet of a workbook. The fixtures are made by `Tests/Fixtures/make-workbooks.py`.
@Suite struct WorkbookSourceTests {
  private static func contract(sheet: String? = nil, fillsMerged: Bool = true) -> Contract {
    Contract(
      shape: Sample.members.shape, columns: Sample.members.columns,
      layout: FileLayout(furniture: ["合计"], sheet: sheet, fillsMerged: fillsMerged))
  }

  private static func fixture(_ name: String) -> ResolvedFile {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures")
    return ResolvedFile(path: name, location: folder.appending(path: name).path)
  }

  @Test(
    "the sheets of openpyxl, of LibreOffice and of the calendar of 1904 read alike, with rows as places",
    arguments: ["roster-openpyxl.xlsx", "roster-libreoffice.xlsx", "roster-1904.xlsx"], [1, 65_536])
  func fixtures(_ name: String, _ unitSize: Int) throws {
    let file = Self.fixture(name)
    let settings = IngestSettings(unitSize: unitSize, batchSize: unitSize)
    // LibreOffice shows the sheet that openpyxl hid, since it was the active one.
    let contract = Self.contract(sheet: name.contains("libre") ? "名册" : nil)
    let source = try Ingest.source(contract, files: [file], firstFileIndex: 0, settings: settings)
    #expect(
      source.rows == [
        "0147|示例甲|委员|委员|2022-01-01|19900000147", "0148|示例乙|委员|委员|2022-01-03|",
        "0150|示例\"丁\",|常委|常委|2022-01-04|", "0151|示例己|常委|常委|2022-01-05|",
        "0152|示例戊|委员|委员|2022-01-02|",
      ])
    #expect(source.table.origins.map(\.firstLine) == [3, 4, 7, 8, 10])
    #expect(source.refused == ["BAD_DATE 6 joined_on"])
    let report = source.reports[0]
    #expect(report.sheet == "名册" && report.encoding == .workbook)
    #expect(report.bytes.total == report.renditionSize)
    let raw = RawRows(files: [file], sources: ["members"], layouts: [contract.layout])
    #expect(try raw.row(source.rejections[0].origin).text == "0149,示例丙,常委,,2022-13-01,")
  }

  @Test("without the contract's word a merged range has its text in the first row alone")
  func merged() throws {
    let source = try Ingest.source(
      Self.contract(fillsMerged: false), files: [Self.fixture("roster-openpyxl.xlsx")], firstFileIndex: 0)
    #expect(source.refused == ["BAD_DATE 6 joined_on", "MISSING 8 profile"])
  }

  @Test("what cannot be read is named, with how to mend it")
  func refused() throws {
    let scratch = try Scratch()
    func message(_ file: ResolvedFile, sheet: String? = nil) -> String? {
      let error = #expect(throws: IngestionError.self) {
        try Ingest.source(Self.contract(sheet: sheet), files: [file], firstFileIndex: 0)
      }
      return error?.message.en
    }
    #expect(
      try message(scratch.file("a.xlsx", "委员编号,姓名"))
        == "a.xlsx: no .xlsx workbook; save it as one, or as CSV")
    #expect(
      try message(scratch.file("b.XLSX", [0xD0, 0xCF, 0x11, 0xE0]))
        == "b.XLSX: an .xls workbook or one with a password; save it as .xlsx without a password, or as CSV")
    #expect(
      message(Self.fixture("roster-openpyxl.xlsx"), sheet: "名单")
        == "roster-openpyxl.xlsx: no sheet '名单' (there are: 说明、名册); correct layout.sheet in the contract")
    #expect(
      try message(scratch.file("c.xlsx", TinyWorkbook(sheet: "表", xml: "<worksheet>").bytes))
        == "c.xlsx: xl/worksheets/sheet1.xml is damaged (no element found); export it again")
    #expect(
      try message(scratch.file("d.xlsx", TinyWorkbook(sheet: "表", rows: [["a"]]).bytes))?
        .contains("the header lacks required columns") == true)
  }
}
