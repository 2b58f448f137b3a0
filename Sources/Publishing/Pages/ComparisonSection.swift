import Ranking
import Records
import Robustness
import Scoring

/// One profile on the page of two runs: the picture, who got whose seat, and a line for each member who moved.
struct ComparisonSection {
  /// More lines than these make no page that people read.
  private static let mostRows = 1_000

  private let facts: ComparisonFacts
  private let profile: String
  private let changes: [MemberChange]
  private let bar: CauseBar
  private let lines: TravellingLines
  /// What the data did to a rank in words, by member of the run after.
  private let dataWords: [Int: String]

  init(_ facts: ComparisonFacts, profile: String) {
    self.facts = facts
    self.profile = profile
    changes = facts.comparison.members.filter { change in
      change.isChanged && Key(facts.after.members[change.after].profile) == Key(profile)
    }
    bar = CauseBar(changes.map(\.rank))
    lines = TravellingLines(facts.before.model, facts.after.model)
    dataWords = ComparisonSection.dataWords(facts.comparison)
  }

  private var isGraded: Bool { facts.comparison.ladders.isGraded }

  func write(to markup: inout Markup) {
    markup.element("section", ["class": "profile"]) { markup in
      markup.heading("h2", "\(profile) \(grouped(changes.count))人变动", "\(grouped(changes.count)) change")
      likeness(to: &markup)
      picture(to: &markup)
      SeatTable(facts, profile: profile).write(to: &markup)
      MembershipTable(facts, profile: profile).write(to: &markup)
      guard !changes.isEmpty else { return }
      for (listed, zh, en) in lists {
        guard !listed.isEmpty else { continue }
        markup.heading("h3", "\(zh) \(grouped(listed.count))人", en)
        if listed.count > Self.mostRows {
          markup.element(
            "p", ["class": "notice"],
            text: "共\(grouped(listed.count))人，本表只列前\(grouped(Self.mostRows))人，其余见 compare --csv。")
        }
        table(listed.prefix(Self.mostRows), to: &markup)
      }
    }
  }

  /// Who changes grade stands apart where both runs give the same grades.
  private var lists: [(members: [MemberChange], zh: String, en: String)] {
    guard facts.comparison.ladders.areEqual else { return [(changes, "变动", "who moves")] }
    return [
      (changes.filter(\.isGradeChange), "等次变动", "grades that change"),
      (changes.filter { !$0.isGradeChange }, "其他变动", "others that move"),
    ]
  }

  private func likeness(to markup: inout Markup) {
    guard let change = ProfileChange.list(facts.comparison).first(where: { Key($0.profile) == Key(profile) })
    else {
      return
    }
    let tau = change.tau.tenThousandths.map {
      "两次都排名的\(grouped(change.ranked))人，名次相近程度（Kendall τ-b）\(DecimalText.format(Int128($0), scale: 4, atLeast: 4))"
    }
    let top = change.topGrade.map {
      "\($0)\(grouped(change.holders.before))人 → \(grouped(change.holders.after))人，其中\(grouped(change.holders.both))人前后都是"
    }
    let words = [tau, top].compactMap(\.self).joined(separator: "；")
    if !words.isEmpty { markup.element("p", ["class": "note"], text: words + "。") }
  }

  private func picture(to markup: inout Markup) {
    guard let picture = RankFlowPicture(facts, profile: profile) else { return }
    markup.element("figure") { markup in
      markup.heading("h3", "名次的变动", "rank by rank")
      legend(to: &markup)
      picture.svg(class: "wide", width: 8_600, isNarrow: false).write(to: &markup)
      picture.svg(class: "narrow", width: 3_560, isNarrow: true).write(to: &markup)
      let few = picture.leftOut > 0 ? "变动最小的\(grouped(picture.leftOut))人没有画。" : ""
      let top = facts.comparison.ladders.top.map { "轴上黑块是\($0)；" } ?? ""
      let graded = facts.comparison.ladders.areEqual ? "粗线是等次变了的人，" : ""
      let borders = facts.comparison.ladders.areEqual ? "虚线是等次分数线，名额和门槛可使达线者不得该等次。" : ""
      markup.element(
        "figcaption",
        text: "每人一条线，颜色和线型是名次变动的主要原因，\(graded)浅灰是名次没变的人。\(top)\(borders)"
          + "不参加排名的画在最后一名之下，新进和离开的只有半截。表中的条从中线向右是升、向左是降，长短为名次。\(few)")
    }
  }

  private func legend(to markup: inout Markup) {
    let counts = MainCauses.ofRanks(changes)
    markup.element("div", ["class": "causes"]) { markup in
      for cause in Cause.allCases + [nil] where isShown(cause, counts) {
        markup.element("span") { markup in
          var sample = SVG(width: 340, height: 80, label: cause?.name.zh ?? "相当", class: "line")
          sample.line(x: 0, y: 40, toX: 340, toY: 40, class: "flow \(cause.kind)")
          sample.write(to: &markup)
          let name = CauseWords.name(cause)
          markup.text("\(name.zh) \(name.en) \(grouped(counts[cause]))人")
        }
      }
    }
  }

  private func isShown(_ cause: Cause?, _ counts: MainCauses) -> Bool {
    guard let cause else { return counts[nil] > 0 }
    return cause != .quota && facts.comparison.mixtures.differing.contains(Causes(cause))
  }

  private func table(_ changes: ArraySlice<MemberChange>, to markup: inout Markup) {
    markup.element("table", ["class": "moves"]) { markup in
      markup.element("caption", ["class": "unseen"], text: "\(profile)变动表 changes")
      markup.element("thead") { markup in
        markup.element("tr") { markup in
          for (key, zh, en) in [
            ("no", "编号", "no."), ("name", "姓名", "name"), ("grade", "等次", "grade"), ("rank", "名次", "rank"),
            ("why", "名次的原因", "← 降 · 升 →"), ("total", "总分", "total"), ("what", "分数的原因", "points by"),
          ] where key != "grade" || isGraded {
            markup.element("th", ["scope": "col", "class": key]) { markup in
              markup.text(zh + " ")
              markup.element("small", text: en)
            }
          }
        }
      }
      markup.element("tbody") { markup in
        for change in changes { row(change, to: &markup) }
      }
    }
  }

  private func row(_ change: MemberChange, to markup: inout Markup) {
    let isMarked = change.isGradeChange && facts.comparison.ladders.areEqual
    markup.element("tr", ["class": isMarked ? "graded" : "moved"]) { markup in
      who(change, to: &markup)
      ranks(change, to: &markup)
      markup.element("td", ["class": "what"]) { points(change, to: &$0) }
    }
  }

  private func who(_ change: MemberChange, to markup: inout Markup) {
    let member = facts.after.members[change.after]
    markup.element("td", ["class": "no"], text: member.number)
    markup.element("th", ["scope": "row", "class": "name"]) { markup in
      markup.text(member.name)
      markup.element("small", text: member.sector ?? "")
    }
    guard isGraded else { return }
    markup.element("td", ["class": "grade"]) { markup in
      markup.text(CauseWords.arrow(change.places.before.grade, change.places.after.grade))
      let words = CauseWords.grades(change.step, change.gradeTurn)
      guard change.isGradeChange, !words.isEmpty else { return }
      markup.element("small", text: " " + words)
    }
  }

  private func ranks(_ change: MemberChange, to markup: inout Markup) {
    markup.element("td", ["class": "rank"], text: rankWords(change))
    markup.element("td", ["class": "why"]) { markup in
      if change.isProfileChange { markup.text("各在本类，不作比较") }
      guard !change.rank.isZero else { return }
      bar.svg(change.rank).write(to: &markup)
      markup.text(CauseWords.list(change.rank, CauseWords.move))
    }
    markup.element(
      "td", ["class": "total"],
      text: CauseWords.arrow(
        change.totals.before.text(decimals: facts.before.model.decimals),
        change.totals.after.text(decimals: facts.after.model.decimals)))
  }

  /// With the profiles where they differ.
  private func rankWords(_ change: MemberChange) -> String {
    let words = [change.places.before.rank, change.places.after.rank].map { $0.map(String.init) }
    guard change.isProfileChange else { return CauseWords.arrow(words[0], words[1]) }
    let profiles = [
      facts.before.members[change.before].profile, facts.after.members[change.after].profile,
    ]
    let places = zip(profiles, words).map { "\($0) \($1 ?? "—")" }
    return CauseWords.arrow(places[0], places[1])
  }

  private func points(_ change: MemberChange, to markup: inout Markup) {
    let shown = lines.shown(change)
    guard !shown.isEmpty || dataWords[change.after] != nil else { return }
    markup.element("details") { markup in
      let summary = CauseWords.list(change.total, unit: Points.one, CauseWords.amount)
      markup.element("summary", text: summary.isEmpty ? "名次按类" : summary)
      markup.element("ul") { markup in
        for line in shown {
          let sum = ExactText.hundredths(line.split.sum, over: Int128(Points.one))
          let parts = CauseWords.list(line.split, unit: Points.one, CauseWords.amount)
          markup.element("li", text: "\(line.name) \(CauseWords.amount(sum))（\(parts)）")
        }
        if let words = dataWords[change.after] { markup.element("li", text: "名次中的数据部分：\(words)") }
      }
    }
  }

  /// Category by category, the rest last.
  private static func dataWords(_ comparison: RunComparison) -> [Int: String] {
    let split = comparison.dataSplit
    let names = split.labels + (split.hasRest ? ["门槛和排序"] : [])
    var words: [Int: String] = [:]
    for (change, parts) in zip(comparison.members, split.parts) {
      let moves = zip(names, parts).map { ($0, ExactText.hundredths($1, over: split.denominator)) }
        .filter { $0.1 != 0 }
      if !moves.isEmpty {
        words[change.after] = moves.map { "\($0.0) \(CauseWords.move($0.1))" }.joined(separator: " · ")
      }
    }
    return words
  }
}
