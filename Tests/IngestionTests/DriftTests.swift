import Records
import Testing

@testable import Ingestion

@Suite("headers that differ from their contract")
struct DriftTests {
  private func contract(_ drift: DriftMode, own: DriftMode? = nil) -> Contract {
    Sample.contract(
      "things",
      [
        ("thing_no", "编号", .text, Sample.ColumnOptions(required: true)),
        ("hours", "服务小时", .text, Sample.ColumnOptions(drift: own)),
        ("remark", "备注", .text, Sample.ColumnOptions()),
      ], key: ["thing_no"], drift: drift)
  }

  private func read(_ contract: Contract, _ texts: String...) throws -> IngestedSource {
    let scratch = try Scratch()
    let files = try texts.enumerated().map { try scratch.file("t\($0.offset).csv", $0.element) }
    let source = try Ingest.source(contract, files: files, firstFileIndex: 0)
    #expect(source.addsUp)
    return source
  }

  @Test("under warn a renamed column is named and never read")
  func renamed() throws {
    let source = try read(contract(.warn), "编号,服务小时数,备注\na,3,x\n")
    #expect(source.rows == ["a||x"])
    #expect(source.remarks == ["RENAMED_COLUMN - hours"])
    #expect(
      source.findings.map(\.message) == [
        Message(
          zh: "t0.csv：没有“服务小时”列，全部按空白处理；第2列“服务小时数”最接近，未读取，若是同一列请写进约定的 synonyms",
          en:
            "t0.csv: no column hours; all its cells are read as blank; nearest is column 2 '服务小时数', which was not "
            + "read; if it is the same, add it to synonyms in the contract")
      ])
  }

  @Test("headings are mended before they are compared")
  func mended() throws {
    let source = try read(contract(.freeze), "\u{FEFF}编号 ,\u{200B}服务小时,\u{3000}备注\na,3,x\n")
    #expect(source.rows == ["a|3|x"])
    #expect(source.remarks == [])
  }

  @Test("freeze stops at every difference of every file")
  func freeze() throws {
    let error = #expect(throws: IngestionError.self) {
      try read(contract(.freeze), "编号,备注,服务小时\n", "编号,服务小时数,备注,电话\n", "编号,服务小时\n")
    }
    #expect(error?.kind == .drifted)
    #expect(error?.isDeclaredLimit == true)
    #expect(
      error?.message.zh
        == "things：表头与约定有4处不符，约定为 freeze：t0.csv：第2列“备注”不在约定的次序上，按列名读取；"
        + "t1.csv：没有“服务小时”列，全部按空白处理；第2列“服务小时数”最接近，未读取，若是同一列请写进约定的 synonyms；"
        + "t1.csv：第4列“电话”不在约定中，未读取；t2.csv：没有“备注”列，全部按空白处理")
  }

  @Test("a column's own mode stands before the contract's")
  func ownMode() throws {
    let error = #expect(throws: IngestionError.self) {
      try read(contract(.warn, own: .freeze), "编号,备注\na,x\n")
    }
    #expect(
      error?.message.en
        == "things: 1 difference from the contract, which says freeze: t0.csv: no column hours; all its cells are read "
        + "as blank")
    #expect(try read(contract(.freeze, own: .warn), "编号,备注\na,x\n").rows == ["a||x"])
  }

  @Test("discard_row refuses the rows with a value there, and no others")
  func discardRow() throws {
    let source = try read(
      contract(.discardRow), "编号,服务小时数,备注,电话,备注\na,3,x,,\nb, ,x,,\nc,,x,1,\nd,,x,,y\n")
    #expect(source.rows == ["b||x"])
    #expect(
      source.refused == ["DRIFTED_VALUE 2 hours", "DRIFTED_VALUE 4 电话", "DRIFTED_VALUE 5 remark"])
    #expect(
      source.remarks.prefix(3) == [
        "RENAMED_COLUMN - hours", "EXTRA_COLUMN - -", "DUPLICATE_COLUMN - remark",
      ])
    #expect(source.rejections[0].finding.message.zh == "“服务小时数”列与约定不符，而本行在这一列有值；请改正表头，或修改约定的 drift")
  }

  @Test("discard_value does not read what moved or is repeated, but for required columns")
  func discardValue() throws {
    let moved = try read(contract(.discardValue), "备注,编号,服务小时\nx,a,3\n")
    #expect(moved.rows == ["a|3|"])
    #expect(moved.findings.map(\.message.zh) == ["t0.csv：第1列“备注”不在约定的次序上，未读取"])
    let repeated = try read(contract(.discardValue), "编号,服务小时,备注,备注\na,3,x,y\n")
    #expect(repeated.rows == ["a|3|"])
    #expect(repeated.remarks == ["DUPLICATE_COLUMN - remark"])
    #expect(throws: IngestionError.self) { try read(contract(.discardValue), "编号,编号\na,a\n") }
  }
}
