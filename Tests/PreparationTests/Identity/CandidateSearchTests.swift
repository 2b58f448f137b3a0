import Preparation
import Records
import Testing

@Suite struct CandidateSearchTests {
  struct Row: CustomTestStringConvertible {
    let testDescription: String
    let cells: String
    /// `number weight`, best first.
    let candidates: [String]
  }

  private static func tables(_ cells: String) -> [Table] {
    var sample = Sample()
    sample.member("0147", "name=阿依古丽·买买提 phone=13800000001")
    sample.member("0148", "name=张伟 phone=13800000002")
    sample.member("0247", "name=张伟 phone=13800000003")
    sample.member("0350", "name=李四 phone=13800000004")
    sample.add("aliases", "kind=曾用名 alias=李思 member_no=0350")
    sample.scan("S1", "A1", "0000", "2025-05-06T08:30", cells)
    return sample.input.tables
  }

  @Test(
    "who may be meant",
    arguments: [
      Row(
        testDescription: "the phone first", cells: "member_no= name=张伟 phone=13800000003",
        candidates: ["0247 55", "0148 15"]),
      Row(
        testDescription: "a dot of another kind", cells: "member_no= name=阿依古丽•买买提", candidates: ["0147 30"]),
      Row(testDescription: "a name cut short", cells: "member_no= name=阿依古丽", candidates: ["0147 10"]),
      Row(testDescription: "a former name", cells: "member_no= name=李思", candidates: ["0350 25"]),
      Row(
        testDescription: "a common name says less", cells: "member_no= name=张伟",
        candidates: ["0148 15", "0247 15"]),
      Row(testDescription: "one digit other", cells: "member_no=0149", candidates: ["0147 30", "0148 30"]),
      Row(testDescription: "two digits swapped", cells: "member_no=0530", candidates: ["0350 30"]),
      Row(testDescription: "a digit missing", cells: "member_no=035", candidates: ["0350 30"]),
      Row(testDescription: "nothing agrees", cells: "member_no=9999 name=王五", candidates: []),
    ])
  func candidates(_ row: Row) throws {
    let tables = Self.tables(row.cells)
    let scans = try #require(tables.first { $0.source == "scans" })
    let found = CandidateSearch(tables).candidates(scans, row: 0)
    #expect(found.map { "\($0.number) \($0.weight)" } == row.candidates)
  }

  @Test("what speaks for and against a candidate is said")
  func reasons() throws {
    let tables = Self.tables("member_no=9999 name=张伟 phone=13800000003")
    let scans = try #require(tables.first { $0.source == "scans" })
    let found = CandidateSearch(tables).candidates(scans, row: 0)
    #expect(
      found.map { $0.supports.map(\.en) } == [
        ["same phone", "same name, borne by 2 of the list"], ["same name, borne by 2 of the list"],
      ])
    #expect(
      found.map { $0.objections.map(\.zh) } == [["编号9999不像"], ["编号9999不像", "手机不同"]])
  }
}
