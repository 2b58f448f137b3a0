import Foundation

/// A small data folder of the twenty-two sources, written row by row for one check.
struct Scenario {
  private(set) var rows: [String: [[String: String]]] = [:]
  private var serial = 0

  /// Column keys of the sources in the order of model.md §1; headings may be keys.
  static let columns: [(source: String, keys: [String])] = [
    (
      "members",
      [
        "member_no", "name", "profile", "profile_from", "post", "sector", "committee", "joined_on", "left_on",
        "phone",
      ]
    ),
    ("aliases", ["kind", "alias", "member_no"]),
    ("member_status", ["status_no", "member_no", "kind", "from", "to", "document_no"]),
    ("activities", ["activity_no", "kind", "title", "audience", "status", "place"]),
    ("half_days", ["activity_no", "half_day", "starts_at", "ends_at"]),
    ("invitations", ["activity_no", "member_no", "origin", "required", "reply", "cancelled_at"]),
    (
      "scans",
      [
        "scan_no", "activity_no", "member_no", "scanned_at", "direction", "method", "half_day",
        "confirmed_by",
        "device",
      ]
    ),
    ("leave", ["leave_no", "member_no", "activity_no", "from", "to", "kind", "status"]),
    (
      "proposals",
      [
        "proposal_no", "title", "kind", "text", "submitted_on", "status", "filed_on", "merged_into",
        "updated_at",
      ]
    ),
    ("proposal_people", ["proposal_no", "position", "role", "member_no", "name"]),
    (
      "reports",
      [
        "report_no", "member_no", "title", "text", "submitted_on", "status", "accepted_on", "from_proposal",
      ]
    ),
    ("outcomes", ["outcome_no", "item_kind", "item_no", "outcome", "level", "dated_on"]),
    ("micro_items", ["item_no", "member_no", "kind", "title", "text", "submitted_at", "status"]),
    ("comments", ["comment_no", "activity_no", "member_no", "text", "posted_at", "valid"]),
    (
      "duty_shifts",
      ["shift_no", "member_no", "swapped_to", "starts_at", "ends_at", "signed_in_at", "status"]
    ),
    ("duty_messages", ["message_no", "shift_no", "received_at", "answered_at", "spam"]),
    ("studio_records", ["record_no", "member_no", "kind", "held_on", "verified", "studio_no"]),
    ("study", ["record_no", "member_no", "kind", "dated_on", "minutes", "verified"]),
    ("merits", ["merit_no", "member_no", "kind", "level", "dated_on", "verified", "document_no"]),
    (
      "penalties",
      [
        "penalty_no", "member_no", "kind", "occurred_on", "activity_no", "item_kind", "item_no",
        "document_no",
      ]
    ),
    (
      "adjustments",
      [
        "adjustment_no", "action", "source", "record_key", "member_no", "indicator", "points", "dated_on",
        "reason", "document_no", "approver", "approved_on",
      ]
    ),
    ("calendar", ["date", "kind"]),
  ]

  /// Adds a row; columns not named are blank.
  mutating func add(_ source: String, _ cells: [String: String]) {
    rows[source, default: []].append(cells)
  }

  /// A number that no other row of the scenario has, with a prefix.
  mutating func next(_ prefix: String) -> String {
    serial += 1
    return prefix + String(repeating: "0", count: 5 - String(serial).count) + String(serial)
  }

  /// Puts the rows of every source into another order.
  mutating func shuffle(using random: inout some RandomNumberGenerator) {
    for (source, _) in Scenario.columns { rows[source]?.shuffle(using: &random) }
  }

  /// Writes `NAME.csv` for every source, or several `NAME-k.csv` where `parts` is above 1.
  func write(to folder: URL, parts: Int = 1) throws {
    for (source, keys) in Scenario.columns {
      let lines = (rows[source] ?? []).map { row in keys.map { row[$0] ?? "" }.joined(separator: ",") }
      for part in 0..<parts {
        let own = lines.enumerated().filter { $0.offset % parts == part }.map(\.element)
        let text = ([keys.joined(separator: ",")] + own).map { $0 + "\r\n" }.joined()
        let name = parts == 1 ? "\(source).csv" : "\(source)-\(part + 1).csv"
        try Data(text.utf8).write(to: folder.appending(path: name))
      }
    }
  }
}

extension Scenario {
  mutating func member(
    _ number: String, name: String = "示例甲", profile: String = "委员", sector: String = "经济界",
    joined: String = "2022-01-01", _ more: [String: String] = [:]
  ) {
    add(
      "members",
      [
        "member_no": number, "name": name, "profile": profile, "sector": sector, "committee": "经济委",
        "joined_on": joined,
      ].merging(more) { $1 })
  }

  /// An activity with its half-days as (start, end), in order.
  mutating func activity(
    _ number: String, _ kind: String, audience: String = "报名", _ halfDays: [(String, String)]
  ) {
    add("activities", ["activity_no": number, "kind": kind, "title": kind, "audience": audience])
    for (index, halfDay) in halfDays.enumerated() {
      add(
        "half_days",
        [
          "activity_no": number, "half_day": "\(index + 1)", "starts_at": halfDay.0, "ends_at": halfDay.1,
        ])
    }
  }

  /// 全会 of 2025 with morning and afternoon half-days from 6 January on.
  mutating func plenary(_ number: String = "Q1", halfDays: Int = 8) {
    activity(number, "全会", audience: "全体委员", (1...halfDays).map(Scenario.plenaryHalfDay))
  }

  /// Start and end of the k-th half-day of `plenary`, from 1.
  static func plenaryHalfDay(_ k: Int) -> (String, String) {
    let day = String(repeating: "0", count: 6 + (k - 1) / 2 < 10 ? 1 : 0) + "\(6 + (k - 1) / 2)"
    return k % 2 == 1
      ? ("2025-01-\(day) 09:00", "2025-01-\(day) 11:30") : ("2025-01-\(day) 14:30", "2025-01-\(day) 17:00")
  }

  mutating func attendPlenary(_ member: String, halfDays: some Sequence<Int>, _ number: String = "Q1") {
    for k in halfDays { scan(number, member, Scenario.plenaryHalfDay(k).0) }
  }

  mutating func register(_ activity: String, _ member: String) {
    add("invitations", ["activity_no": activity, "member_no": member, "origin": "报名"])
  }

  mutating func require(_ activity: String, _ member: String) {
    add(
      "invitations", ["activity_no": activity, "member_no": member, "origin": "邀请", "required": "是"])
  }

  mutating func scan(_ activity: String, _ member: String, _ time: String, _ direction: String = "签到") {
    add(
      "scans",
      [
        "scan_no": next("S"), "activity_no": activity, "member_no": member, "scanned_at": time,
        "direction": direction,
      ])
  }

  mutating func leave(
    _ member: String, activity: String = "", from: String, to: String, kind: String = "事假",
    status: String = "同意"
  ) {
    add(
      "leave",
      [
        "leave_no": next("L"), "member_no": member, "activity_no": activity, "from": from, "to": to,
        "kind": kind, "status": status,
      ])
  }

  /// A proposal with its people as (member number or empty, name, role), in position order.
  mutating func proposal(
    _ number: String, status: String = "立案", on date: String = "2025-02-10", into: String = "",
    _ people: [(String, String, String)]
  ) {
    let isFiled = status == "立案" || status == "归并"
    add(
      "proposals",
      [
        "proposal_no": number, "title": "关于\(number)的提案", "kind": people.count > 1 ? "联名" : "个人",
        "submitted_on": date, "status": status, "filed_on": isFiled ? date : "", "merged_into": into,
      ])
    for (index, person) in people.enumerated() {
      add(
        "proposal_people",
        [
          "proposal_no": number, "position": "\(index + 1)", "role": person.2, "member_no": person.0,
          "name": person.1,
        ])
    }
  }

  mutating func report(
    _ number: String, _ member: String, status: String = "收录", on date: String = "2025-03-01",
    from: String = ""
  ) {
    add(
      "reports",
      [
        "report_no": number, "member_no": member, "title": "关于\(number)的信息", "submitted_on": date,
        "status": status, "accepted_on": status == "收录" ? date : "", "from_proposal": from,
      ])
  }

  mutating func outcome(
    _ kind: String, _ item: String, _ outcome: String, level: String = "", on date: String
  ) {
    add(
      "outcomes",
      [
        "outcome_no": next("O"), "item_kind": kind, "item_no": item, "outcome": outcome, "level": level,
        "dated_on": date,
      ])
  }

  mutating func microItem(_ member: String, _ time: String, _ status: String) {
    add(
      "micro_items",
      [
        "item_no": next("W"), "member_no": member, "kind": "微建议", "title": "微建议", "submitted_at": time,
        "status": status,
      ])
  }

  mutating func comment(_ activity: String, _ member: String, _ time: String) {
    add(
      "comments",
      [
        "comment_no": next("C"), "activity_no": activity, "member_no": member, "text": "意见",
        "posted_at": time, "valid": "是",
      ])
  }

  mutating func merit(_ member: String, _ kind: String, on date: String, level: String = "") {
    add(
      "merits",
      [
        "merit_no": next("M"), "member_no": member, "kind": kind, "level": level, "dated_on": date,
        "verified": "是",
      ])
  }

  mutating func enter(_ member: String, _ indicator: String, _ points: String, on date: String = "2025-06-30")
  {
    add(
      "adjustments",
      [
        "adjustment_no": next("J"), "action": "记分", "member_no": member, "indicator": indicator,
        "points": points, "dated_on": date, "reason": "补录", "document_no": "示〔2025〕1号", "approver": "审定人",
        "approved_on": "2025-12-31",
      ])
  }
}
