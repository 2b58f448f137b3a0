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
    /// The cap among those of all base categories, in per cent with two digits; nil where one of them has none.
    package let nominalShare: String?
    package let mean: String
    /// Part in the spread of the sums before the least total, in per cent with two digits; nil where all have the same sum.
    package let share: String?
    /// η², in per cent with two digits; nil as `share`.
    package let correlationRatio: String?
    /// Ranked members at the cap, and how many are ranked.
    package let atCap: Int?
    package let ranked: Int
    /// Members whose grade changes when the part gives nothing; nil where the run gives no grades.
    package let gradeChanges: Int?
    package let isFarFromNominal: Bool
  }

  package let run: String
  package let title: String
  package let period: String
  package let model: String
  package let isExample: Bool
  /// Codes of the base categories without a cap, for which no cap promises a share.
  package let uncapped: [String]
  package let parts: [Part]

  /// Scores the run once more for each part.
  init(_ run: RunRecord, _ base: Outcome) throws(RunError) {
    self.run = run.identity.directory
    title = run.identity.title
    period = run.identity.period.description
    model = run.model.id
    isExample = run.model.isExample
    uncapped = run.model.categories.filter { $0.role == .base && $0.node.cap == nil }.map(\.node.code)
    var changed: [String: Scenario] = [:]
    let isGraded = run.isGraded
    var parts: [Part] = []
    for (profile, name) in run.model.profiles.enumerated() {
      let ranked = base.cards.count { $0.profile == profile && $0.setAsideBy == nil }
      for part in Importance.all(base, profile: profile) {
        if isGraded, changed[part.code] == nil {
          changed[part.code] = try ImportanceReport.without(part.code, run, base)
        }
        let changes =
          changed[part.code]?.changes.count { $0.isGradeChange && $0.after.profile == profile }
        parts.append(Part(part, profile: name, ranked: ranked, gradeChanges: changes, run.model.decimals))
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
      "profile", "code", "name", "depth", "cap", "nominal_percent", "mean", "share_percent",
      "correlation_ratio_percent", "at_cap", "ranked", "grade_changes", "far_from_nominal",
    ])
    for part in parts {
      for text in [part.profile, part.code, part.name] { writer.text(text) }
      writer.number(part.depth)
      for number in [part.cap, part.nominalShare, part.mean, part.share, part.correlationRatio] {
        writer.number(number ?? "")
      }
      writer.number(part.atCap.map(String.init) ?? "")
      writer.number(part.ranked)
      writer.number(part.gradeChanges.map(String.init) ?? "")
      writer.text(part.isFarFromNominal ? "是" : "否")
      writer.endRow()
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension ImportanceReport.Part {
  fileprivate init(
    _ part: Importance, profile: String, ranked: Int, gradeChanges: Int?, _ decimals: Int
  ) {
    self.profile = profile
    (code, name, depth) = (part.code, part.name, part.depth)
    cap = part.cap?.description
    nominalShare = part.nominalShare.map(Self.percent)
    mean = part.mean.rounded(decimals: decimals).text(decimals: decimals)
    share = part.share.map(Self.percent)
    correlationRatio = part.correlationRatio.map(Self.percent)
    atCap = part.atCap
    self.ranked = ranked
    self.gradeChanges = gradeChanges
    isFarFromNominal = part.isFarFromNominal
  }

  private static func percent(_ tenThousandths: Int64) -> String {
    DecimalText.format(Int128(tenThousandths), scale: 2, atLeast: 2)
  }
}
