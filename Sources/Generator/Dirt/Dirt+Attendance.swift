import Records

extension Dirt {
  mutating func plantScans() {
    let isIn: (Row) -> Bool = { $0.cells[4] == "签到" && $0.cells[5] == "扫码" }
    for (serial, position) in [35, 80, 140].enumerated() {
      add(
        "scans-2025-10.csv", position, "scanned again some seconds later",
        "merged (duplicates c): the earliest 签到 holds", where: isIn
      ) { row, _ in
        var copy = row
        copy.cells[0] = "S20259001\(serial + 1)"
        copy.cells[3] = Dirt.secondsLater(row.cells[3], by: 2 + serial)
        return copy
      }
    }
    add(
      "scans-2025-10.csv", 180, "the platform sent the same row twice", "merged (duplicates a)", where: isIn
    ) { row, _ in row }
    plantUncounted(isIn)
    plantDeviceCluster()
  }

  /// Scans that count for nothing.
  private mutating func plantUncounted(_ isIn: (Row) -> Bool) {
    add("scans-2025-11.csv", 20, "scan three hours before the start", "filtered OUT_OF_WINDOW", where: isIn) {
      row, _ in
      var copy = row
      copy.cells[0] = "S202590021"
      copy.cells[3] = row.cells[3].prefix(11) + "04:10:00"
      return copy
    }
    edit(
      "scans-2025-11.csv", 60, "场次", "half-day that the activity lacks", "filtered OUT_OF_WINDOW", where: isIn
    ) { _ in "9" }
    add("scans-2025-11.csv", 90, "补签 without 确认人", "quarantine MISSING", where: isIn) { row, _ in
      var copy = row
      (copy.cells[0], copy.cells[5], copy.cells[6], copy.cells[7]) = ("S202590022", "补签", "1", "")
      return copy
    }
  }

  /// What is wrong with activities, half-days and invitations.
  mutating func plantProgramme() {
    append(
      "half_days.csv", ["HD2025003", "9", "2025-03-20 11:30:00", "2025-03-20 08:30:00"],
      "half-day that ends before it starts",
      "quarantine BAD_RANGE")
    append(
      "half_days.csv", ["HD2025003", "", "2025-03-20 08:30:00", "2025-03-20 11:30:00"],
      "half-day without number", "quarantine MISSING")
    edit("activities.csv", 60, "地点", "a dash for nothing", "reads as blank, kept") { _ in "—" }
    append(
      "activities.csv", ["HD2025901", "茶话会", "迎春茶话会", "名单", "正常", "市会议中心"], "unknown kind of activity",
      "quarantine UNKNOWN_VALUE")
    add(
      "invitations-2025.csv", 300, "same key, another reply, no 更新时间",
      "key duplicate (b): this row, the greater canonical one, survives; finding",
      where: { $0.cells[2] == "邀请" && $0.cells[3] == "否" && $0.cells[4] == "参加" }
    ) { row, _ in
      var copy = row
      copy.cells[4] = "待确认"
      return copy
    }
    append(
      "invitations-2025.csv", ["HD2025040", "8888", "邀请", "否", "参加", ""], "invitation of an unknown member",
      "quarantine AWAITING_CLAIM")
  }

  /// Six members behind one device within forty seconds: for review, no deduction.
  private mutating func plantDeviceCluster() {
    let file = index(of: "scans-2025-09.csv")
    let isFree: (Row) -> Bool = { $0.cells[4] == "签到" && $0.cells[6] == "" && $0.plants.isEmpty }
    let rows = files[file].rows
    let start = row(in: file, from: 0) { candidate in
      isFree(candidate) && rows.count { isFree($0) && $0.cells[1] == candidate.cells[1] } > 30
    }
    let time = rows[start].cells[3].dropLast(2)
    let crowd = rows.indices.filter { isFree(rows[$0]) && rows[$0].cells[1] == rows[start].cells[1] }
    for (serial, index) in crowd.prefix(6).enumerated() {
      files[file].rows[index].cells[3] = time + Programme.padded(3 + serial * 7, 2)
      files[file].rows[index].cells[8] = "SJ7777"
      note(file, index, "one device for six members within 40 seconds", "counts; no automatic deduction")
    }
  }

  static func secondsLater(_ time: String, by seconds: Int) -> String {
    let second = min(59, (Int(time.suffix(2)) ?? 0) + seconds)
    return time.dropLast(2) + Programme.padded(second, 2)
  }

  mutating func plantLeave() {
    for entry in oddLeave { append("leave-2025.csv", entry.cells, entry.what, entry.expected) }
  }

  /// Leave of every status and of odd spans.
  private var oddLeave: [(cells: [String], what: String, expected: String)] {
    let code = { [roster] (index: Int) in roster.members[index].code }
    return [
      (
        ["QJ20259001", code(101), "", "2025-05-12", "", "事假", "同意", ""], "open end and no activity",
        "quarantine MISSING"
      ),
      (
        ["QJ20259002", code(102), "HD2025999", "2025-05-12", "2025-05-13", "事假", "同意", ""],
        "unknown activity", "quarantine UNKNOWN_REFERENCE"
      ),
      (
        ["QJ20259003", code(103), "", "2025-06-20", "2025-06-18", "公务", "同意", ""], "ends before it starts",
        "kept, covers nothing; finding"
      ),
      (
        ["QJ20259004", code(104), "HD2025001", "2025-01-09 08:00", "", "事假", "同意", ""],
        "open end with an activity", "covers the rest of the plenary; presence beats it"
      ),
      (
        ["QJ20259005", code(105), "", "2025-07-01", "2025-07-20", "休假", "同意", ""], "unknown kind",
        "quarantine UNKNOWN_VALUE"
      ),
      (
        ["QJ20259006", code(106), "", "2025-07-01", "2025-07-31", "病假", "待批", ""], "not yet approved",
        "covers nothing"
      ),
      (
        ["QJ20259007", code(107), "", "2025-08-01", "2025-08-31", "出国出境", "撤销", ""], "withdrawn",
        "covers nothing"
      ),
      (
        ["QJ20259008", code(108), "", "2025-09-01", "2025-11-30", "出国出境", "同意", ""],
        "abroad for three months", "exempt where absent"
      ),
      (
        ["QJ20259009", code(109), "HD2025001", "", "", "事假", "不同意", ""], "refused, no span", "covers nothing"
      ),
    ]
  }

  mutating func plantDuty() {
    let substitute = roster.members[140].code
    edit("duty_shifts-2025.csv", 30, "换班委员", "swapped shift", "the shift and its messages are the other's") {
      _ in substitute
    }
    edit("duty_shifts-2025.csv", 60, "换班委员", "swapped to an old number", "resolved by aliases") { _ in "0901"
    }
    edit(
      "duty_shifts-2025.csv", 90, "换班委员", "swapped to an unknown member",
      "quarantine AWAITING_CLAIM; its messages UNKNOWN_REFERENCE"
    ) { _ in "9997" }
    edit(
      "duty_messages-2025.csv", 100, "无效", "spam, marked by staff", "filtered: not in the answered share",
      where: { $0.cells[4] == "否" }
    ) { _ in "是" }
    edit("duty_messages-2025.csv", 200, "班次号", "unknown shift", "quarantine UNKNOWN_REFERENCE") { _ in
      "ZB20259999"
    }
    edit("duty_messages-2025.csv", 300, "收到", "blank required cell", "quarantine MISSING") { _ in "" }
  }
}
