import Publishing
import Ranking
import Records
import Robustness
import Scoring

/// What claims against a run would change.
package struct AppealReport: Codable, Hashable, Sendable {
  /// Total, rank and grade of a member.
  package struct Place: Codable, Hashable, Sendable {
    package let total: String
    package let rank: Int?
    package let grade: String?
  }

  package struct Claim: Codable, Hashable, Sendable {
    package let claimNo: String
    package let memberNo: String
    package let name: String
    package fileprivate(set) var asked: String
    package fileprivate(set) var evidence: String
    package let deadline: String
    package let before: Place
    /// Were this claim alone accepted.
    package let after: Place
    /// By how many per cent all weights may move, each by itself, before the grade after can change, with one digit; 50.0 for
    /// that or more; nil where nothing is proved, and in a run without grades.
    package let radius: String?
    /// Why the claim cannot be carried out; in pairs of Chinese and English.
    package fileprivate(set) var problems: [[String]]
    /// Others whose grade or total changes.
    package let others: [WhatIfReport.Change]
    /// Others whose rank alone changes.
    package let otherRanks: Int
  }

  package let run: String
  package let title: String
  package let period: String
  package let model: String
  package let isExample: Bool
  package private(set) var claims: [Claim]
  /// Everybody whose total or grade changes were all claims accepted; nil for a single claim.
  package let together: [WhatIfReport.Change]?

  /// What came of rows that were put among the sources.
  struct Answer {
    let scenario: Scenario
    /// By member, in thousandths.
    let radii: [Int64?]?
    let problems: [Message]
  }

  /// `answers` are parallel to the claims.
  init(_ run: RunRecord, _ claims: [Orchestration.Claim], answers: [Answer], together: Answer) {
    self.run = run.identity.directory
    title = run.identity.title
    period = run.identity.period.description
    model = run.model.id
    isExample = run.model.isExample
    self.claims = zip(claims, answers).map { AppealReport.claim($0, $1, run) }
    self.together =
      claims.count == 1
      ? nil
      : together.scenario.changes.filter(\.isTold)
        .map { WhatIfReport.Change($0, run) }
  }

  /// What a claim says that may name somebody.
  enum Part: Hashable {
    case asked, evidence, problem

    /// Says that the part is withheld.
    var message: Message {
      switch self {
      case .asked:
        Message(zh: "申诉内容提到别的委员，答复中不列", en: "what is asked names another member, so the answer withholds it")
      case .evidence:
        Message(zh: "依据提到别的委员，答复中不列", en: "evidence names another member, so the answer withholds it")
      case .problem:
        Message(
          zh: "不能照办的原因提到别的委员，答复中不列",
          en: "why it cannot be done names another member, so the answer withholds it")
      }
    }
  }

  private static let withheld = ["（提到他人，略）", "(names somebody else, left out)"]

  /// Leaves out every text of the claims that names another; returns by claim which parts did.
  mutating func withhold(_ namesAnother: (String) -> Bool) -> [[Part]] {
    claims.indices.map { index in
      var parts: [Part] = []
      let mark = AppealReport.withheld.joined(separator: " ")
      if namesAnother(claims[index].asked) {
        claims[index].asked = mark
        parts.append(.asked)
      }
      if namesAnother(claims[index].evidence) {
        claims[index].evidence = mark
        parts.append(.evidence)
      }
      let problems = claims[index].problems
      if problems.contains(where: { $0.contains(where: namesAnother) }) {
        claims[index].problems = problems.map {
          $0.contains(where: namesAnother) ? AppealReport.withheld : $0
        }
        parts.append(.problem)
      }
      return parts
    }
  }

  private static func claim(_ claim: Orchestration.Claim, _ answer: Answer, _ run: RunRecord) -> Claim {
    let member = run.members.firstIndex { Key($0.number) == Key(claim.member) } ?? 0
    let others = answer.scenario.changes.filter { Int($0.after.member) != member }
    return Claim(
      claimNo: claim.number, memberNo: claim.member, name: run.members[member].name, asked: claim.text,
      evidence: claim.evidence, deadline: claim.deadline.description,
      before: place(member, answer.scenario.before), after: place(member, answer.scenario.after),
      radius: answer.radii?[member].map { DecimalText.format(Int128($0), scale: 1, atLeast: 1) },
      problems: answer.problems.map { [$0.zh, $0.en] },
      others: others.filter(\.isTold).map { WhatIfReport.Change($0, run) },
      otherRanks: others.count { !$0.isTold && $0.isRankChange })
  }

  private static func place(_ member: Int, _ outcome: Outcome) -> Place {
    let standing = outcome.ranking.standings.first { Int($0.member) == member }
    return Place(
      total: outcome.cards[member].total.text(decimals: outcome.model.decimals), rank: standing?.rank,
      grade: standing?.grade)
  }

  package var json: String { String(decoding: JSONText.encode(self).dropLast(), as: UTF8.self) }

  /// For a terminal or a pipe: each claim with what it would change, then all of them together.
  package func lines(_ drawing: Drawing = .plain) -> [String] {
    var lines = [drawing.heading(title, period, model: model, isExample: isExample)]
    for claim in claims { lines += [""] + AppealReport.lines(claim, drawing) }
    guard let together else { return lines }
    lines += ["", "  \(drawing.strong("全部采纳 all of them accepted"))"]
    return lines
      + (together.isEmpty ? ["    没有变动 nothing changes"] : together.map { "    " + AppealReport.line($0) })
  }

  /// For one member: the own claims, without who else changes.
  func lines(toldTo member: String) -> [String] {
    let own = claims.filter { Key($0.memberNo) == Key(member) }
    return [Drawing.plain.heading(title, period, model: model, isExample: isExample), "  \(run)"]
      + own.flatMap { [""] + AppealReport.lines($0, .plain, tellsOthers: false) }
  }

  private static func lines(_ claim: Claim, _ drawing: Drawing, tellsOthers: Bool = true) -> [String] {
    var lines = [
      "  \(drawing.strong(claim.claimNo))  \(claim.memberNo) \(claim.name)  \(claim.asked)",
      "    依据 evidence \(claim.evidence) · 答复期限 answer by \(claim.deadline)",
    ]
    guard claim.problems.isEmpty else {
      return lines
        + claim.problems.flatMap { ["    \(drawing.bad("不能照办 cannot be done")) \($0[0])", "      \($0[1])"] }
    }
    let (before, after) = (claim.before, claim.after)
    lines.append(
      "    总分 total \(arrow(before.total, after.total)) · 名次 rank \(arrow(text(before.rank), text(after.rank)))"
        + " · 等次 grade \(drawing.accent(arrow(before.grade ?? "–", after.grade ?? "–")))")
    if after.grade != nil {
      let radius = claim.radius.map { $0 == "50.0" ? "≥±50.0%" : "±\($0)%" } ?? "0"
      lines.append(
        "    稳固 firm \(radius)  各项权重各自变动在此之内，等次不变 the grade holds while every weight moves within it")
    }
    guard tellsOthers else { return lines }
    let grades = claim.others.count { $0.gradeBefore != $0.gradeAfter }
    let totals = claim.others.count { $0.totalBefore != $0.totalAfter }
    lines.append(
      "    他人 others: 等次变动 grades \(grades)\(totals > 0 ? " · 总分变动 totals \(totals)" : "")"
        + " · 仅名次变动 ranks alone \(claim.otherRanks)")
    return lines + claim.others.map { "      " + line($0) }
  }

  private static func line(_ change: WhatIfReport.Change) -> String {
    "\(change.memberNo) \(change.name)  总分 \(arrow(change.totalBefore, change.totalAfter)) · "
      + "名次 \(arrow(text(change.rankBefore), text(change.rankAfter))) · "
      + "等次 \(arrow(change.gradeBefore ?? "–", change.gradeAfter ?? "–"))"
  }

  private static func text(_ rank: Int?) -> String { rank.map(String.init) ?? "–" }

  private static func arrow(_ before: String, _ after: String) -> String {
    before == after ? after : "\(before) → \(after)"
  }
}

extension Scenario.Change {
  /// More than a rank changes.
  fileprivate var isTold: Bool { isTotalChange || isGradeChange }
}
