import Records
import Testing

@testable import Publishing

@Suite struct RankingWorkbookTests {
  @Test func `equal runs give equal bytes`() throws {
    let first = try RankingWorkbook.artifact(Fixture.run())
    let second = try RankingWorkbook.artifact(Fixture.run())
    #expect(first.bytes.starts(with: [0x50, 0x4B, 3, 4]))
    #expect(second.bytes == first.bytes)
  }

  @Test func `a large workbook is written row by row and keeps its texts in its cells`() throws {
    let sheets = RankingWorkbook.sheets(Fixture.run())
    let bytes = { (streams: Bool) throws(PublishingError) in
      try WorkbookWriter.bytes(
        of: sheets, title: "", author: "", created: Fixture.identity.asOf, streams: streams)
    }
    let shared = Array("xl/sharedStrings.xml".utf8)
    #expect(try bytes(false).contains(shared))
    #expect(try !bytes(true).contains(shared))
  }

  @Test func `another name gives other bytes`() throws {
    let one = try RankingWorkbook.artifact(Fixture.run())
    let other = try RankingWorkbook.artifact(Fixture.run(members: [Fixture.member("0147", "示例乙")]))
    #expect(one.bytes != other.bytes)
  }

  @Test func `a sheet per profile and one for the method, a line per member`() throws {
    let artifact = try RankingWorkbook.artifact(Fixture.run())
    #expect(artifact.parts?.map(\.name) == ["委员", "方法与账目"])
    #expect(try sent(artifact).rows == 1)
    #expect(artifact.file.privacy == .internal)
  }

  @Test func `the privacy scan reads the cells behind the packed bytes`() throws {
    let run = Fixture.run(members: [Fixture.member("0147", "甲13800138000")])
    let artifact = try RankingWorkbook.artifact(run)
    let hits = PrivacyScan().hits(in: artifact)
    #expect(hits.map(\.place) == ["ranking.xlsx:委员:5:9"])
    #expect(hits.map(\.what.en) == ["a mobile number"])
    let withheld = PrivacyScan(withheldValues: [Key("0515-8888")])
    let named = try RankingWorkbook.artifact(
      Fixture.run(members: [Fixture.member("0147", "0515-8888")]))
    let innocent = try RankingWorkbook.artifact(Fixture.run())
    #expect(withheld.hits(in: named).map(\.line) == [5])
    #expect(withheld.hits(in: innocent).isEmpty)
  }

  @Test func `a failure of the library says what, where and how to mend`() {
    let message = PublishingError.workbook(reason: "Error creating output file").message
    #expect(message.zh == "ranking.xlsx：无法写成（Error creating output file）；未发布任何文件，请检查临时目录（TMPDIR）的权限与剩余空间")
    #expect(
      message.en
        == "ranking.xlsx: cannot be written: Error creating output file; nothing was published, check the "
        + "permissions and free space of the folder for temporary files (TMPDIR)")
  }
}
