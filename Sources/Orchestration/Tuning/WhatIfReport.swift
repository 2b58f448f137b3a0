import CSV
import Publishing
import Ranking
import Records
import Robustness
import Scoring

/// Who moves and who changes grade when knobs of a model are turned, and why.
package struct WhatIfReport: Codable, Hashable, Sendable {
  /// A knob with what it stood at and where it was turned to, by profile that it turns.
  package struct Setting: Codable, Hashable, Sendable {
    package let knob: String
    package let before: [String]
    package let after: String
  }

  /// How many hold a grade of a profile, or the text of a gate that sets aside.
  package struct GradeCount: Codable, Hashable, Sendable {
    package let profile: String
    package let grade: String
    package let before: Int
    package let after: Int
    /// False for who is set aside, also where the text is that of a grade.
    package let isRanked: Bool
  }

  package struct Change: Codable, Hashable, Sendable {
    package let profile: String
    package let memberNo: String
    package let name: String
    package let sector: String?
    package let rankBefore: Int?
    package let rankAfter: Int?
    package let totalBefore: String
    package let totalAfter: String
    package let gradeBefore: String?
    package let gradeAfter: String?
    /// Categories whose points differ, after less before.
    package let categories: [CategoryChange]
    /// Of the reason trail after, what was not there before.
    package let reasons: [String]
  }

  package struct CategoryChange: Codable, Hashable, Sendable {
    package let code: String
    package let points: String
  }

  package let run: String
  package let title: String
  package let period: String
  package let model: String
  package let isExample: Bool
  package let settings: [Setting]
  /// Empty where the run gives no grades.
  package let grades: [GradeCount]
  package let totalChanges: Int
  package let rankChanges: Int
  /// nil where the run gives no grades.
  package let gradeChanges: Int?
  /// In the order of the ranking after.
  package let changes: [Change]

  init(_ run: RunRecord, _ scenario: Scenario, _ settings: [KnobSetting]) {
    self.run = run.identity.directory
    title = run.identity.title
    period = run.identity.period.description
    model = run.model.id
    isExample = run.model.isExample
    self.settings = settings.map { Setting($0, of: run.model) }
    grades = run.isGraded ? WhatIfReport.counts(scenario) : []
    totalChanges = scenario.changes.count(where: \.isTotalChange)
    rankChanges = scenario.changes.count(where: \.isRankChange)
    gradeChanges = run.isGraded ? scenario.changes.count(where: \.isGradeChange) : nil
    changes = scenario.changes.map { Change($0, run) }
  }

  private static func counts(_ scenario: Scenario) -> [GradeCount] {
    scenario.before.model.profiles.indices.flatMap { profile in
      [true, false].flatMap { counts(scenario, profile: profile, isRanked: $0) }
    }
  }

  /// Of who is ranked, all grades of the model, then what else there is.
  private static func counts(_ scenario: Scenario, profile: Int, isRanked: Bool) -> [GradeCount] {
    let (before, after) = (
      scenario.before.ranking.grades(profile, isRanked: isRanked),
      scenario.after.ranking.grades(profile, isRanked: isRanked)
    )
    let model = scenario.before.model
    let own = isRanked ? model.grades.map(\.name) : []
    let others = Set(before + after).subtracting(own).sorted { Key($0) < Key($1) }
    return (own + others).map { grade in
      GradeCount(
        profile: model.profiles[profile], grade: grade, before: before.count { $0 == grade },
        after: after.count { $0 == grade }, isRanked: isRanked)
    }
  }

  package var json: String { String(decoding: JSONText.encode(self).dropLast(), as: UTF8.self) }

  /// A row for each change, and a column for each category of the model that changes for anybody.
  package var csv: String {
    let codes = changes.flatMap(\.categories).map(\.code).distinct
      .sorted { Key($0) < Key($1) }
    var writer = CSVWriter()
    writer.row(
      [
        "profile", "member_no", "name", "sector", "rank_before", "rank_after", "total_before", "total_after",
        "grade_before", "grade_after",
      ] + codes + ["reasons"])
    for change in changes {
      for text in [change.profile, change.memberNo, change.name, change.sector ?? ""] { writer.text(text) }
      for rank in [change.rankBefore, change.rankAfter] { writer.number(rank.map(String.init) ?? "") }
      for total in [change.totalBefore, change.totalAfter] { writer.number(total) }
      for grade in [change.gradeBefore, change.gradeAfter] { writer.text(grade ?? "") }
      for code in codes { writer.number(change.categories.first { $0.code == code }?.points ?? "") }
      writer.text(change.reasons.joined(separator: "；"))
      writer.endRow()
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension RankingResult {
  fileprivate func grades(_ profile: Int, isRanked: Bool) -> [String] {
    standings.filter { $0.profile == profile && ($0.rank != nil) == isRanked }.compactMap(\.grade)
  }
}

extension WhatIfReport.Change {
  init(_ change: Scenario.Change, _ run: RunRecord) {
    let member = run.members[Int(change.after.member)]
    let decimals = run.model.decimals
    profile = run.model.profiles[change.after.profile]
    memberNo = member.number
    name = member.name
    sector = member.sector
    (rankBefore, rankAfter) = (change.before.rank, change.after.rank)
    totalBefore = change.totals.before.text(decimals: decimals)
    totalAfter = change.totals.after.text(decimals: decimals)
    (gradeBefore, gradeAfter) = (change.before.grade, change.after.grade)
    categories = zip(run.model.categories, change.categories).compactMap { category, points in
      points == .zero
        ? nil
        : WhatIfReport.CategoryChange(code: category.node.code, points: points.text(decimals: decimals))
    }
    reasons = change.after.reasons.filter { !change.before.reasons.contains($0) }.map(\.text)
  }
}

extension WhatIfReport.Setting {
  init(_ setting: KnobSetting, of model: Model) {
    let values = setting.knob.value(in: model).byProfile
    knob = setting.knob.description
    before = (setting.knob.profile.map { [values[$0]] } ?? values).map(\.description)
    after = setting.value.description
  }

  /// `A3.cap  20、12 → `, without what it was turned to.
  var wordsBefore: String { "\(knob)  \(before.distinct.joined(separator: "、")) → " }
}
