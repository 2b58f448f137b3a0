import Ranking
import Records
import Scoring

/// `summary.md`: the short story of a run for people, Chinese first. It names no reason, leave or penalty of anyone.
package enum Summary {
  package static func artifact(_ run: RunRecord) -> Artifact {
    let facts = Facts(run)
    let text = (chinese(run, facts) + ["---", ""] + english(run, facts)).joined(separator: "\n")
    return Artifact(file: .summary, bytes: Array(text.utf8), rows: nil)
  }

  private struct Facts {
    let distributions: [Distribution]
    let totals: BooksTotals
    let rejections: [CodeCount]
    let findings: [CodeCount]

    init(_ run: RunRecord) {
      distributions = run.distributions
      totals = BooksTotals(run.books)
      rejections = CodeCount.of(run.quarantine.map(\.rejection.finding))
      findings = CodeCount.of(run.findings)
    }
  }

  private static func chinese(_ run: RunRecord, _ facts: Facts) -> [String] {
    let identity = run.identity
    let example = run.model.isExample ? "（示例）" : ""
    let totals = facts.totals
    var lines = ["# \(identity.title) · \(identity.period)", ""]
    lines.append("模型 \(run.model.id)\(example) · 截至 \(identity.asOf) · 运行 \(identity.runID)")
    lines += ["", "## 结果", ""]
    lines += facts.distributions.map(outcome)
    lines += ["", "## 可信度", ""]
    lines.append(
      "共读入\(grouped(totals.read))行：保留\(grouped(totals.kept))，退回\(grouped(totals.rejected))"
        + "（\(totals.rejectedShare)%），合并\(grouped(totals.merged))，过滤\(grouped(totals.filtered))；每一步账目相符。")
    lines.append("")
    lines += counts(facts.rejections, ["退回原因", "级别", "行数"], none: "没有退回的行。")
    lines += counts(facts.findings, ["发现", "级别", "次数"], none: "没有其他发现。")
    lines += ["## 名额", ""]
    lines += seats(run, ["类别", "等次", "组", "人数", "名额", "候选", "获得"], none: "本次运行没有名额限制。")
    lines += ["## 分布", ""]
    lines += bands(run, ["类别", "总分", "人数"])
    return lines
  }

  private static func english(_ run: RunRecord, _ facts: Facts) -> [String] {
    let identity = run.identity
    let example = run.model.isExample ? " (example)" : ""
    let totals = facts.totals
    var lines = ["# \(identity.title) · \(identity.period) (English)", ""]
    lines.append("Model \(run.model.id)\(example) · as of \(identity.asOf) · run \(identity.runID)")
    lines += ["", "## Outcome", ""]
    lines += facts.distributions.map { distribution in
      let grades = distribution.grades.map { "\($0.grade) \($0.members)" }
      let setAside = distribution.setAside.map { "\($0.grade) \($0.members)" }
      return "- \(distribution.profile): "
        + (["\(distribution.ranked) ranked"] + grades).joined(separator: ", ")
        + (setAside.isEmpty ? "." : "; without a rank: \(setAside.joined(separator: ", ")).")
    }
    lines += ["", "## Trust", ""]
    lines.append(
      "\(grouped(totals.read)) rows read: \(grouped(totals.kept)) kept, \(grouped(totals.rejected)) rejected "
        + "(\(totals.rejectedShare) %), \(grouped(totals.merged)) merged, \(grouped(totals.filtered)) filtered; "
        + "the books close at every stage.")
    lines.append("")
    lines += counts(facts.rejections, ["Rejected for", "severity", "rows"], none: "No row was rejected.")
    lines += counts(facts.findings, ["Finding", "severity", "times"], none: "No further findings.")
    lines += ["## Seats", ""]
    let heads = ["Profile", "grade", "group", "members", "seats", "candidates", "holders"]
    lines += seats(run, heads, none: "No grade was limited in this run.")
    lines += ["## Distribution", ""]
    lines += bands(run, ["Profile", "total", "members"])
    return lines
  }

  private static func outcome(_ distribution: Distribution) -> String {
    let grades = distribution.grades.map { "\($0.grade)\($0.members)人" }
    let setAside = distribution.setAside.map { "\($0.grade)\($0.members)人" }
    return "- \(distribution.profile)：" + (["\(distribution.ranked)人参加排名"] + grades).joined(separator: "，")
      + (setAside.isEmpty ? "。" : "；不参加排名：\(setAside.joined(separator: "，"))。")
  }

  private static func counts(_ counts: [CodeCount], _ heads: [String], none: String) -> [String] {
    guard !counts.isEmpty else { return [none, ""] }
    return table(heads, counts.map { [$0.code, $0.severity, grouped($0.count)] })
  }

  private static func seats(_ run: RunRecord, _ heads: [String], none: String) -> [String] {
    guard !run.ranking.seats.isEmpty else { return [none, ""] }
    return table(
      heads,
      run.ranking.seats.map { group in
        [run.model.profiles[group.profile], group.grade, group.group]
          + [group.members, group.seats, group.candidates, group.holders].map { grouped($0) }
      })
  }

  /// Ranked members by bands of ten points of the total, from the top.
  private static func bands(_ run: RunRecord, _ heads: [String]) -> [String] {
    var rows: [[String]] = []
    for (index, profile) in run.model.profiles.enumerated() {
      let members = bandSizes(run, profile: index)
      guard let top = members.keys.max(), let bottom = members.keys.min() else { continue }
      for band in stride(from: top, through: bottom, by: -10) {
        rows.append([profile, "\(band)–\(band + 10)", grouped(members[band, default: 0])])
      }
    }
    return table(heads, rows)
  }

  /// The ranked members of a profile by the lower end of their band. Neighbours in the ranking mostly share theirs, so the
  /// table is asked once for each run of them.
  private static func bandSizes(_ run: RunRecord, profile: Int) -> [Int64: Int] {
    let width = 10 * Points.one
    var members: [Int64: Int] = [:]
    var (last, length) = (Int64(0), 0)
    let (standings, cards) = (run.ranking.standings.span, run.cards.span)
    for place in standings.indices
    where standings[place].profile == profile && standings[place].rank != nil {
      let nano = cards[Int(standings[place].member)].total.nano
      if nano < last || nano - last >= width || length == 0 {
        if length > 0 { members[last / Points.one, default: 0] += length }
        (last, length) = (nano - (nano % width + width) % width, 0)
      }
      length += 1
    }
    if length > 0 { members[last / Points.one, default: 0] += length }
    return members
  }

  private static func table(_ heads: [String], _ rows: [[String]]) -> [String] {
    let body = rows.map { cells in
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
    return [
      "| " + heads.joined(separator: " | ") + " |", String(repeating: "|---", count: heads.count) + "|",
    ]
      + body + [""]
  }
}
