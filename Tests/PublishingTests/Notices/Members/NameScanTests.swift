import Testing

@testable import Publishing

struct NameScanTests {
  private static let scan = NameScan(["示例甲", "示例乙", "阿依古丽·买买提", "𠮷喆", "李"].map { Fixture.member("1", $0) })

  @Test(arguments: [
    ("示例甲的提案", false), ("与示例乙同往", true), ("示例", false), ("示例乙", true), ("", false), ("关于𠮷喆的报道", true),
    ("阿依古丽·买买提", true), ("阿依古丽", false), ("桃李", true),
  ]) func `a text that names another member is found`(_ text: String, _ isNaming: Bool) {
    #expect(NameScanTests.scan.namesAnother(in: text, than: "示例甲") == isNaming)
  }
}
