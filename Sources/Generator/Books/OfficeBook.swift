import Records

/// What the office enters by hand: aliases, status, penalties, adjustments. Each row is planted on purpose.
struct OfficeBook {
  let roster: Roster
  let attendance: AttendanceBook
  let proposals: ProposalBook
  let reports: ReportBook
  let duty: DutyBook

  /// Old numbers and former names.
  var aliasRows: [Row] {
    let members = roster.members
    return [
      planted(
        ["旧编号", "0901", members[122].code], "old number", "0901 reads as \(members[122].code) everywhere"),
      planted(
        ["旧编号", "0902", members[210].code], "old number", "0902 reads as \(members[210].code) everywhere"),
      planted(["曾用名", "刘思", members[95].code], "former name", "decides no point"),
      planted(["旧编号", "0903", "9998"], "alias of an unknown member", "quarantine AWAITING_CLAIM"),
    ]
  }

  var statusRows: [Row] {
    let suspended = player(.suspended)
    return [
      planted(
        ["ZT20240001", roster.members[300].code, "资格暂停", "2024-03-01", "2024-09-30", "示协办〔2024〕8号"],
        "suspension that ended before 2025", "no effect in 2025 and 2026"),
      planted(
        ["ZT20250001", suspended.code, "资格暂停", "2025-06-01", "2025-12-31", "示协办〔2025〕21号"],
        "suspension inside 2025", "V3: set aside 不合格 in 2025"),
      planted(
        ["ZT20260001", roster.members[341].code, "违纪违法", "2026-05-18", "", "示协办〔2026〕12号"], "open-ended case",
        "V3 in 2026"),
    ]
  }

  var penaltyRows: [Row] {
    let (proxied, proxy, fabricator) = (player(.proxied), player(.proxy), player(.fabricator))
    let activity = number(attendance.attended(by: proxied, kinds: ["调研", "视察"]))
    let report = reports.reports.first {
      $0.member == fabricator.number - 1 && $0.status == "收录" && $0.submitted.year == 2025
    }
    return [
      planted(
        ["CF20250001", proxied.code, "代签", "2025-06-11", activity, "", "", "示协办〔2025〕30号"],
        "代签 with activity: the one who was scanned for", "scans of \(activity) void; H6 −5; V4"),
      planted(
        ["CF20250002", proxy.code, "代签", "2025-06-11", activity, "", "", "示协办〔2025〕30号"],
        "代签 with activity: the one who scanned", "H6 −5; V4"),
      planted(
        [
          "CF20250003", fabricator.code, "造假", "2025-09-02", "", "社情民意", report?.number ?? "", "示协办〔2025〕44号",
        ],
        "造假 with item", "the report is void; H6 −5; V4"),
      planted(
        ["CF20260001", roster.members[188].code, "代签", "2026-04-15", "", "", "", "示协办〔2026〕9号"],
        "代签 without activity", "H6 −5 and V4 in 2026; nothing void"),
    ]
  }

  private func player(_ part: Part) -> Member {
    guard let member = roster.players(of: part).first else { preconditionFailure("nobody plays \(part)") }
    return member
  }

  private func number(_ activity: Int?) -> String {
    activity.map { attendance.programme.activities[$0].number } ?? ""
  }

  private func planted(_ cells: [String], _ what: String, _ expected: String) -> Row {
    var row = Row(cells)
    row.plants.append(Plant(what: what, expected: expected))
    return row
  }
}

extension OfficeBook {
  /// One or more of every action, with and without effect.
  var adjustmentRows: [Row] {
    let scan = attendance.scanRows.first { $0.day?.year == 2025 && $0.cells[5] == "补签" }?.cells[0] ?? ""
    let filed = proposals.proposals.filter { $0.status == "立案" && $0.submitted.year == 2025 && isPlain($0) }
    let rejoined = filed.first { $0.persons.count > 2 }
    let coSigner =
      rejoined?.persons.dropFirst().compactMap(\.member).first.map { roster.members[$0].code } ?? ""
    let outcome = reports.outcomeRows.first { $0.cells[3] == "采用" && $0.day?.year == 2025 }?.cells[0] ?? ""
    let shift =
      duty.shifts.first { $0.start.day.year == 2025 && $0.signedIn == nil && !$0.isCancelled }?.number ?? ""
    let invited = attendance.invitationRows.first { $0.day?.year == 2025 && $0.cells[2] == "报名" }
    let invitation = invited.map { $0.cells[0] + "/" + $0.cells[1] } ?? ""
    let entries: [(cells: [String], what: String, expected: String)] = [
      (["作废", "scans", scan, "", "", "", ""], "作废 of a scan", "VOIDED; the half-day is derived without it"),
      (
        ["作废", "提案", filed.last?.number ?? "", "", "", "", ""],
        "作废 of a proposal, source by its Chinese name", "VOIDED with its persons"
      ),
      (
        ["作废", "proposals", rejoined?.number ?? "", coSigner, "", "", ""], "作废 with member_no",
        "only that co-signer's part is void"
      ),
      (
        ["作废", "duty_shifts", shift, "", "", "", ""], "作废 of a missed shift",
        "VOIDED with its messages; H5 not applied"
      ),
      (["改期", "outcomes", outcome, "", "", "", "2025-12-29"], "改期 of an outcome", "dated 2025-12-29"),
      (
        ["改期", "invitations", invitation, "", "", "", "2025-02-01"],
        "改期 on a source without a date of its own", "finding, no effect"
      ),
    ]
    return (entries + scoringEntries).enumerated().map { index, entry in
      planted(
        ["GZ2025" + Programme.padded(index + 1, 4)] + entry.cells
          + ["申诉复核", "示协办〔2025〕\(50 + index)号", "秘书长", "2026-01-0\(index % 8 + 1)"], entry.what,
        entry.expected)
    }
  }

  /// 记分, and adjustments that hit nothing.
  private var scoringEntries: [(cells: [String], what: String, expected: String)] {
    let scored = roster.members[77].code
    return [
      (["记分", "", "", scored, "E3", "1.5", "2025-08-20"], "记分 for a leaf", "E3 +1.5 before its bounds"),
      (
        ["记分", "", "", scored, "Z9", "2", "2025-08-20"], "记分 for a leaf that the model lacks",
        "finding, no effect"
      ),
      (["作废", "members", "0101", "", "", "", ""], "作废 of a member", "finding, no effect"),
      (
        ["作废", "scans", "S2025999999", "", "", "", ""], "作废 of a record that does not exist",
        "finding, no effect"
      ),
    ]
  }

  private func isPlain(_ proposal: ProposalBook.Proposal) -> Bool {
    proposal.persons.allSatisfy { person in person.member.map { roster.members[$0].part == nil } ?? true }
  }
}
