import Records
import Testing

@testable import Ingestion

@Suite("totals that a file prints, against our own")
struct TotalsCheckTests {
  private func source(_ text: String, unitSize: Int = 65_536) throws -> IngestedSource {
    let contract = Sample.contract(
      "study",
      [
        ("record_no", "编号", .text, Sample.ColumnOptions(required: true)),
        ("member_no", "委员编号", .code(width: 4), Sample.ColumnOptions(mending: [.trim, .pad])),
        ("minutes", "分钟", .integer, Sample.ColumnOptions()),
        ("points", "分值", .number, Sample.ColumnOptions()),
      ], key: ["record_no"], furniture: ["小计", "制表人"], totals: ["合计", "总计"])
    let scratch = try Scratch()
    let file = try scratch.file("s.csv", "编号,委员编号,分钟,分值\n" + text)
    return try Ingest.source(
      contract, files: [file], firstFileIndex: 0, settings: IngestSettings(unitSize: unitSize))
  }

  @Test(
    "sums and counts; what is no number says nothing",
    arguments: [
      ("合计,2,90,1.75", []), ("总计,2人,90,1.750", []), ("合计,共２人,\"0,090\",", []), (" 合计 ,,,", []),
      ("合计,人数,——,见附表", []),
      ("小计,7,7,7", []), ("合计,3,90,1.75", ["TOTAL_DIFFERS 4 member_no"]),
      ("合计,2,91,1.7", ["TOTAL_DIFFERS 4 minutes", "TOTAL_DIFFERS 4 points"]), ("合计,2", []),
    ] as [(String, [String])])
  func totals(_ row: String, _ expected: [String]) throws {
    for size in [1, 7, 65_536] {
      let source = try source("a,1,30,0.5\nb,2,60,1.25\n\(row)\n制表人：甲,,,\n", unitSize: size)
      #expect(source.remarks.filter { $0.hasPrefix("TOTAL") } == expected)
      #expect(source.table.origins.count == 2 && source.addsUp)
    }
  }

  @Test("the sum is that of the kept rows, the count that of all")
  func refusedRows() throws {
    let source = try source("a,1,30,\nb,2,x,\nc,3,-40,\n合计,3,50,\n")
    #expect(source.remarks.filter { $0.hasPrefix("TOTAL") } == ["TOTAL_DIFFERS 5 minutes"])
    #expect(
      source.findings.last?.message.zh == "分钟：表中合计50，读入的各行相加为-10；请核对有无漏行、重行或被退回的行")
  }
}
