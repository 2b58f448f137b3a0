import Foundation
import Records
import Testing

@testable import Ingestion

@Suite struct IngestionErrorTests {
  private func error(_ contract: Contract, _ file: ResolvedFile) -> IngestionError? {
    do throws(IngestionError) {
      _ = try Ingest.source(contract, files: [file], firstFileIndex: 0)
      return nil
    } catch { return error }
  }

  @Test func missingFile() throws {
    let found = error(Sample.members, try Scratch().absent("members.csv"))
    #expect(found?.kind == .missingFile && found?.isDeclaredLimit == false)
    #expect(found?.message.zh == "members.csv：文件不存在；请把它放到数据目录，或改正流程文件中members的文件名")
    #expect(
      found?.message.en
        == "members.csv: no such file; put it into the data folder, or correct the file name of members in the "
        + "pipeline")
  }

  @Test func folderInTheFilesPlace() throws {
    let scratch = try Scratch()
    let found = error(Sample.members, scratch.asFile)
    #expect(found?.kind == .unreadable)
    #expect(found?.message.zh == "folder：无法读取（not a regular file）；请检查这是不是文件、有没有读取权限")
  }

  @Test func emptyFile() throws {
    let scratch = try Scratch()
    let found = error(Sample.members, try scratch.file("members.csv", ""))
    #expect(found?.kind == .emptyFile)
    #expect(found?.message.zh == "members.csv：文件是空的（0字节）；请重新导出，确实没有数据时也要保留表头")
  }

  @Test("a file that is written to while it is read is refused, whether it grew or kept its size")
  func changedWhileRead() throws {
    let scratch = try Scratch()
    for (later, seconds) in [("0147,甲\n0148", 0), ("0148,乙\n", 60)] {
      let file = try scratch.file("members.csv", "0147,甲\n")
      let reader = try FileReader(file, source: "members", layout: FileLayout())
      try reader.checkUnchanged()
      let handle = try #require(FileHandle(forUpdatingAtPath: file.location))
      try handle.write(contentsOf: Array(later.utf8))
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: Double(seconds))], ofItemAtPath: file.location)
      let found = #expect(throws: IngestionError.self) { try reader.checkUnchanged() }
      #expect(found?.message.zh == "members.csv：读取过程中文件被改动；请等导出完成后重新运行")
    }
  }

  @Test("a file that shrinks while it is read is refused whole", arguments: [0, 40, 4000])
  func shrinks(_ left: Int) throws {
    let scratch = try Scratch()
    let header = "委员编号,姓名,类别,职务,任职日期,手机\n"
    let rows = (0..<400).map { "\(1000 + $0),示例甲,委员,,2022-01-01,\n" }
    let file = try scratch.file("members.csv", header + rows.joined())
    let settings = IngestSettings(unitSize: 512, batchSize: 256) { _, _ in
      _ = unsafe truncate(file.location, left)
    }
    let found = #expect(throws: IngestionError.self) {
      try Ingest.source(Sample.members, files: [file], firstFileIndex: 0, settings: settings)
    }
    #expect(found?.kind == .changedWhileRead)
    #expect(found?.message.zh == "members.csv：读取过程中文件被改动；请等导出完成后重新运行")
  }

  @Test func missingColumns() throws {
    let scratch = try Scratch()
    let file = try scratch.file("members.csv", "名册\n委员编号,姓名称,类别,职务\n0147,示例甲,委员,\n")
    let found = error(Sample.members, file)
    #expect(
      found?.message.zh
        == "members.csv第2行：表头缺少必需的列：姓名（最接近“姓名称”）、任职日期；请补上，或把文件里的列名写进约定文件的 synonyms")
    #expect(
      found?.message.en
        == "members.csv:2: the header lacks required columns: name (nearest '姓名称'), joined_on; add them, or add the "
        + "file's headings to synonyms in the contract")
  }

  @Test func headerTooFarDown() throws {
    let scratch = try Scratch()
    let file = try scratch.file("members.csv", "一\n二\n三\n四\n五\n委员编号,姓名,类别,任职日期\n")
    #expect(error(Sample.members, file)?.kind == .missingColumns)
  }

  @Test func duplicateHeading() throws {
    let scratch = try Scratch()
    let file = try scratch.file("members.csv", "委员编号,姓名,类别,任职日期,name\n")
    let found = error(Sample.members, file)
    #expect(found?.message.zh == "members.csv第1行：表头重复：“name”；请只保留一列")
    #expect(found?.message.en == "members.csv:1: repeated headings: 'name'; keep one column of each")
  }

  @Test func tooFewRows() throws {
    let scratch = try Scratch()
    let contract = Sample.contract(
      "calendar", [("date", "日期", .date, Sample.ColumnOptions(required: true))], key: ["date"], minimumRows: 2
    )
    let found = error(contract, try scratch.file("calendar.csv", "日期\n2025-01-01\n2025-02-30\n"))
    #expect(found?.isDeclaredLimit == true)
    #expect(
      found?.message.zh
        == "calendar.csv：calendar只有1行可用，约定至少2行；请检查导出是否完整，或修改约定文件的 min_rows")
  }
}
