import Preparation
import Records
import Testing

/// The attendance checks of model.md §6.
@Suite struct AttendanceTests {
  private static let fields = [
    "basis", "status", "present", "leave", "exempt", "absent", "clash", "lapses", "attended", "covered",
  ]

  /// 全会 of eight half-days on four days, for all members.
  private static func plenary() -> Sample {
    var sample = Sample(members: ["0147"])
    let days = ["01", "02", "03", "04"].flatMap {
      ["2025-03-\($0)T09:00/11:30", "2025-03-\($0)T14:30/17:00"]
    }
    sample.activity("A1", "全会", days, "audience=全体委员")
    return sample
  }

  private static func time(_ halfDay: Int) -> String {
    "2025-03-0\((halfDay - 1) / 2 + 1)T\(halfDay % 2 == 1 ? "09:00" : "14:30")"
  }

  @Test("check 1: six present, two on leave")
  func leaveIsCovered() {
    var sample = Self.plenary()
    for halfDay in 1...6 { sample.scan("S\(halfDay)", "A1", "0147", Self.time(halfDay)) }
    sample.add(
      "leave",
      "leave_no=L1 member_no=0147 activity_no=A1 from=2025-03-04T00:00 to=2025-03-04T23:59:59 kind=事假 status=同意"
    )
    #expect(
      sample.prepared().records("attendance", Self.fields) == [
        "0147 A1@2025-03-01 basis=required status=present present=6 leave=2 exempt=0 absent=0 clash=0 lapses=0 "
          + "attended=0.75 covered=1"
      ])
  }

  @Test("check 2: five present, three absent")
  func absence() {
    var sample = Self.plenary()
    for halfDay in 1...5 { sample.scan("S\(halfDay)", "A1", "0147", Self.time(halfDay)) }
    #expect(
      sample.prepared().records("attendance", Self.fields) == [
        "0147 A1@2025-03-01 basis=required status=present present=5 leave=0 exempt=0 absent=3 clash=0 lapses=0 "
          + "attended=0.625 covered=0.625"
      ])
  }

  struct CheckIn: CustomTestStringConvertible {
    let time: String
    let halfDay: String
    let lapses: Int
    var testDescription: String { time }
  }

  @Test(
    "check 10: windows and lateness",
    arguments: [
      CheckIn(time: "06:29:59", halfDay: "absent", lapses: 0),
      CheckIn(time: "06:30:00", halfDay: "present", lapses: 0),
      CheckIn(time: "08:45:00", halfDay: "present", lapses: 0),
      CheckIn(time: "08:45:01", halfDay: "present L", lapses: 1),
      CheckIn(time: "09:30:00", halfDay: "present L", lapses: 1),
      CheckIn(time: "09:30:01", halfDay: "absent", lapses: 0),
    ])
  func windows(_ check: CheckIn) {
    var sample = Self.consultation()
    sample.scan("S1", "A1", "0147", "2025-05-06T\(check.time)")
    let prepared = sample.prepared()
    #expect(prepared.halfDays("0147", "A1") == [check.halfDay])
    #expect(
      prepared.records("attendance", ["basis", "lapses"]).first?.hasSuffix(
        "basis=registered lapses=\(check.lapses)") == true)
    #expect(prepared.filteredCodes("scans") == (check.halfDay == "absent" ? ["OUT_OF_WINDOW"] : []))
  }

  @Test("check 11: left early", arguments: [("11:15:00", 1), ("11:14:59", 2)])
  func leftEarly(_ time: String, _ lapses: Int) {
    var sample = Self.consultation()
    sample.scan("S1", "A1", "0147", "2025-05-06T08:45:01")
    sample.scan("S2", "A1", "0147", "2025-05-06T\(time)", "direction=签退")
    #expect(sample.prepared().records("attendance", ["lapses"]) == ["0147 A1@2025-05-06 lapses=\(lapses)"])
  }

  @Test("check 12: presence beats leave, exempt leave, leave not approved")
  func leaveKinds() {
    var sample = Self.plenary()
    for halfDay in 1...5 { sample.scan("S\(halfDay)", "A1", "0147", Self.time(halfDay)) }
    sample.add(
      "leave",
      "leave_no=L1 member_no=0147 activity_no=A1 from=\(Self.time(5)) to=\(Self.time(6)) kind=事假 status=同意")
    sample.add(
      "leave", "leave_no=L2 member_no=0147 from=\(Self.time(7)) to=\(Self.time(7)) kind=上级会议 status=同意")
    sample.add(
      "leave", "leave_no=L3 member_no=0147 from=\(Self.time(8)) to=\(Self.time(8)) kind=病假 status=待批")
    #expect(
      sample.prepared().records("attendance", Self.fields) == [
        "0147 A1@2025-03-01 basis=required status=present present=5 leave=1 exempt=1 absent=1 clash=0 lapses=0 "
          + "attended=5/7 covered=6/7"
      ])
  }

  @Test("check 13: a walk-in and a registered member")
  func partialAttendance() {
    var sample = Sample(members: ["0147"])
    let days = { (month: String) in ["01", "02", "03"].map { "2025-\(month)-\($0)T09:00/11:00" } }
    sample.activity("A1", "调研", days("04"))
    sample.activity("A2", "视察", days("05"))
    sample.scan("S1", "A1", "0147", "2025-04-01T09:00")
    sample.scan("S2", "A1", "0147", "2025-04-03T09:00")
    sample.add("invitations", "activity_no=A2 member_no=0147 origin=报名")
    sample.scan("S3", "A2", "0147", "2025-05-01T09:00")
    sample.add(
      "leave",
      "leave_no=L1 member_no=0147 from=2025-05-02T00:00 to=2025-05-02T23:59:59 kind=出国出境 status=同意")
    #expect(
      sample.prepared().records("attendance", ["basis", "attended"]) == [
        "0147 A1@2025-04-01 basis=walk_in attended=2/3", "0147 A2@2025-05-01 basis=registered attended=0.5",
      ])
  }

  @Test("check 24: overlapping presence counts for neither")
  func clash() {
    var sample = Sample(members: ["0147"])
    sample.activity("A1", "调研", ["2025-05-06T09:00/11:30"])
    sample.activity("A2", "视察", ["2025-05-06T11:00/12:00"])
    sample.activity("A3", "视察", ["2025-05-06T12:00/13:00"])
    for (scan, activity, time) in [("S1", "A1", "09:00"), ("S2", "A2", "11:00"), ("S3", "A3", "12:00")] {
      sample.add("invitations", "activity_no=\(activity) member_no=0147 origin=报名")
      sample.scan(scan, activity, "0147", "2025-05-06T\(time)")
    }
    #expect(
      sample.prepared().records("attendance", ["status", "clash", "attended"]) == [
        "0147 A1@2025-05-06 status=exempt clash=1 attended=",
        "0147 A2@2025-05-06 status=exempt clash=1 attended=",
        "0147 A3@2025-05-06 status=present clash=0 attended=1",
      ])
  }

  @Test("check 25: a penalty voids the member's scans")
  func penalty() {
    var sample = Self.consultation()
    sample.scan("S1", "A1", "0147", "2025-05-06T08:30")
    sample.add(
      "penalties", "penalty_no=P1 member_no=0147 kind=代签 occurred_on=2025-05-06 activity_no=A1")
    let prepared = sample.prepared()
    #expect(prepared.records("attendance", ["status"]) == ["0147 A1@2025-05-06 status=absent"])
    #expect(prepared.records("penalties", ["kind"]) == ["0147 P1@2025-05-06 kind=代签"])
    #expect(prepared.filteredCodes("scans") == ["VOIDED"])
    #expect(prepared.findingCodes == ["VOIDED"])
  }

  private static func consultation() -> Sample {
    var sample = Sample(members: ["0147"])
    sample.activity("A1", "专题协商", ["2025-05-06T08:30/11:30"])
    sample.add("invitations", "activity_no=A1 member_no=0147 origin=报名")
    return sample
  }

  struct BasisCase: CustomTestStringConvertible {
    let name: String
    let invitation: String?
    let audience: String
    let profile: String
    let scanned: Bool
    let basis: String?
    var testDescription: String { name }
  }

  @Test(
    "the basis, and when it makes a record",
    arguments: [
      BasisCase(
        name: "no row, no scan", invitation: nil, audience: "名单", profile: "委员", scanned: false, basis: nil),
      BasisCase(
        name: "walk-in", invitation: nil, audience: "名单", profile: "委员", scanned: true, basis: "walk_in"),
      BasisCase(
        name: "invited, not come", invitation: "origin=邀请", audience: "名单", profile: "委员", scanned: false,
        basis: nil),
      BasisCase(
        name: "invited, come", invitation: "origin=邀请 reply=不参加", audience: "名单", profile: "委员",
        scanned: true,
        basis: "invited"),
      BasisCase(
        name: "accepted", invitation: "origin=邀请 reply=参加", audience: "名单", profile: "委员", scanned: false,
        basis: "registered"),
      BasisCase(
        name: "owed", invitation: "origin=邀请 required=是", audience: "名单", profile: "委员", scanned: false,
        basis: "required"),
      BasisCase(
        name: "cancelled at the start", invitation: "origin=报名 cancelled_at=2025-05-06T08:30", audience: "报名",
        profile: "委员", scanned: false, basis: nil),
      BasisCase(
        name: "cancelled after the start", invitation: "origin=报名 cancelled_at=2025-05-06T08:30:01",
        audience: "报名",
        profile: "委员", scanned: false, basis: "registered"),
      BasisCase(
        name: "standing committee, a member of it", invitation: nil, audience: "全体常委", profile: "常委",
        scanned: false,
        basis: "required"),
      BasisCase(
        name: "standing committee, not yet", invitation: nil, audience: "全体常委",
        profile: "常委 profile_from=2025-05-07", scanned: false, basis: nil),
      BasisCase(
        name: "standing committee, an ordinary member", invitation: nil, audience: "全体常委", profile: "委员",
        scanned: true, basis: "walk_in"),
    ])
  func basis(_ check: BasisCase) {
    var sample = Sample()
    sample.member("0147", "profile=\(check.profile)")
    sample.activity("A1", "常委会", ["2025-05-06T08:30/11:30"], "audience=\(check.audience)")
    if let invitation = check.invitation {
      sample.add("invitations", "activity_no=A1 member_no=0147 \(invitation)")
    }
    if check.scanned { sample.scan("S1", "A1", "0147", "2025-05-06T08:30") }
    #expect(
      sample.prepared().records("attendance", ["basis"])
        == (check.basis.map { ["0147 A1@2025-05-06 basis=\($0)"] } ?? []))
  }

  @Test("a 补签 counts at any time and is never late; a 签退 by 补签 alone is no presence")
  func signedFor() {
    var sample = Self.consultation()
    sample.scan("S1", "A1", "0147", "2025-05-09T10:00", "method=补签 half_day=1 confirmed_by=甲")
    sample.scan("S2", "A1", "0147", "2025-05-06T09:00")
    #expect(sample.prepared().halfDays("0147", "A1") == ["present"])
    var other = Self.consultation()
    other.scan("S1", "A1", "0147", "2025-05-09T10:00", "method=补签 half_day=1 direction=签退 confirmed_by=甲")
    #expect(other.prepared().halfDays("0147", "A1") == ["absent"])
  }

  @Test("the earliest 签到 and the latest 签退 stay; merged rows name what they state")
  func scanMerging() {
    var sample = Self.consultation()
    sample.scan("S2", "A1", "0147", "2025-05-06T08:31")
    sample.scan("S1", "A1", "0147", "2025-05-06T08:31")
    sample.scan("S3", "A1", "0147", "2025-05-06T08:46")
    sample.scan("S4", "A1", "0147", "2025-05-06T11:00", "direction=签退")
    sample.scan("S5", "A1", "0147", "2025-05-06T11:29", "direction=签退")
    let prepared = sample.prepared()
    #expect(prepared.halfDays("0147", "A1") == ["present"])
    let merges = prepared.merges.filter { $0.stage == .deduplicateThing }
    #expect(
      merges.map { "\($0.merged.record)→\($0.survivor.record) \($0.key)" } == [
        "1→2 0147/A1/1/签到", "3→2 0147/A1/1/签到", "4→5 0147/A1/1/签退",
      ])
  }

  @Test("a scan between two half-days goes to the nearer start, one with a number to that one alone")
  func competition() {
    var sample = Sample(members: ["0147"])
    sample.activity("A1", "全会", ["2025-03-01T08:00/09:00", "2025-03-01T10:00/11:00"], "audience=全体委员")
    sample.scan("S1", "A1", "0147", "2025-03-01T09:00")
    #expect(sample.prepared().halfDays("0147", "A1") == ["present L", "absent"])
    var numbered = Sample(members: ["0147"])
    numbered.activity("A1", "全会", ["2025-03-01T08:00/09:00", "2025-03-01T10:00/11:00"], "audience=全体委员")
    numbered.scan("S1", "A1", "0147", "2025-03-01T09:00", "half_day=2")
    numbered.scan("S2", "A1", "0147", "2025-03-01T08:00", "half_day=3")
    #expect(numbered.prepared().halfDays("0147", "A1") == ["absent", "present"])
    #expect(numbered.prepared().filteredCodes("scans") == ["OUT_OF_WINDOW"])
  }

  @Test("only half-days in office count, and no activity that was cancelled")
  func officeAndCancellation() {
    var sample = Sample()
    sample.member("0147", "joined_on=2025-03-02")
    sample.activity("A1", "全会", ["2025-03-01T09:00/11:00", "2025-03-02T09:00/11:00"], "audience=全体委员")
    sample.activity("A2", "调研", ["2025-04-01T09:00/11:00"], "status=取消")
    sample.scan("S1", "A1", "0147", "2025-03-01T09:00")
    sample.scan("S2", "A2", "0147", "2025-04-01T09:00")
    let prepared = sample.prepared()
    #expect(
      prepared.records("attendance", ["absent", "present"]) == ["0147 A1@2025-03-02 absent=1 present=0"])
    #expect(prepared.withoutRecordCodes("scans") == ["CANCELLED", "OUT_OF_OFFICE"])
  }

  @Test("contributed: a valid comment on the activity, whenever posted")
  func contributed() {
    var sample = Sample(members: ["0147", "0148"])
    sample.activity("A1", "远程协商", ["2025-05-06T08:30/11:30"], "audience=全体委员")
    sample.add("comments", "comment_no=C1 activity_no=A1 member_no=0147 posted_at=2026-01-02T10:00 valid=是")
    sample.add("comments", "comment_no=C2 activity_no=A1 member_no=0148 posted_at=2025-05-06T10:00 valid=否")
    #expect(
      sample.prepared().records("attendance", ["contributed"]) == [
        "0147 A1@2025-05-06 contributed=是", "0148 A1@2025-05-06 contributed=否",
      ])
  }

  @Test("a record rests on its activity, half-days, scans, invitation and leave")
  func evidence() throws {
    var sample = Self.consultation()
    sample.scan("S1", "A1", "0147", "2025-05-06T08:30")
    let prepared = sample.prepared()
    let relation = try #require(prepared.relation("attendance"))
    let sources = relation.evidence(0).map { prepared.tables[Int($0.table)].source }
    #expect(sources == ["activities", "half_days", "scans", "invitations"])
  }
}
