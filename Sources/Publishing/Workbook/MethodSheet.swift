import Records
import Scoring

/// 方法与账目: by which rules the ranking came about, what became of the rows, and how to check both.
struct MethodSheet {
  static let widths: [Double] = [20, 34, 28, 14, 14, 16, 16, 22]

  let run: RunRecord

  init(_ run: RunRecord) {
    self.run = run
  }

  func sheet(taken: [String]) -> Sheet {
    Sheet(
      name: SheetName.mended("方法与账目", taken: taken), widths: MethodSheet.widths,
      rows: [Sheet.Row([.text("方法与账目 Method and books", .title)], height: 28)]
        + facts + rules + grades + gates + seats + stages + sources + inputs + definitions + checks,
      footer: RankingWorkbook.footer(run))
  }

  /// A heading, a table under it and a line of room.
  func section(_ title: String, _ heads: [String], _ rows: [[Cell]]) -> [Sheet.Row] {
    guard !rows.isEmpty else { return [] }
    let head = zip(heads, rows[0]).map { head, below in
      Cell.text(head, below.style.kind == .count || below.style.kind == .centred ? .heading : .textHeading)
    }
    return [Sheet.Row([.text(title, .section)], height: 30)]
      + (heads.isEmpty ? [] : [Sheet.Row(head, height: 34)])
      + rows.map(row)
  }

  /// As high as the wrapped texts ask.
  private func row(_ cells: [Cell]) -> Sheet.Row {
    let lines = zip(cells, MethodSheet.widths).map { $0.lines(in: $1) }.max() ?? 1
    return Sheet.Row(cells, height: lines > 1 ? Sheet.height(lines: lines) : nil)
  }

  private var facts: [Sheet.Row] {
    let (identity, model) = (run.identity, run.model)
    let effective = [model.effectiveFrom.map { "自\($0)" }, model.effectiveTo.map { "至\($0)" }]
      .compactMap(\.self)
    let facts: [(String, String)] = [
      ("事项 Subject", identity.title), ("时段 Period", identity.period.description),
      ("截至 As of", identity.asOf.description),
      ("计分办法 Model", model.id + (model.isExample ? "（示例，正式使用前必须换 example）" : "")),
      ("办法名称 Title", model.title),
      ("施行 In force", effective.isEmpty ? "不限 always" : effective.joined()),
      ("小数位 Decimals", "\(model.decimals)，四舍五入，每类一次 half-up, once per category"),
      ("按月折算 Prorated", model.prorate.isEmpty ? "无 none" : model.prorate.joined(separator: "、")),
      ("总分下限 Floor", model.floor.map(amount) ?? "无 none"),
      ("同分比较 Ties", tieKeys),
      ("运行 Run", identity.runID), ("程序 Tool", identity.toolVersion),
    ]
    return section("办法 Method", [], facts.map { [.text($0.0), .text($0.1), .empty()] })
  }

  private var tieKeys: String {
    let names = run.model.rankKeys.map(\.name)
    return names.isEmpty ? "并列 ties share the rank" : names.joined(separator: "、") + "；都相同则并列"
  }

  /// A model's number as its file states it.
  func amount(_ amount: Amount) -> String {
    byProfile(amount.byProfile.map(\.description))
  }

  /// One text, or one per profile where they differ.
  func byProfile(_ texts: [String]) -> String {
    guard Set(texts).count > 1 else { return texts.first ?? "" }
    return zip(run.model.profiles, texts).map { "\($0) \($1)" }.joined(separator: "、")
  }
}
