import Testing

@testable import Publishing

struct SignatureTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let issuer: String
    let isSealed: Bool
    let indents: [Int]
  }

  /// The date is 2026年1月9日: 12 half characters.
  static let cases = [
    Case(
      testDescription: "with a seal a short issuer is centred on the date, four characters inside",
      issuer: "市政协", isSealed: true, indents: [11, 8]),
    Case(
      testDescription: "with a seal a long issuer stays two characters inside and the date is centred below",
      issuer: "中国人民政治协商会议示例市委员会", isSealed: true, indents: [4, 14]),
    Case(
      testDescription: "without a seal the date begins two characters behind the issuer's beginning",
      issuer: "政协示例市委员会办公室", isSealed: false, indents: [4, 10]),
    Case(
      testDescription: "without a seal a short issuer moves so that the date stays two inside",
      issuer: "市政协", isSealed: false, indents: [14, 4]),
  ]

  @Test(arguments: cases) func `issuer and date stand where the standard has them`(_ example: Case) {
    let signature = Signature(issuer: example.issuer, date: "2026年1月9日", isSealed: example.isSealed)
    #expect([signature.indents.issuer, signature.indents.date] == example.indents)
  }

  @Test func `a seal has room above the issuer`() {
    #expect(Signature(issuer: "甲", date: "乙", isSealed: true).blankLines == 2)
    #expect(Signature(issuer: "甲", date: "乙", isSealed: false).blankLines == 1)
  }
}
