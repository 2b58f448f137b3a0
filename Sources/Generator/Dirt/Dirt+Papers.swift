import Records

extension Dirt {
  /// Rows that name a person instead of a number.
  mutating func plantPeople() {
    let (one, two, three) = (roster.members[180], roster.members[201], roster.members[222])
    append(
      "studio_records-2025.csv", ["GZ20259001", "", "服务群众", "2025-10-14", "是", "GZS12", one.name, one.phone],
      "no number, name and phone of one member", "resolved to \(one.code), kept")
    append(
      "studio_records-2025.csv", ["GZ20259002", "", "服务群众", "2025-10-15", "是", "GZS12", two.name, ""],
      "name only", "quarantine AWAITING_CLAIM")
    append(
      "studio_records-2025.csv",
      ["GZ20259003", "9996", "工作室活动", "2025-10-16", "是", "GZS03", three.name, "199-0000-" + three.code],
      "unknown number, name and phone of one member", "resolved to \(three.code), kept")
    append(
      "studio_records-2025.csv", ["GZ20259004", "", "工作室活动", "2025-10-17", "是", "GZS03", "张伟", ""],
      "name that two members bear, no phone", "quarantine AWAITING_CLAIM")
    append(
      "studio_records-2025.csv",
      ["GZ20259005", "", "工作室活动", "2025-10-18", "是", "GZS03", three.name, one.phone],
      "name and phone of different members", "quarantine AWAITING_CLAIM")
    let departed = roster.players(of: .departed)[0]
    append(
      "studio_records-2025.csv",
      ["GZ20259006", departed.code, "服务群众", "2025-10-20", "是", "GZS01", departed.name, departed.phone],
      "after the member left office", "unused OUT_OF_OFFICE")
  }

  /// Reports that name a person, and merits with gaps.
  mutating func plantNamedReports() {
    let two = roster.members[201]
    append(
      "reports-2025-Q3.csv",
      [
        "SQ20259001", "", "关于临江县公交线网优化的情况反映", "末班车过早。", "2025-09-10", "收录", "2025-09-18", "", two.name, "",
        "",
      ], "name only", "quarantine AWAITING_CLAIM")
    append(
      "reports-2025-Q3.csv",
      [
        "SQ20259002", "", "关于云山镇农村道路养护的情况反映", "路基沉降。", "2025-09-11", "收录", "2025-09-19", "", two.name,
        two.phone, "",
      ], "no number, name and phone of one member", "resolved to \(two.code), kept")
    edit("merits.csv", 40, "层级", "媒体报道 without level", "quarantine MISSING", where: { $0.cells[2] == "媒体报道" })
    { _ in "" }
    edit("merits.csv", 80, "文号", "a word for nothing", "reads as blank, kept", where: { $0.cells[6] == "" }) {
      _ in "无"
    }
  }

  mutating func plantPapers() {
    plantMergedChains()
    plantProposalPeople()
    plantResubmitted()
    edit(
      "reports-2025-Q4.csv", 10, "来源提案号", "report from an unknown proposal", "finding, reads as blank, kept",
      where: { $0.cells[7] == "" }
    ) { _ in "TA20259999" }
    edit("reports-2025-Q4.csv", 20, "标题", "title that begins like a formula", "kept; outputs put ' before it")
    { _ in "=HYPERLINK(\"http://example.invalid\",\"点此\")" }
    edit(
      "reports-2025-Q4.csv", 30, "正文", "line end and quotes inside a cell",
      "one record of two physical lines, kept"
    ) { "一是“\"摸底\"”：\n" + $0 }
    edit(
      "reports-2025-Q4.csv", 40, "收录日期", "收录 without date", "quarantine MISSING",
      where: { $0.cells[5] == "收录" }
    ) { _ in "" }
    edit("reports-2025-Q4.csv", 50, "标题", "blank required cell", "quarantine MISSING") { _ in " " }
    edit(
      "proposals-2025.csv", 200, "类别", "unknown kind",
      "quarantine UNKNOWN_VALUE; its persons UNKNOWN_REFERENCE", where: { $0.cells[5] == "不予立案" }
    ) { _ in "委托" }
  }

  mutating func plantOutcomes() {
    let adopted: (Row) -> Bool = {
      $0.cells[3] == "采用" && $0.cells[4] == "市" && $0.cells[5].hasPrefix("2025")
    }
    add(
      "outcomes.csv", 20, "the same level again, later", "merged (duplicates c): the earliest date holds",
      where: adopted
    ) { row, _ in
      var copy = row
      (copy.cells[0], copy.cells[5]) = ("CG20259001", "2025-12-28")
      return copy
    }
    add("outcomes.csv", 60, "adopted at a higher level too", "the best level counts", where: adopted) {
      row, _ in
      var copy = row
      (copy.cells[0], copy.cells[4], copy.cells[5]) = ("CG20259002", "国家", "2025-12-20")
      return copy
    }
    append(
      "outcomes.csv", ["CG20259003", "社情民意", "SQ20259999", "采用", "市", "2025-11-01"], "unknown report",
      "quarantine UNKNOWN_REFERENCE")
    append(
      "outcomes.csv", ["CG20259004", "社情民意", "SQ20250010", "采用", "", "2025-11-01"], "采用 without level",
      "quarantine MISSING")
  }

  /// A chain, a loop and a blank end.
  private mutating func plantMergedChains() {
    let title = "关于清河县湿地生态修复的建议"
    func proposal(_ number: String, _ status: String, _ filed: String, _ into: String) -> [String] {
      [number, title, "个人", "建议划定修复范围。", "2025-03-03", status, filed, into, "2025-04-01 10:00:00"]
    }
    for (number, into, what, expected) in [
      ("TA20259001", "TA20259002", "归并 into a merged proposal", "item is the end of the chain, TA20259003"),
      ("TA20259002", "TA20259003", "归并 into a filed proposal", "item is TA20259003"),
      ("TA20259004", "TA20259005", "归并 in a loop", "the chain ends before its first repetition"),
      ("TA20259005", "TA20259004", "归并 in a loop", "the chain ends before its first repetition"),
      ("TA20259006", "TA20259998", "归并 into an unknown proposal", "finding, reads as blank, kept"),
    ] {
      append("proposals-2025.csv", proposal(number, "归并", "2025-04-01", into), what, expected)
    }
    append(
      "proposals-2025.csv", proposal("TA20259003", "立案", "2025-04-01", ""), "end of a chain",
      "one item for three proposals")
    append(
      "proposals-2025.csv", proposal("TA20259007", "立案", "", ""), "立案 without 立案日期", "quarantine MISSING")
    for (serial, index) in [231, 232, 233, 234, 235, 236].enumerated() {
      append(
        "proposal_people-2025.csv",
        ["TA2025900\(serial + 1)", "1", "第一提案人", roster.members[index].code, roster.members[index].name],
        "author of a planted proposal", "credited once per item")
    }
  }

  private mutating func plantProposalPeople() {
    let name = "proposal_people-2025.csv"
    let (first, second) = (roster.members[231], roster.members[250])
    append(
      name, ["TA20259003", "2", "附议人", first.code, first.name],
      "first proposer of a merged one co-signs the other", "one record, role 第一提案人")
    append(name, ["TA20259003", "3", "附议人", second.code, second.name], "co-signer", "credited once")
    append(
      name, ["TA20259003", "4", "附议人", second.code, second.name], "co-signer named twice", "credited once")
    append(name, ["TA20259003", "5", "附议人", "", "退休教师陈某"], "author who is no member", "an author, no points")
    append(name, ["TA20259003", "6", "附议人", "9995", "外地委员"], "unknown number", "quarantine AWAITING_CLAIM")
    append(
      name, ["TA20259999", "1", "第一提案人", second.code, second.name], "unknown proposal",
      "quarantine UNKNOWN_REFERENCE")
    append(
      name, ["TA20259003", "七", "附议人", second.code, second.name], "position that is no number",
      "quarantine BAD_INTEGER")
  }

  /// A second export of some proposals with another state.
  private mutating func plantResubmitted() {
    let file = index(of: "proposals-2025.csv")
    var later = DataFile("proposals-2025-late.csv", .proposals, [])
    later.remark = "second export of some proposals of proposals-2025.csv"
    for (status, next, filed, time) in [
      ("已提交", "立案", "2025-12-19", "2026-01-05 09:00:00"), ("立案", "撤案", "", "2026-01-05 09:00:00"),
      ("立案", "已提交", "", "2024-12-31 09:00:00"),
    ] {
      let row = row(in: file, from: later.rows.count * 90 + 30) { $0.cells[5] == status }
      var copy = files[file].rows[row]
      (copy.cells[5], copy.cells[6], copy.cells[8]) = (next, filed, time)
      let holds = time > "2025"
      copy.plants = [
        Plant(
          what: "same key, \(holds ? "newer" : "older") 更新时间, \(status) to \(next)",
          expected:
            "key duplicate (b): \(holds ? "this row" : "the row of proposals-2025.csv") survives; finding"
        )
      ]
      note(
        file, row, "same key stands in proposals-2025-late.csv",
        holds ? "merged into the newer row" : "survives")
      later.rows.append(copy)
    }
    files.insert(later, at: file + 1)
  }

  mutating func plantOnline() {
    for serial in 0..<5 {
      append(
        "micro_items-2025.csv",
        [
          "WJ2025910\(serial + 1)", roster.members[160].code, "微建议", "东城区公共图书馆开放微建议\(serial + 1)",
          "建议公共图书馆延长开放时间，方便上班族阅读\(["。", "！", "。谢谢", "，望采纳。", " 。"][serial])",
          "2025-05-06 20:0\(serial):10", "有效",
        ], "near-copies within minutes", "at most two of a day count; proposed for review as near-same text")
    }
    add(
      "study-2025-H1.csv", 300, "second row of one day, fewer minutes",
      "merged (duplicates c): most minutes hold",
      where: { $0.cells[2] == "学习日" && $0.cells[4].count == 2 && $0.cells[4] >= "40" }
    ) { row, _ in
      var copy = row
      (copy.cells[0], copy.cells[4]) = ("XX202590001", "12")
      return copy
    }
    edit("comments-2025.csv", 100, "有效", "blank required cell", "quarantine MISSING") { _ in "" }
    edit(
      "comments-2025.csv", 200, "委员编号", "unknown member", "quarantine AWAITING_CLAIM",
      where: { $0.cells[2] != "" }
    ) { _ in "9994" }
  }
}
