import TestSupport
import Testing

@testable import Spreadsheet

/// Workbooks by ECMA-376, and what is only dressed as one.
@Suite struct WorkbookTests {
  @Test(
    "a stored number reads as it is printed",
    arguments: [
      ("12", "12"), ("0", "0"), ("-0", "0"), ("0.30000000000000004", "0.3"), ("-2.5", "-2.5"),
      ("1E3", "1000"),
      ("1.3800138E10", "13800138000"), ("0.05", "0.05"), ("5e-3", "0.005"),
      ("123456789012345", "123456789012345"),
      ("110101199003072316", nil), ("1.10101199003072E+17", nil), ("99999999999999.96", "100000000000000"),
      ("0.1234567890123456", "0.123456789012346"), ("1e-20", nil),
    ])
  func number(_ stored: String, _ expected: String?) {
    #expect(CellNumber(stored)?.text == expected)
  }

  @Test("what is no number stays text", arguments: ["", "-", ".", "1,5", "0x10", "1e", "1e999", "NaN", "１"])
  func noNumber(_ stored: String) {
    #expect(CellNumber(stored) == nil)
  }

  /// 44015 and 44015.375 of domain.md, case 16; 1 and 59 to 61 of ECMA-376, 18.17.4.1.
  @Test(
    "serials are days of the workbook's calendar",
    arguments: [
      ("44015", false, "2020-07-03"), ("44015.375", false, "2020-07-03 09:00:00"), ("1", false, "1900-01-01"),
      ("59", false, "1900-02-28"), ("60", false, "1900-02-29"), ("61", false, "1900-03-01"),
      ("0.5", false, "12:00:00"), ("42553", true, "2020-07-03"), ("0", true, "1904-01-01"),
      ("2958465", false, "9999-12-31"), ("2958466", false, nil), ("-1", false, nil),
      ("44015.99999999", false, "2020-07-04"), ("43831.3541666667", false, "2020-01-01 08:30:00"),
    ])
  func serial(_ stored: String, _ startsIn1904: Bool, _ expected: String?) throws {
    let number = try #require(CellNumber(stored))
    #expect(SerialDate.text(number, startsIn1904: startsIn1904) == expected)
  }

  @Test(
    "formats of dates are told from those of numbers",
    arguments: [
      ("yyyy-mm-dd", true), ("yyyy\"年\"m\"月\"d\"日\"", true), ("General", false), ("0.00", false),
      ("[h]:mm", false), ("\"days\" 0", false), ("\\d0", false), ("[$-804]yyyy/m/d;@", true),
      ("[Red]0", false),
      ("#,##0_d", false), ("h:mm", true),
    ])
  func formats(_ code: String, _ isDate: Bool) {
    #expect(Styles.isDate(code) == isDate)
  }

  @Test(
    "letters of columns",
    arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
  func letters(_ column: Int, _ letters: String) {
    #expect(columnLetters(column) == letters)
    #expect(CellRange.column(letters + "1") == column)
  }

  private static let styles =
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"/></numFmts><cellStyleXfs>"
    + "<xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"

  @Test("each kind of cell reads as its text; sparse rows and cells keep their places")
  func kinds() throws {
    let shared =
      "<sst><si><t>甲</t></si><si><r><t>一</t></r><r><t xml:space=\"preserve\"> 二</t></r><rPh><t>yi</t></rPh></si>"
      + "<si><t>a_x000D_b_x00</t></si></sst>"
    let xml = """
      <x:worksheet xmlns:x="y"><x:dimension ref="A1:B1"/><x:sheetData><x:row r="2" hidden="1">
      <x:c r="A2" t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c><x:c r="E2" s="1"><x:f>A1</x:f><x:v>44015</x:v></x:c>
      <x:c r="F2" t="b"><x:v>1</x:v></x:c><x:c r="G2" t="e"><x:v>#N/A</x:v></x:c><x:c r="H2" t="str"><x:v>x</x:v></x:c>
      <x:c r="I2"/></x:row><x:row r="5"><x:c r="B5" t="inlineStr"><x:is><x:t>丙&amp;丁</x:t></x:is></x:c>
      <x:c r="C5" t="s"><x:v>2</x:v></x:c><x:c r="D5"><x:v>1.50</x:v></x:c></x:row></x:sheetData></x:worksheet>
      """
    let book = TinyWorkbook(sheet: "表", xml: xml, shared: shared, styles: Self.styles)
    let sheet = try Workbook.read(book.bytes, sheet: nil, fillsMerged: false)
    #expect(
      sheet.rows == [
        Sheet.Row(number: 2, cells: ["甲", "一 二", "", "", "2020-07-03", "TRUE", "#N/A", "x"]),
        Sheet.Row(number: 5, cells: ["", "丙&丁", "a\rb_x00", "1.5"]),
      ])
    #expect(sheet.name == "表")
  }

  @Test("what is no workbook, or more than is read, is named")
  func refused() {
    func error(_ bytes: [UInt8], _ sheet: String? = nil) -> SpreadsheetError? {
      #expect(throws: SpreadsheetError.self) { try Workbook.read(bytes, sheet: sheet, fillsMerged: false) }
    }
    let good = TinyWorkbook(sheet: "表", rows: [["a"]])
    #expect(error(Array("委员编号,姓名".utf8)) == .notAWorkbook)
    #expect(error([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1]) == .oldOrEncrypted)
    #expect(error(TinyWorkbook(parts: [("a.txt", "x")]).bytes) == .notAWorkbook)
    #expect(error(good.bytes, "名册") == .noSheet("名册", names: ["表"]))
    let bomb =
      "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]><worksheet><sheetData/></worksheet>"
    #expect(
      error(TinyWorkbook(sheet: "表", xml: bomb).bytes)
        == .damaged(part: "xl/worksheets/sheet1.xml", reason: "declares a document type"))
    let deep = String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100)
    #expect(
      error(TinyWorkbook(sheet: "表", xml: deep).bytes)
        == .damaged(part: "xl/worksheets/sheet1.xml", reason: "nested too deep"))
    #expect(
      error(TinyWorkbook(sheet: "表", xml: "<worksheet>").bytes)
        == .damaged(part: "xl/worksheets/sheet1.xml", reason: "no element found"))
    let many = TinyWorkbook(parts: (0...Archive.mostParts).map { ("p\($0)", "") } + good.parts)
    #expect(error(many.bytes) == .tooLarge(what: "parts", limit: "4096"))
    let far =
      "<worksheet><sheetData><row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row></sheetData></worksheet>"
    #expect(
      error(TinyWorkbook(sheet: "表", xml: far).bytes)
        == .tooLarge(what: "sheet", limit: "1048576 × 16384 cells"))
    var cut = good.bytes
    cut.removeLast(40)
    #expect(error(cut) != nil)
  }

  @Test("any damage to an archive is an error or a sheet, never a crash")
  func fuzz() {
    var random = SplitMix64(seed: 20_261_125)
    let good = TinyWorkbook(sheet: "表", rows: [["甲", "乙"], ["1", "2"]]).bytes
    for _ in 0..<400 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: 2..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      _ = try? Workbook.read(bytes, sheet: nil, fillsMerged: true)
    }
  }
}
