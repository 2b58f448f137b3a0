extension Dirt {
  /// Rows that are no records.
  mutating func plantStructure() {
    raw("scans-2025-12.csv", 30, "row with too few cells", "quarantine RAGGED") {
      "S202590031,HD2025100,\($0.cells[2])"
    }
    raw("scans-2025-12.csv", 60, "row with too many cells", "quarantine RAGGED") {
      "S202590032," + $0.text + ",,"
    }
    raw("scans-2025-12.csv", 90, "blank line", "counted as blank, no record") { _ in "" }
    raw("study-2025-H2.csv", 400, "last cells lost", "quarantine RAGGED") { "XX202590002,\($0.cells[1]),学习日" }
  }

  /// A row that ends in half a character.
  mutating func plantBrokenByte() {
    let member = roster.members[149]
    append(
      "studio_records-2025.csv",
      ["GZ20259007", member.code, "服务群众", "2025-10-21", "是", "GZS08", member.name, ""],
      "last byte is half a character", "quarantine BAD_ENCODING; the file's other rows are read")
    change("studio_records-2025.csv") { file in
      file.rows[file.rows.count - 1].brokenTail = [0xD5]
    }
  }

  private mutating func raw(
    _ name: String, _ position: Int, _ what: String, _ expected: String, _ make: (Row) -> String
  ) {
    add(name, position, what, expected) { row, _ in
      var copy = Row([])
      copy.raw = make(row)
      return copy
    }
  }

  /// Whole files in another encoding, form or frame.
  mutating func reshapeFiles() {
    change("members.csv") { file in
      file.lineEnd = "\r\n"
      file.remark = "lines end in CRLF"
    }
    change("studio_records-2025.csv") { file in
      file.encoding = .gb18030
      file.remark = "GB18030 without BOM, rare characters in four bytes"
    }
    change("merits.csv") { file in
      let blanks = String(repeating: ",", count: file.headings.count - 1)
      file.encoding = .utf8WithMark
      file.preamble = ["示例市政协委员加分事项汇总表" + blanks, "统计口径：2025年1月至2026年9月" + blanks]
      file.furniture = [
        "合计," + String(file.rows.count) + String(repeating: ",", count: file.headings.count - 2),
        "制表人：委员工作室" + blanks,
      ]
      file.remark = "BOM, two title rows above the header, a totals row and a 制表人 row at the end"
    }
    change("study-2025-H2.csv") { file in
      file.rewrite("日期") { Dirt.short($0, "/") }
      file.remark = "dates as 2025/7/3"
    }
    change("reports-2025-Q2.csv") { file in
      file.rewrite("提交日期", Dirt.chinese)
      file.rewrite("收录日期", Dirt.chinese)
      file.remark = "dates as 2025年4月3日"
    }
    change("studio_records-2026.csv") { file in
      file.rewrite("日期") { Dirt.parts($0).joined() }
      file.remark = "dates as 20260312"
    }
    change("scans-2025-03.csv") { file in
      file.remark = "every row stands in scans-2025-Q1.csv too: merged (duplicates a)"
    }
  }
}

extension DataFile {
  /// Rewrites a column's cells that hold a date.
  fileprivate mutating func rewrite(_ heading: String, _ change: (String) -> String) {
    let column = column(heading)
    for index in rows.indices where rows[index].raw == nil && rows[index].cells[column].utf8.count == 10 {
      rows[index].cells[column] = change(rows[index].cells[column])
    }
  }
}
