import Publishing

extension WhatIfReport {
  /// Members listed who change their rank alone.
  private static let listed = 20

  /// For a terminal or a pipe: the change, the counts, all changes of grade, and the first of the other moves.
  package func lines(_ drawing: Drawing = .plain) -> [String] {
    var lines = [drawing.heading(title, period, model: model, isExample: isExample)]
    for setting in settings {
      lines.append("  \(setting.wordsBefore)\(drawing.strong(setting.after))")
    }
    let turned = gradeChanges.map { " · 等次变动 grades \(drawing.accent(grouped($0)))" } ?? ""
    lines += ["  总分变动 totals \(grouped(totalChanges)) · 名次变动 ranks \(grouped(rankChanges))\(turned)", ""]
    if !grades.isEmpty { lines += gradeLines + [""] }
    let (graded, moved) = (
      changes.filter { $0.gradeBefore != $0.gradeAfter }, changes.filter { $0.gradeBefore == $0.gradeAfter }
    )
    if !graded.isEmpty {
      lines += ["  \(drawing.strong("等次变动 grades that change"))"] + table(graded[...], drawing) + [""]
    }
    if !moved.isEmpty {
      let more =
        moved.count > Self.listed ? "，前\(Self.listed)人 first \(Self.listed) of \(grouped(moved.count))" : ""
      lines +=
        ["  \(drawing.strong(isGraded ? "其他变动 others that move" : "变动 who moves"))\(more)"]
        + table(moved.prefix(Self.listed), drawing)
    }
    return changes.isEmpty ? lines + ["  没有任何变动  nothing changes"] : lines
  }

  private var isGraded: Bool { gradeChanges != nil }

  private var gradeLines: [String] {
    grades.map(\.profile).distinct.map { profile in
      let counts = grades.filter { $0.profile == profile }.map { count -> String in
        let members =
          count.before == count.after
          ? grouped(count.after) : "\(grouped(count.before)) → \(grouped(count.after))"
        return "\(count.isRanked ? "" : "不参加排名 not ranked ")\(count.grade) \(members)"
      }
      return "  \(profile)  \(counts.joined(separator: " · "))"
    }
  }

  private func table(_ changes: ArraySlice<Change>, _ drawing: Drawing) -> [String] {
    var table = TextTable(
      ["编号 no", "姓名 name", "界别 sector"] + (isGraded ? ["等次 grade"] : [])
        + ["名次 rank", "总分 total", "类别 categories", "新理由 new reasons"], numbers: isGraded ? [4, 5] : [3, 4])
    for change in changes {
      let grade = isGraded ? [Self.arrow(change.gradeBefore ?? "–", change.gradeAfter ?? "–")] : []
      table.append(
        [change.memberNo, change.name, change.sector ?? ""] + grade + [
          Self.arrow(change.rankBefore.map(String.init) ?? "–", change.rankAfter.map(String.init) ?? "–"),
          Self.arrow(change.totalBefore, change.totalAfter),
          change.categories.map { "\($0.code) \($0.points.hasPrefix("-") ? "" : "+")\($0.points)" }.joined(
            separator: " "),
          change.reasons.joined(separator: "；"),
        ])
    }
    return table.lines(drawing)
  }

  private static func arrow(_ before: String, _ after: String) -> String {
    before == after ? after : "\(before) → \(after)"
  }
}
