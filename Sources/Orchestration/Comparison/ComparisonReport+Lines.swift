import Publishing
import Records
import Robustness

extension ComparisonReport {
  /// Members listed who change their rank alone, and numbers and words of the models.
  private static let listed = 20
  private static let listedNumbers = 40

  /// For a terminal or a pipe: both runs, what differs, the models in words, the counts by cause, who changed grade and why, who
  /// got whose seat, who joined or left, and the first of the other moves. Parts are rounded to two digits here.
  package func lines(_ drawing: Drawing = .plain) -> [String] {
    let head = [drawing.strong("\(title) · 两次运行比较 two runs compared")] + runLines
    guard !differing.isEmpty else {
      return head + ["", "  两次运行的数据、规则、名册和名额都相同，没有任何变动  nothing differs"]
    }
    let parts = [differenceLines, modelLines(drawing), countLines(drawing)]
    guard !isUnchanged else {
      return head + parts.prefix(2).flatMap(ComparisonReport.block) + ["", "  没有任何变动  nothing changes"]
    }
    return head
      + (parts + [
        profileLines, gradeLines(drawing), seatLines(drawing), memberLines(drawing), moveLines(drawing),
      ])
      .flatMap(ComparisonReport.block)
  }

  /// A blank line before what is there.
  private static func block(_ lines: [String]) -> [String] { lines.isEmpty ? [] : [""] + lines }

  private var runLines: [String] {
    [("前 before", before), ("后 after ", after)].map { word, run in
      "  \(word)  \(run.run) · model \(run.model)\(run.isExample ? "（示例）" : "") · 截至 as of \(run.asOf) · "
        + "\(grouped(run.members))人 members"
    }
  }

  /// By cause what differs.
  private var differenceLines: [String] {
    zip(Cause.allCases, words).map { cause, text in
      "  \(DisplayWidth.padded("\(cause.name.zh) \(cause.name.en)", 16))  \(text ?? "相同 same")"
    } + ladderLines
  }

  /// Why grades are not compared.
  private var ladderLines: [String] {
    guard isGraded else {
      return ["  其中一次不评等次，等次不比较  one of the runs gives no grades, so none are compared"]
    }
    guard !hasSameGrades else { return [] }
    let ladders = [gradesBefore, gradesAfter].map { $0.joined(separator: "、") }
    return [
      "  等次不同 other grades: \(ladders[0]) → \(ladders[1])",
      "  前后等次只并列写出，不比高低，不分原因  grades stand side by side, neither higher nor lower, without causes",
    ]
  }

  private func modelLines(_ drawing: Drawing) -> [String] {
    guard !numbers.isEmpty || !structure.isEmpty else { return [] }
    var table = TextTable(["路径 path", "名称 name", "前 → 后", "单独改动 this alone"])
    for number in numbers.prefix(Self.listedNumbers) {
      table.append([number.path, number.name, number.words, number.aloneWords])
    }
    for change in structure.prefix(Self.listedNumbers) {
      table.append([
        change.place, "", change.zh == change.en ? change.zh : "\(change.zh) \(change.en)", change.aloneWords,
      ])
    }
    let more = max(0, numbers.count - Self.listedNumbers) + max(0, structure.count - Self.listedNumbers)
    return ["  \(drawing.strong("办法的改动 the models' differences"))"] + table.lines(drawing)
      + (more > 0 ? ["  另有\(grouped(more))处，见--json  \(grouped(more)) more, see --json"] : [])
  }

  private func countLines(_ drawing: Drawing) -> [String] {
    var table = TextTable(
      ["主要原因 main cause"] + Cause.allCases.map { "\($0.name.zh) \($0.name.en)" } + ["相当 equal", "共 all"],
      numbers: [1, 2, 3, 4, 5, 6])
    table.append(["名次变动 ranks"] + causes.map { grouped($0.ranks) } + [grouped(rankChanges)])
    if hasSameGrades {
      table.append(["等次变动 grades"] + causes.map { grouped($0.grades) } + [grouped(gradeChanges ?? 0)])
    }
    let grades = hasSameGrades ? " · 等次变动 grades \(drawing.accent(grouped(gradeChanges ?? 0)))" : ""
    let turned = profileChanges > 0 ? " · 换类，名次不作比较 in another profile \(grouped(profileChanges))" : ""
    return [
      "  两次都有的\(grouped(members))人中 of the members of both：总分变动 totals \(grouped(totalChanges)) · "
        + "名次变动 ranks \(grouped(rankChanges))\(grades)；"
        + "新进 joined \(grouped(joined.count)) · 离开 left \(grouped(left.count))\(turned)"
    ] + table.lines(drawing)
  }

  private var profileLines: [String] {
    profiles.filter { $0.ranked > 0 }.map { profile in
      let tau = profile.kendallTauB.map { "名次相近程度 Kendall τ-b \($0)（\(grouped(profile.ranked))人）" }
      let top = profile.topGrade.map {
        "\($0) \(grouped(profile.holdersBefore)) → \(grouped(profile.holdersAfter))，其中\(grouped(profile.holdersInBoth))人前后都是 "
          + "in both"
      }
      return "  \(profile.profile)  \([tau, top].compactMap(\.self).joined(separator: " · "))"
    } + (unsplit.map { ["  \($0)"] } ?? [])
  }

  /// Who changed grade and why; between other grades, how many stand at which.
  private func gradeLines(_ drawing: Drawing) -> [String] {
    guard hasSameGrades else {
      let pairs = gradePairs.map { "\($0.before) → \($0.after) \(grouped($0.members))人" }
      return pairs.isEmpty
        ? []
        : ["  \(drawing.strong("前后等次 grades before and after"))", "  \(pairs.joined(separator: " · "))"]
    }
    let graded = changes.filter(\.isGradeChange)
    guard !graded.isEmpty else { return [] }
    return ["  \(drawing.strong("等次变动 grades that change"))"]
      + table(graded[...], drawing, gradeCauses: true)
  }

  private func moveLines(_ drawing: Drawing) -> [String] {
    let moved = changes.filter { !hasSameGrades || !$0.isGradeChange }
    guard !moved.isEmpty else { return [] }
    let more =
      moved.count > Self.listed ? "，前\(Self.listed)人 first \(Self.listed) of \(grouped(moved.count))" : ""
    let head = hasSameGrades ? "其他变动 others that move" : "变动 who moves"
    return ["  \(drawing.strong(head))\(more)"]
      + table(moved.prefix(Self.listed), drawing, gradeCauses: false)
  }

  private func table(_ changes: ArraySlice<Change>, _ drawing: Drawing, gradeCauses: Bool) -> [String] {
    var table = TextTable(
      ["编号 no", "姓名 name"] + (isGraded ? ["等次 grade"] : []) + ["名次 rank", "总分 total"]
        + (gradeCauses ? ["等次原因 grade by"] : [])
        + ["名次原因 rank by", "总分原因 total by", "指标 indicators"], numbers: isGraded ? [3, 4] : [2, 3])
    for change in changes {
      let cells = [
        change.placeWords, CauseWords.arrow(change.totalBefore, change.totalAfter),
      ]
      let grade = isGraded ? [CauseWords.arrow(change.gradeBefore, change.gradeAfter)] : []
      table.append(
        [change.memberNo, change.name] + grade + cells + (gradeCauses ? [change.gradeWords] : [])
          + [change.rankWords, change.totalWords, change.lineWords])
    }
    return table.lines(drawing)
  }

  private func seatLines(_ drawing: Drawing) -> [String] {
    guard !seats.isEmpty else { return [] }
    return ["  \(drawing.strong("名额得失 seats got and lost"))"]
      + seats.map { group in
        let count = CauseWords.arrow(group.seatsBefore.map(String.init), "\(group.seatsAfter)")
        let people = [("得 got", group.gained), ("失 lost", group.lost)].filter { !$0.1.isEmpty }.map {
          word, people in
          "\(word) \(people.map { "\($0.memberNo) \($0.name)" }.joined(separator: "、"))"
        }
        return "  \(group.profile) \(group.grade) \(group.group) \(count)席：\(people.joined(separator: "；"))"
      }
  }

  private func memberLines(_ drawing: Drawing) -> [String] {
    [("新进 joined", joined), ("离开 left", left)].filter { !$0.1.isEmpty }.flatMap { word, members in
      var table = TextTable(
        ["编号 no", "姓名 name", "类别 profile"] + (isGraded ? ["等次 grade"] : []) + ["名次 rank", "总分 total"],
        numbers: isGraded ? [4, 5] : [3, 4])
      for member in members.prefix(Self.listed) {
        let grade = isGraded ? [member.grade ?? "–"] : []
        table.append(
          [member.memberNo, member.name, member.profile] + grade
            + [member.rank.map(String.init) ?? "–", member.total])
      }
      let more =
        members.count > Self.listed
        ? "，前\(Self.listed)人 first \(Self.listed) of \(grouped(members.count))" : ""
      return ["  \(drawing.strong(word))\(more)"] + table.lines(drawing)
    }
  }
}
