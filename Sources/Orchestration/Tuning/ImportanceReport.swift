import CSV
import Publishing
import Ranking
import Records
import Robustness
import Scoring

/// What really decides a ranking, category by category and indicator by indicator, against what the bounds promise.
package struct ImportanceReport: Codable, Hashable, Sendable {
  package struct Part: Codable, Hashable, Sendable {
    package let profile: String
    package let code: String
    package let name: String
    /// 0 for a category, 1 for an indicator below it.
    package let depth: Int
    package let cap: String?
    package let mean: String
    /// Part in the spread of the totals, in per cent with two digits; nil where all have the same total.
    package let share: String?
    /// Ranked members at the cap, and how many are ranked.
    package let atCap: Int?
    package let ranked: Int
    /// Members whose grade changes when the part gives nothing.
    package let gradeChanges: Int
  }

  package let run: String
  package let title: String
  package let period: String
  package let model: String
  package let isExample: Bool
  package let parts: [Part]

  /// Scores the run once more for each part.
  init(_ run: RunRecord, _ base: Outcome) throws(RunError) {
    self.run = run.identity.directory
    title = run.identity.title
    period = run.identity.period.description
    model = run.model.id
    isExample = run.model.isExample
    var changed: [String: Scenario] = [:]
    var parts: [Part] = []
    for (profile, name) in run.model.profiles.enumerated() {
      let ranked = base.cards.count { $0.profile == profile && $0.setAsideBy == nil }
      for part in Importance.all(base, profile: profile) {
        if changed[part.code] == nil {
          changed[part.code] = try ImportanceReport.without(part.code, run, base)
        }
        let changes =
          changed[part.code]?.changes.count { $0.isGradeChange && $0.after.profile == profile } ?? 0
        parts.append(
          Part(
            profile: name, code: part.code, name: part.name, depth: part.depth, cap: part.cap?.description,
            mean: part.mean.rounded(decimals: run.model.decimals).text(decimals: run.model.decimals),
            share: part.share.map { DecimalText.format(Int128($0), scale: 2, atLeast: 2) }, atCap: part.atCap,
            ranked: ranked, gradeChanges: changes))
      }
    }
    self.parts = parts
  }

  /// What the run would be if a node gave nothing: neither records nor a start count.
  private static func without(_ code: String, _ run: RunRecord, _ base: Outcome) throws(RunError) -> Scenario
  {
    guard let knob = try? Knob(code + ".factor", of: run.model),
      let model = run.model.turning([KnobSetting(knob, .zero)])
    else { preconditionFailure("every node has a factor, and zero is exact") }
    do { return Scenario(base, try Outcome(model, run.input)) } catch { throw .usage(error.message) }
  }

  package var json: String { String(decoding: JSONText.encode(self).dropLast(), as: UTF8.self) }

  package var csv: String {
    var writer = CSVWriter()
    writer.row([
      "profile", "code", "name", "depth", "cap", "mean", "share_percent", "at_cap", "ranked", "grade_changes",
    ])
    for part in parts {
      for text in [part.profile, part.code, part.name] { writer.text(text) }
      writer.number(part.depth)
      for number in [part.cap, part.mean, part.share] { writer.number(number ?? "") }
      writer.number(part.atCap.map(String.init) ?? "")
      writer.number(part.ranked)
      writer.number(part.gradeChanges)
      writer.endRow()
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// For a terminal or a pipe: a table for each profile.
  package func lines(_ drawing: Drawing = .plain) -> [String] {
    var lines = [drawing.heading(title, period, model: model, isExample: isExample)]
    for profile in parts.map(\.profile).distinct {
      var table = TextTable(
        ["", "上限 cap", "平均 mean", "影响 share", "达上限 at cap", "去掉后等次变动 grades if removed"],
        numbers: [1, 2, 3, 4, 5])
      for part in parts where part.profile == profile {
        table.append([
          String(repeating: "  ", count: part.depth) + "\(part.code) \(part.name)", part.cap ?? "", part.mean,
          part.share.map { "\($0)%" } ?? "–", part.atCap.map { "\($0) / \(part.ranked)" } ?? "",
          String(part.gradeChanges),
        ])
      }
      lines += ["", "  \(drawing.strong(profile))"] + table.lines(drawing)
    }
    return lines
  }
}
