import Ranking
import Records
import Scoring

/// The ranking of one profile as a sheet: title, outcome, heading, the ranked by rank and the set aside below them.
struct RankingSheet {
  private static let titleRows = 3
  /// 名次, 委员编号 and 姓名 stay in view.
  private static let frozenColumns = 3

  private let run: RunRecord
  private let profile: Int
  private let columns: [RankingColumn]

  init(_ run: RunRecord, profile: Int) {
    self.run = run
    self.profile = profile
    columns = RankingColumn.all(run.model, profile: profile)
  }

  /// One sheet, or as many as it takes where a profile has more members than a sheet has rows.
  func sheets(taken: [String], rows limit: Int = Sheet.maximumRows) -> [Sheet] {
    let standings = run.ranking.standings.filter { $0.profile == profile }
    let capacity = limit - RankingSheet.titleRows - 1
    var sheets: [Sheet] = []
    for start in stride(from: 0, to: max(1, standings.count), by: capacity) {
      let part = Array(standings[start..<min(start + capacity, standings.count)])
      let name = SheetName.mended(run.model.profiles[profile], taken: taken + sheets.map(\.name))
      sheets.append(sheet(part, name: name))
    }
    return sheets
  }

  private func sheet(_ standings: [Standing], name: String) -> Sheet {
    let lines = standings.map(line)
    let widths = columns.indices.map { width($0, lines) }
    let heading = RankingSheet.titleRows
    return Sheet(
      name: name, widths: widths, rows: titles + [headingRow(widths)] + lines.map { row($0, widths) },
      frozen: (heading + 1, RankingSheet.frozenColumns), repeatedRow: heading,
      filter: heading...heading + lines.count, bars: bars(standings, from: heading + 1),
      footer: RankingWorkbook.footer(run))
  }

  private var titles: [Sheet.Row] {
    let identity = run.identity
    let example = run.model.isExample ? "（示例 example）" : ""
    let title = "\(identity.title) · \(identity.period) · \(run.model.profiles[profile])"
    let made =
      "模型 model \(run.model.id)\(example) · 截至 as of \(identity.asOf) · 运行 run \(identity.runID)"
    return [
      Sheet.Row([.text(title, .title)], height: 28), Sheet.Row([.text(outcome, .note)]),
      Sheet.Row([.text(made, .note)]),
    ]
  }

  private var outcome: String {
    let distribution = run.distributions[profile]
    let grades = distribution.grades.map { "\($0.grade)\(grouped($0.members))人" }
    let setAside = distribution.setAside.map { "\($0.grade)\(grouped($0.members))人" }
    return (["\(grouped(distribution.ranked))人参加排名"] + grades).joined(separator: "，")
      + (setAside.isEmpty ? "" : "；不参加排名：\(setAside.joined(separator: "，"))")
  }

  private func line(_ standing: Standing) -> [Cell] {
    let subject = RankingColumn.Subject(
      standing: standing, member: run.members[Int(standing.member)],
      card: run.cards[Int(standing.member)], model: run.model)
    return columns.map { $0.cell(subject) }
  }

  private func headingRow(_ widths: [Double]) -> Sheet.Row {
    let cells = columns.map { Cell.text($0.heading, $0.isText ? .textHeading : .heading) }
    let lines = zip(cells, widths).map { $0.lines(in: $1) }.max() ?? 1
    return Sheet.Row(cells, height: Sheet.height(lines: lines) + 4)
  }

  private func row(_ cells: [Cell], _ widths: [Double]) -> Sheet.Row {
    let lines = zip(cells, widths).map { $0.lines(in: $1) }.max() ?? 1
    return Sheet.Row(cells, height: lines > 1 ? Sheet.height(lines: lines) : nil)
  }

  /// Wide enough for the widest cell within the column's bounds; a Chinese character takes two digits.
  private func width(_ column: Int, _ lines: [[Cell]]) -> Double {
    let widest = lines.map { DisplayWidth.of($0[column].shown) }.max() ?? 0
    let bounds = columns[column].width
    return min(max(Double(widest) + 2, bounds.lowerBound), bounds.upperBound)
  }

  /// In the lines of the ranked: on the total, from 0 to the highest; light on the categories, from 0 to their cap.
  private func bars(_ standings: [Standing], from row: Int) -> [Sheet.DataBar] {
    let cards = standings.filter { $0.rank != nil }.map { run.cards[Int($0.member)] }
    guard !cards.isEmpty else { return [] }
    return columns.indices.compactMap { column in
      guard let bar = columns[column].bar else { return nil }
      let highest = cards.map(bar.value).max() ?? .zero
      let top = max(bar.cap ?? .zero, highest)
      guard top > .zero else { return nil }
      return Sheet.DataBar(column: column, rows: row..<row + cards.count, top: top, colour: bar.colour)
    }
  }
}
