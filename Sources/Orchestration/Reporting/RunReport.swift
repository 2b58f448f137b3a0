import Publishing
import Ranking
import Records
import Scoring

/// A finished run as lines for a terminal or a pipe.
struct RunReport {
  /// Members printed of each profile's ranking.
  private static let top = 5
  private static let stageWidth = 13

  private let run: RunRecord
  private let stages: [Timings.Stage]
  private let drawing: Drawing

  init(_ run: RunRecord, stages: [Timings.Stage], drawing: Drawing) {
    self.run = run
    self.stages = stages
    self.drawing = drawing
  }

  func lines(path: String, isNew: Bool) -> [String] {
    var lines = [heading] + stageLines + [""]
    for profile in run.model.profiles.indices { lines += ranking(profile) }
    lines += totals.rejected > 0 ? [rejected, ""] : []
    lines.append("  " + drawing.strong(path + "/"))
    if !isNew {
      lines.append("  已发布过同样的结果，文件未动  the same run was published before; no file was touched")
    }
    return lines
  }

  private var totals: BooksTotals { BooksTotals(run.books) }

  private var heading: String {
    drawing.heading(
      run.identity.title, run.identity.period.description, model: run.model.id, isExample: run.model.isExample
    )
  }

  private var stageLines: [String] {
    let totals = totals
    let claims = run.quarantine.count { $0.rejection.finding.code == "AWAITING_CLAIM" }
    let seconds = Seconds.text(stages.first { $0.name == RunPart.ingest.rawValue }?.milliseconds ?? 0)
    let bar = drawing.hasBars ? "   " + drawing.accent(Bar.of(1, outOf: 1, width: 18)) : ""
    return [
      stage(
        "ingest", "\(counted(run.files.count, "file"))   \(counted(totals.read, "row"))\(bar)   \(seconds)"),
      stage("clean", "\(counted(run.corrections.count, "cell")) corrected"),
      stage("resolve", "\(counted(claims, "row")) awaiting claim"),
      stage("deduplicate", "\(grouped(totals.merged)) merged"),
      stage("score", "\(counted(run.recordCount, "record")) of \(counted(run.members.count, "member"))"),
      stage(
        "books",
        "\(grouped(totals.read)) = \(grouped(totals.kept)) kept + \(grouped(totals.rejected)) rejected + "
          + "\(grouped(totals.merged)) merged + \(grouped(totals.filtered)) filtered   "
          + drawing.good("✓ closed at every stage")),
    ]
  }

  private func stage(_ name: String, _ text: String) -> String {
    "  " + drawing.faint(DisplayWidth.padded(name, RunReport.stageWidth)) + text
  }

  private func ranking(_ profile: Int) -> [String] {
    guard let first = first(of: profile) else { return [] }
    let ranked = run.distributions[profile].ranked
    let rows = first.map { cells(run.ranking.standings[$0]) }
    let widths = (0..<5).map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    let lines = rows.map { row in
      "  \(DisplayWidth.rightAligned(row[0], max(4, widths[0])))  \(DisplayWidth.padded(row[1], widths[1]))  "
        + "\(DisplayWidth.padded(row[2], widths[2]))  \(DisplayWidth.rightAligned(row[3], widths[3]))"
        + (row[4].isEmpty ? "" : "  \(drawing.accent(row[4]))")
    }
    let more = ranked > rows.count ? ["     …"] : []
    return ["  \(drawing.strong(run.model.profiles[profile])) \(grouped(ranked)) ranked"] + lines + more
      + [grades(profile), ""]
  }

  /// The places of the first who are ranked; nil where the profile has nobody.
  private func first(of profile: Int) -> [Int]? {
    let standings = run.ranking.standings.span
    var (places, hasMembers) = ([Int](), false)
    for place in standings.indices where standings[place].profile == profile {
      hasMembers = true
      if places.count == RunReport.top { break }
      if standings[place].rank != nil { places.append(place) }
    }
    return hasMembers ? places : nil
  }

  private func cells(_ standing: Standing) -> [String] {
    let member = run.members[Int(standing.member)]
    let total = run.cards[Int(standing.member)].total.text(decimals: run.model.decimals)
    return [
      standing.rank.map(String.init) ?? "", member.name, member.sector ?? "", total, standing.grade ?? "",
    ]
  }

  private func grades(_ profile: Int) -> String {
    let distribution = run.distributions[profile]
    let seats = SeatTotals.of(run.ranking, profile: profile)
    var parts = distribution.grades.map { count -> String in
      guard let quota = seats.first(where: { $0.grade == count.grade }) else {
        return "\(count.grade) \(grouped(count.members))"
      }
      return "\(count.grade) \(grouped(count.members)) of \(grouped(quota.seats)) seats"
        + (quota.lapsed > 0 ? " (\(quota.lapsed) lapsed)" : "")
    }
    parts += distribution.setAside.map { "不参加排名 \($0.grade) \(grouped($0.members))" }
    return parts.isEmpty ? "  本期不评等次 no grades in this run" : "  " + parts.joined(separator: " · ")
  }

  private var rejected: String {
    let verb = totals.rejected == 1 ? "was" : "were"
    return "  \(counted(totals.rejected, "row")) \(verb) rejected (\(totals.rejectedShare) %) → "
      + OutputFile.quarantine.rawValue
  }
}
