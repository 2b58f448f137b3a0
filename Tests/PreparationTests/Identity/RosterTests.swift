import Preparation
import Records
import Testing

@Suite struct RosterTests {
  struct Facts: CustomTestStringConvertible {
    let name: String
    let cells: String
    var period = Period(year: 2025)
    /// profile, post, in office, months; nil when the member is none of the run.
    let facts: String?
    var testDescription: String { name }
  }

  @Test(
    "member facts",
    arguments: [
      Facts(name: "all year", cells: "", facts: "委员 委员 true 12"),
      Facts(name: "check 7: joined in July", cells: "joined_on=2025-07-01", facts: "委员 委员 true 6"),
      Facts(name: "check 20: joined on 10 June", cells: "joined_on=2025-06-10", facts: "委员 委员 true 7"),
      Facts(name: "check 20: joined on 16 June", cells: "joined_on=2025-06-16", facts: "委员 委员 true 6"),
      Facts(name: "joined on the 15th", cells: "joined_on=2025-06-15", facts: "委员 委员 true 7"),
      Facts(name: "left on the 15th", cells: "left_on=2025-06-15", facts: "委员 委员 false 6"),
      Facts(name: "left on the first day", cells: "left_on=2025-01-01", facts: "委员 委员 false 0"),
      Facts(name: "left before", cells: "left_on=2024-12-31", facts: nil),
      Facts(name: "joined after", cells: "joined_on=2026-01-01", facts: nil),
      Facts(name: "left before joining", cells: "joined_on=2025-06-01 left_on=2025-05-01", facts: nil),
      Facts(name: "常委 all along", cells: "profile=常委 post=驻会常委", facts: "常委 驻会常委 true 12"),
      Facts(
        name: "常委 from the last day", cells: "profile=常委 profile_from=2025-12-31", facts: "常委 常委 true 12"),
      Facts(
        name: "常委 only next year", cells: "profile=常委 profile_from=2026-01-01", facts: "委员 常委 true 12"),
      Facts(
        name: "常委 only after he left", cells: "profile=常委 profile_from=2025-08-01 left_on=2025-07-31",
        facts: "委员 常委 false 7"),
      Facts(
        name: "a quarter is year to date", cells: "joined_on=2025-02-16",
        period: Period(year: 2025, quarter: 2), facts: "委员 委员 true 4"),
    ])
  func facts(_ check: Facts) {
    var sample = Sample()
    sample.member("0147", check.cells)
    sample.period = check.period
    let facts = sample.prepared().members.map {
      "\($0.profile) \($0.post) \($0.isInOffice) \($0.months)"
    }
    #expect(facts == (check.facts.map { [$0] } ?? []))
  }

  @Test("sick months: the 15th at 00:00:00 in approved 病假 without activity")
  func sickMonths() {
    var sample = Sample(members: ["0147"])
    sample.activity("A1", "调研", ["2025-09-06T08:30/11:30"])
    for (number, cells) in [
      ("L1", "from=2025-01-15T00:00 to=2025-02-14T23:59:59 kind=病假 status=同意"),
      ("L2", "from=2025-03-15T00:00:01 to=2025-04-15T00:00 kind=病假 status=同意"),
      ("L3", "from=2025-05-01 to=2025-05-31 kind=事假 status=同意"),
      ("L4", "from=2025-06-01 to=2025-06-30 kind=病假 status=待批"),
      ("L5", "from=2025-09-01 to=2025-09-30 kind=病假 status=同意 activity_no=A1"),
    ] {
      sample.add("leave", "leave_no=\(number) member_no=0147 \(cells)")
    }
    #expect(sample.prepared().members.map(\.sickMonths) == [2])
  }

  @Test("members stand by number in byte order")
  func order() {
    #expect(
      Sample(members: ["0201", "0147", "0300"]).prepared().members.map(\.number) == ["0147", "0201", "0300"])
  }
}
