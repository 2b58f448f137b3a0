import Records

/// What members handed in, and what became of it: each paper under its first person.
struct SubmissionFacts {
  /// By the kinds of the source; nil where the pipeline does without it.
  let proposalKinds: RowCount?
  let proposals: RowCount?
  let reports: RowCount?
  let microKinds: RowCount?
  let micro: RowCount?
  /// By kind of micro-item, its rows by status in the order of `micro`'s classes.
  let microOutcomes: [(kind: String, counts: [Int])]
  /// By outcome and level, as 采用·省.
  let outcomes: RowCount?

  /// Statuses of what was taken up.
  static let filed: Set<String> = ["立案", "归并"]
  static let accepted: Set<String> = ["收录"]
  static let settled: Set<String> = ["办结", "采纳"]

  init(_ run: RunRecord, _ frame: OverviewFrame) {
    let proposers = SubmissionFacts.proposers(run)
    var authors: [ItemKey: String] = [:]
    (proposalKinds, proposals) = SubmissionFacts.papers(
      run.table("proposals"), frame, date: "submitted_on", by: ["kind", "status"]
    ) { table, row in proposers[Key(table.recordKey(row))] }
    let reports = SubmissionFacts.papers(
      run.table("reports"), frame, date: "submitted_on", by: ["status", "status"]
    ) { table, row in table.text("member_no", row) }
    self.reports = reports.0
    (microKinds, micro) = SubmissionFacts.papers(
      run.table("micro_items"), frame, date: "submitted_at", by: ["kind", "status"]
    ) { table, row in table.text("member_no", row) }
    microOutcomes = SubmissionFacts.microOutcomes(run.table("micro_items"), frame)
    for (key, member) in proposers { authors[ItemKey(kind: Key("提案"), number: key)] = member }
    for (kind, source) in [("社情民意", "reports"), ("微建议", "micro_items")] {
      guard let table = run.table(source) else { continue }
      for row in table.live {
        authors[ItemKey(kind: Key(kind), number: Key(table.recordKey(Int(row))))] = table.text(
          "member_no", Int(row))
      }
    }
    outcomes = SubmissionFacts.outcomes(run.table("outcomes"), frame, authors)
  }

  /// 提案 (提案, 社情民意 and 五微) together; empty where none of the sources is there.
  func all(_ frame: OverviewFrame) -> CountGrid {
    [proposals, reports, micro].compactMap(\.self).reduce(CountGrid(frame)) { $0 + $1.all }
  }

  private struct ItemKey: Hashable {
    let kind: Key
    let number: Key
  }

  /// The number of each proposal's 第一提案人, where that is a member.
  private static func proposers(_ run: RunRecord) -> [Key: String] {
    guard let people = run.table("proposal_people") else { return [:] }
    let isFirst = people.classes("role", ["第一提案人"])
    var proposers: [Key: String] = [:]
    for row in people.live where isFirst[Int(row)] == 0 {
      let member = people.text("member_no", Int(row))
      if !member.isEmpty { proposers[Key(people.text("proposal_no", Int(row)))] = member }
    }
    return proposers
  }

  /// A source counted by two of its columns.
  private static func papers(
    _ table: Table?, _ frame: OverviewFrame, date: String, by columns: [String],
    author: (Table, Int) -> String?
  ) -> (RowCount?, RowCount?) {
    guard let table else { return (nil, nil) }
    let times = table.times(date)
    var numbers = [String?](repeating: nil, count: table.rowCount)
    for row in table.live { numbers[Int(row)] = author(table, Int(row)) }
    let sectors = frame.sectors(of: CodedColumn(numbers))
    let counts = columns.map { RowCount(table, frame, times: times, sectors: sectors, by: $0) }
    return (counts.first, counts.last)
  }

  private static func microOutcomes(
    _ table: Table?, _ frame: OverviewFrame
  ) -> [(kind: String, counts: [Int])] {
    guard let table else { return [] }
    let (kinds, statuses) = (table.values(of: "kind"), table.values(of: "status"))
    let (kindOf, statusOf) = (table.classes("kind", kinds), table.classes("status", statuses))
    let times = table.times("submitted_at")
    var counts = kinds.map { _ in Array(repeating: 0, count: statuses.count) }
    for row in table.live.lazy.map({ Int($0) })
    where kindOf[row] >= 0 && statusOf[row] >= 0 && frame.month(of: times[row]) != nil {
      counts[Int(kindOf[row])][Int(statusOf[row])] += 1
    }
    return zip(kinds, counts).map { ($0, $1) }
  }

  private static func outcomes(
    _ table: Table?, _ frame: OverviewFrame, _ authors: [ItemKey: String]
  ) -> RowCount? {
    guard let table else { return nil }
    let (outcomes, levels) = (table.values(of: "outcome"), table.values(of: "level"))
    let (outcomeOf, levelOf) = (table.classes("outcome", outcomes), table.classes("level", levels))
    let names = outcomes.flatMap { outcome in [outcome] + levels.map { "\(outcome)·\($0)" } }
    let numbers = (0..<table.rowCount).map { row in
      authors[
        ItemKey(kind: Key(table.text("item_kind", row)), number: Key(table.text("item_no", row)))]
    }
    return RowCount(
      table, frame, times: table.times("dated_on"), sectors: frame.sectors(of: CodedColumn(numbers)),
      classes: names
    ) { row in
      outcomeOf[row] < 0 ? nil : Int(outcomeOf[row]) * (levels.count + 1) + Int(levelOf[row]) + 1
    }
  }
}
