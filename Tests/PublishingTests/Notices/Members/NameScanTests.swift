import Records
import Testing

@testable import Publishing

struct NameScanTests {
  private static let names = ["示例甲", "示例乙", "阿依古丽·买买提", "𠮷喆", "李", "例甲", "高明", "高"]
  private static let scan = NameScan(
    names.enumerated().map { Fixture.member("000\($0)", $1) }, in: [table("aliases"), table("members")])

  /// A former name of 示例甲 (0000) and one of 示例乙 (0001) in `aliases`; in `members` who is not of the run.
  private static func table(_ source: String) -> Table {
    let rows =
      source == "aliases"
      ? [["曾用名", "刘思源", "0000"], ["曾用名", "朱新霞", "0001"], ["旧编号", "旧号", "0001"]]
      : [["", "周子谦", "0999"]]
    let keys = ["kind", source == "aliases" ? "alias" : "name", "member_no"]
    let fields = keys.map { FieldSchema(key: $0, heading: $0, type: .text) }
    let columns = keys.indices.map { key in Column.coded(CodedColumn(rows.map { $0[key] })) }
    return Table(
      shape: SourceShape(name: source, title: source, fields: fields, key: ["member_no"]), columns: columns,
      origins: rows.indices.map { Fixture.origin(Int32($0 + 1)) })
  }

  @Test(arguments: [
    ("示例甲的提案", false), ("与示例乙同往", true), ("示例", false), ("示例乙", true), ("", false), ("关于𠮷喆的报道", true),
    ("阿依古丽·买买提", true), ("阿依古丽", false), ("桃李", true),
  ]) func `a text that names another member is found`(_ text: String, _ isNaming: Bool) {
    #expect(NameScanTests.scan.namesAnother(in: text, than: 0) == isNaming)
  }

  @Test(arguments: [
    "示例 乙", "示·例乙", "示　例　乙", "示\u{200B}例\u{2060}乙", "示\u{AD}例\u{FE00}乙", "示\u{A0}例\u{202E}乙", "⽰例乙",
    "阿依古丽买买提",
    "阿依古丽•买买提", "阿依古丽．买 买提", "高　明批示",
  ]) func `a name is found however it is spaced, dotted or drawn`(_ text: String) {
    #expect(NameScanTests.scan.namesAnother(in: "听取\(text)意见", than: 0))
  }

  @Test(arguments: ["示例，乙", "示例（乙）", "示例的乙", "示例/乙"])
  func `what parts words parts names`(_ text: String) {
    #expect(!NameScanTests.scan.namesAnother(in: text, than: 0))
  }

  @Test(arguments: [("朱新霞", true), ("朱 新霞", true), ("刘思源", false), ("旧号", false), ("周子谦", true)])
  func `former names, and members who are not of the run, are names; one's own former name is one's own`(
    _ text: String, _ isNaming: Bool
  ) {
    #expect(NameScanTests.scan.namesAnother(in: text, than: 0) == isNaming)
  }

  @Test func `a name inside one's own is no other's, a longer one is`() {
    #expect(!NameScanTests.scan.namesAnother(in: "示例甲与示 例甲", than: 0))
    #expect(NameScanTests.scan.namesAnother(in: "示例甲与例甲", than: 0))
    #expect(!NameScanTests.scan.namesAnother(in: "高明的建议", than: 6))
    #expect(NameScanTests.scan.namesAnother(in: "高明的建议", than: 7))
  }

  @Test func `a word that happens to be a name is left out of others' papers, not of one's own`() {
    #expect(NameScanTests.scan.namesAnother(in: "高明区长批示", than: 0))
    #expect(!NameScanTests.scan.namesAnother(in: "高明区长批示", than: 6))
    #expect(!NameScanTests.scan.namesAnother(in: "提升。明确", than: 0))
  }
}
