import Records

extension Dirt {
  /// Kinds of dirt that would otherwise stand in no row of the sample.
  mutating func plantKinds() {
    plantOddNames()
    plantGarbled()
    plantPresence()
    plantEdges()
    edit(
      "members.csv", 200, "专委会", "two committees in a cell", "mended: the first counts",
      where: { $0.cells[6] != "" }
    ) { $0 + "；社会法制委员会" }
    let outcomes = index(of: "outcomes.csv")
    var totals = Row([])
    totals.raw = "合计,共\(files[outcomes].rows.count + 9)条,,,,"
    totals.plants = [
      Plant(what: "a total that is not that of the rows", expected: "no record; finding TOTAL_DIFFERS")
    ]
    files[outcomes].rows.append(totals)
  }

  /// Names as PDFs, forms and short fields give them.
  private mutating func plantOddNames() {
    let people = "proposal_people-2025.csv"
    edit(
      people, 400, "姓名", "look-alike radical in a name", "mended, kept", where: { $0.cells[4].contains("文") }
    ) {
      String($0.map { $0 == "文" ? "\u{2F42}" : $0 })
    }
    edit(people, 500, "姓名", "title behind a name", "mended, kept", where: { $0.cells[3] != "" }) { $0 + "委员" }
    edit(people, 600, "姓名", "former name in brackets", "mended, kept", where: { $0.cells[3] != "" }) {
      $0 + "（原名\($0.prefix(1))思）"
    }
    for (number, name, what) in [
      ("GZ20259008", "阿依古丽买买提江", "minority name without its dot"),
      ("GZ20259009", "阿依古丽·买买提", "name cut after eight characters"),
    ] {
      append(
        "studio_records-2025.csv", [number, "", "服务群众", "2025-10-22", "是", "GZS12", name, ""], what,
        "quarantine AWAITING_CLAIM")
    }
  }

  /// Texts that were lost or read in the wrong encoding before they came.
  private mutating func plantGarbled() {
    edit("micro_items-2025.csv", 60, "标题", "text that an earlier system lost", "quarantine MOJIBAKE") {
      "锟斤拷" + $0.dropFirst(3)
    }
    edit("micro_items-2025.csv", 90, "标题", "text read in the wrong encoding", "quarantine MOJIBAKE") { _ in
      "寮犱笁鍙嶆槧鎯呭喌"
    }
  }

  /// At two places at once, without registration, and at an activity that was cancelled.
  private mutating func plantPresence() {
    let isIn: (Row) -> Bool = { $0.cells[4] == "签到" && $0.cells[5] == "扫码" && $0.cells[6] == "" }
    let rows = files[index(of: "half_days.csv")].rows
    let pair = zip(rows, rows.dropFirst()).first { first, second in
      first.cells[2].hasPrefix("2025-1") && first.cells[0] != second.cells[0]
        && first.cells[2] == second.cells[2]
    }
    guard let (first, second) = pair else { preconditionFailure("no two half-days at one time") }
    let name = "scans-2025-\(first.cells[2].prefix(7).suffix(2)).csv"
    add(
      name, 0, "at two activities at once", "attended clash: neither counts, a question",
      where: { row in
        isIn(row) && row.cells[1] == first.cells[0]
      }
    ) { row, _ in
      var copy = row
      (copy.cells[0], copy.cells[1]) = ("S202590041", second.cells[0])
      return copy
    }
    add("scans-2025-05.csv", 150, "scanned without registration", "attended walk_in", where: isIn) {
      [roster] row, _ in
      var copy = row
      (copy.cells[0], copy.cells[2]) = ("S202590042", roster.members[260].code)
      return copy
    }
    let cancelled = files[index(of: "activities.csv")].rows.first {
      $0.cells[4] == "取消" && $0.cells[0].hasPrefix("HD2025")
    }
    guard let cancelled, let start = rows.first(where: { $0.cells[0] == cancelled.cells[0] })?.cells[2] else {
      preconditionFailure("no activity was cancelled")
    }
    append(
      "scans-2025-\(start.prefix(7).suffix(2)).csv",
      ["S202590043", cancelled.cells[0], roster.members[261].code, start, "签到", "扫码", "", "", ""],
      "scan of a cancelled activity", "unused CANCELLED: counts for nobody")
  }

  /// A paper that is handed in within the year and filed after it.
  private mutating func plantEdges() {
    append(
      "proposals-2025.csv",
      [
        "TA20259008", "关于云山镇敬老院配餐的建议", "个人", "建议统一配餐标准。", "2025-12-20", "立案", "2026-01-09", "",
        "2026-01-09 17:00:00",
      ], "handed in within the year, filed after it",
      "unused NOT_SELECTED: dated 2026-01-09, after the period")
    append(
      "proposal_people-2025.csv",
      ["TA20259008", "1", "第一提案人", roster.members[237].code, roster.members[237].name],
      "author of a planted proposal", "credited once per item")
  }
}
