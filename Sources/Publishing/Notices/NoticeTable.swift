import Ranking
import Records
import Scoring

/// A table that a template asks for.
package struct NoticeTable: Hashable, Sendable {
  package enum Name: String, CaseIterable, Sendable {
    /// The members of one profile by rank, with totals and categories.
    case ranking
    /// What the members of each 界别 came to on average.
    case sectors
    /// Who gets the top grade: name and 界别 alone.
    case names
    /// What a list says otherwise than the one that was made public.
    case changes
    /// Who did not do what a gate of the model asks of everyone.
    case missing
    /// What became of the rows of each source.
    case quality
    /// Who a member is.
    case identity
    /// A member's points by category.
    case categories
    /// What limits and caps took of a member's points.
    case losses
    /// A member's counted records, a table for each category.
    case lines
    /// A member's records that gave no points, with the reason.
    case aside
  }

  let name: Name
  /// Index into the model's profiles.
  let profile: Int?
  /// The longest that it may be, in rows; nil for no end. The least of the losses share the last row.
  let most: Int?

  init(name: Name, profile: Int?, most: Int? = nil) {
    self.name = name
    self.profile = profile
    self.most = most
  }

  /// A table of the whole run, or a paragraph that says that there is nothing.
  func blocks(of run: RunRecord) -> [OfficialDocument.Block] {
    switch name {
    case .ranking: return [.table(NoticeTable.ranking(run, profile: profile ?? 0))]
    case .sectors: return [.table(NoticeTable.sectors(run))]
    case .names: return [.table(NoticeTable.names(run))]
    case .missing:
      let rows = NoticeTable.missing(run)
      return rows.isEmpty
        ? [.body("没有未完成规定职责的委员。")]
        : [.table(DocumentTable(columns: NoticeTable.missingColumns, rows: rows))]
    case .quality: return [.table(NoticeTable.quality(run))]
    case .changes, .identity, .categories, .losses, .lines, .aside:
      preconditionFailure("a table of more than the run")
    }
  }

  /// No reason of a grade stands in it, since one may tell of a leave or a penalty.
  private static func ranking(_ run: RunRecord, profile: Int) -> DocumentTable {
    let base = run.model.categories.indices.filter { run.model.categories[$0].role == .base }
    let standings = run.ranking.standings.filter { $0.profile == profile && $0.rank != nil }
    let isGraded = standings.contains { $0.grade != nil }
    var columns: [DocumentTable.Column] = [
      .init("名次", width: 6), .init("编号", width: 7), .init("姓名", width: 10), .init("界别", width: 17),
      .init("总分", width: 9, .right),
    ]
    if isGraded { columns.append(.init("等次", width: 10)) }
    columns += base.map { .init(run.model.categories[$0].node.name, width: 10, .right) }
    columns += [.init("加分", width: 8, .right), .init("扣分", width: 8, .right)]
    let rows = standings.map { standing in
      let (member, card) = (run.members[Int(standing.member)], run.cards[Int(standing.member)])
      let points = [card.total] + base.map { card.categories[$0].points } + [card.bonus, card.deduction]
      var cells = [standing.rank.map { "\($0)" } ?? "", member.number, member.name, member.sector ?? ""]
      cells += points.map { $0.text(decimals: run.model.decimals) }
      if isGraded { cells.insert(standing.grade ?? "", at: 5) }
      return cells
    }
    return DocumentTable(columns: columns, rows: rows)
  }

  /// In byte order of the 界别; a group of fewer than three ranked members shows no average.
  private static func sectors(_ run: RunRecord) -> DocumentTable {
    var groups: [Key: [Points]] = [:]
    for standing in run.ranking.standings where standing.rank != nil {
      let sector = run.members[Int(standing.member)].sector ?? "（未填）"
      groups[Key(sector), default: []].append(run.cards[Int(standing.member)].total)
    }
    let rows = groups.keys.sorted().map { sector in
      let totals = groups[sector] ?? []
      let isTold = totals.count >= SectorPoints.leastMembers
      return [
        sector.text, "\(totals.count)",
        isTold ? average(totals, decimals: run.model.decimals) : "—",
        isTold ? (totals.max() ?? .zero).text(decimals: run.model.decimals) : "—",
      ]
    }
    return DocumentTable(
      columns: [
        .init("界别", width: 24), .init("参加排名人数", width: 14), .init("平均总分", width: 12, .right),
        .init("最高总分", width: 12, .right),
      ], rows: rows)
  }

  private static func average(_ totals: [Points], decimals: Int) -> String {
    let sum = totals.reduce(Int128(0)) { $0 + Int128($1.nano) }
    let nano = Rounding.halfUp(sum, over: Int128(totals.count))
    return Points(nano: Int64(clamping: nano)).text(decimals: decimals)
  }

  /// In the order of the members' numbers, so that no rank can be read from it.
  private static func names(_ run: RunRecord) -> DocumentTable {
    let holders = top(run).map { run.members[Int($0.member)] }.sorted { Key($0.number) < Key($1.number) }
    return DocumentTable(
      columns: [.init("序号", width: 8), .init("姓名", width: 20), .init("界别", width: 28)],
      rows: holders.enumerated().map { index, member in ["\(index + 1)", member.name, member.sector ?? ""] })
  }

  /// Who has the model's top grade.
  static func top(_ run: RunRecord) -> [Standing] {
    run.ranking.standings.filter {
      $0.rank != nil && $0.grade != nil && $0.grade == run.model.grades.first?.name
    }
  }
}

extension Points {
  /// With exactly `decimals` digits.
  func text(decimals: Int) -> String {
    DecimalText.format(Int128(rounded(decimals: decimals).nano), scale: 9, atLeast: decimals)
  }
}
