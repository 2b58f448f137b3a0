import Records

extension Dirt {
  /// Names and phones of the list.
  mutating func plantMembers() {
    edit("members.csv", 60, "姓名", "spaces inside a name", "mended, kept", where: { $0.cells[1].count == 3 }) {
      $0.map { String($0) }.joined(separator: "　")
    }
    edit(
      "members.csv", 300, "姓名", "another dot in a minority name", "mended to U+00B7, kept",
      where: { $0.cells[1].contains("·") }
    ) {
      $0.split(separator: "·").joined(separator: "•")
    }
    edit("members.csv", 70, "手机", "phone with +86 and dashes", "mended, kept") {
      "+86 199-0000-" + $0.suffix(4)
    }
    edit("members.csv", 90, "手机", "phone as a spreadsheet number", "mended, kept") { $0 + ".0" }
    edit("members.csv", 110, "手机", "phone lost in scientific notation", "missing, finding; row kept") { _ in
      "1.99E+10"
    }
    add("members.csv", 130, "the same member twice, equal in every cell", "merged (duplicates a)") { row, _ in
      row
    }
    edit("members.csv", 150, "委员编号", "number behind an apostrophe", "mended, kept") { "'" + $0 }
    edit(
      "members.csv", 160, "任职日期", "date in Chinese characters", "reads as 2022-01-01",
      where: { $0.cells[7] == "2022-01-01" }
    ) { _ in "二〇二二年一月一日" }
  }

  /// Member numbers as people type them.
  mutating func plantCodes() {
    let early: (Row) -> Bool = { $0.cells[2].hasPrefix("00") }
    edit("scans-2025-05.csv", 40, "委员编号", "number without left zeros", "padded, kept", where: early) {
      String($0.drop { $0 == "0" })
    }
    edit("scans-2025-05.csv", 90, "委员编号", "number behind an apostrophe", "mended, kept") { "'" + $0 }
    edit("scans-2025-06.csv", 30, "委员编号", "number in full-width digits", "mended, kept") {
      String(String.UnicodeScalarView($0.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
    }
    edit("scans-2025-06.csv", 60, "委员编号", "number with spaces around", "trimmed, kept") {
      " " + $0 + "\u{00A0}"
    }
    edit("scans-2025-06.csv", 90, "委员编号", "old number", "resolved by aliases, kept", where: { _ in true }) {
      _ in "0901"
    }
    edit("scans-2025-09.csv", 20, "委员编号", "old number", "resolved by aliases, kept") { _ in "0902" }
    edit("scans-2025-07.csv", 25, "委员编号", "unknown member", "quarantine AWAITING_CLAIM") { _ in "9999" }
    edit("scans-2025-07.csv", 60, "委员编号", "blank member, no name or phone in the file", "quarantine MISSING")
    { _ in "" }
    edit("scans-2025-08.csv", 20, "活动编号", "unknown activity", "quarantine UNKNOWN_REFERENCE") { _ in
      "HD2025999"
    }
    edit("scans-2025-08.csv", 50, "方向", "unknown value", "quarantine UNKNOWN_VALUE") { _ in "进场" }
    edit(
      "study-2025-H1.csv", 500, "委员编号", "number without left zeros", "padded, kept",
      where: { $0.cells[1].hasPrefix("00") }
    ) {
      String($0.drop { $0 == "0" })
    }
    edit("study-2025-H1.csv", 800, "核实", "unknown flag", "quarantine UNKNOWN_VALUE") { _ in "待定" }
    edit(
      "study-2025-H1.csv", 900, "分钟", "not a whole number", "quarantine BAD_INTEGER",
      where: { $0.cells[2] == "学习日" }
    ) { _ in "半小时" }
  }

  /// Times in the forms that are met.
  mutating func plantTimes() {
    let scanAt = "时间"
    edit("scans-2025-04.csv", 30, scanAt, "time with offset", "the same instant, kept") {
      Dirt.iso($0) + "+08:00"
    }
    edit("scans-2025-04.csv", 60, scanAt, "time with slashes, no seconds", "seconds 00, kept") {
      $0.split(separator: "-").joined(separator: "/").dropLast(3).description
    }
    edit(
      "scans-2025-04.csv", 90, scanAt, "time in UTC", "moved to +08:00, the same instant, kept",
      where: { Dirt.hour($0.cells[3]) >= 8 }
    ) {
      Dirt.utc($0)
    }
    edit(
      "scans-2025-04.csv", 120, scanAt, "spreadsheet serial with fraction .375",
      "reads as 09:00 of that day: late", where: { $0.cells[4] == "签到" && Dirt.hour($0.cells[3]) == 8 }
    ) {
      "\(Dirt.serial($0)).375"
    }
    edit("scans-2025-04.csv", 150, scanAt, "no such day", "quarantine BAD_TIME") { _ in "2025-02-29 08:30:00"
    }
  }

  /// Dates in the forms that are met, and the edge of a quarter.
  mutating func plantDates() {
    edit("reports-2025-Q1.csv", 20, "提交日期", "compact date", "mended, kept") { Dirt.parts($0).joined() }
    edit("reports-2025-Q1.csv", 40, "提交日期", "date with slashes", "mended, kept") { Dirt.short($0, "/") }
    edit("reports-2025-Q1.csv", 60, "提交日期", "date with dots", "mended, kept") { Dirt.short($0, ".") }
    edit("reports-2025-Q1.csv", 80, "提交日期", "spreadsheet serial", "mended, kept") { String(Dirt.serial($0)) }
    edit("reports-2025-Q1.csv", 100, "提交日期", "date in full-width digits", "mended, kept") {
      String(
        String.UnicodeScalarView(
          $0.unicodeScalars.compactMap {
            $0 == "-" ? Unicode.Scalar(0xFF0F) : Unicode.Scalar($0.value + 0xFEE0)
          }))
    }
    edit("reports-2025-Q1.csv", 120, "提交日期", "month 13", "quarantine BAD_DATE") { _ in "2025/13/7" }
    edit("reports-2025-Q1.csv", 140, "提交日期", "day without year", "quarantine BAD_DATE") { _ in "3/7" }
    append(
      "micro_items-2025.csv",
      [
        "WJ20259001", roster.members[150].code, "微建议", "南湖区夜间经济发展微建议", "建议延长部分公交线路运营时间。",
        "2025-06-30T16:30:00Z", "有效",
      ],
      "UTC time at the edge of a quarter", "2025-07-01 00:30 at +08:00: third quarter")
  }

  static func iso(_ time: String) -> String { time.split(separator: " ").joined(separator: "T") }

  static func parts(_ date: String) -> [String] {
    date.prefix(10).split(separator: "-").map { String($0) }
  }

  static func short(_ date: String, _ separator: String) -> String {
    parts(date).map { String($0.drop { $0 == "0" }) }.joined(separator: separator)
  }

  static func chinese(_ date: String) -> String {
    let parts = parts(date).map { String($0.drop { $0 == "0" }) }
    return "\(parts[0])年\(parts[1])月\(parts[2])日"
  }

  /// Days since 1899-12-30.
  static func serial(_ date: String) -> Int {
    guard let day = Day(text: date.prefix(10)) else { preconditionFailure("no date: \(date)") }
    return Int(day.number) + 25_569
  }

  static func hour(_ time: String) -> Int { Int(time.dropFirst(11).prefix(2)) ?? 0 }

  /// The same instant with Z; the hour must be 8 or later.
  static func utc(_ time: String) -> String {
    time.prefix(10) + "T" + Programme.padded(hour(time) - 8, 2) + time.dropFirst(13) + "Z"
  }
}
