import Publishing
import Ranking
import Records
import Scoring

/// A member's total down to the source rows: category, clause, record, row (design.md, *explain*).
struct Explanation {
  private let run: RunRecord
  private let member: Int
  private let card: Scorecard
  private let rowText: (Origin) throws(RunError) -> String
  private let recordsByLeaf: [Int32: [RecordScore]]
  private let leaves: [(category: Int, node: Node)]
  /// By file: who let its rows in after a claim.
  private let additions: [UInt32: Message]

  /// `rowText` gives a row's exact text.
  init(_ run: RunRecord, member: Int, rowText: @escaping (Origin) throws(RunError) -> String) {
    self.run = run
    self.member = member
    self.rowText = rowText
    card = run.cards[member]
    leaves = run.model.leaves
    additions = Dictionary(
      run.findings.filter { $0.code == AddedRows.code }.compactMap { finding in
        finding.file.map { ($0, finding.message) }
      }, uniquingKeysWith: { first, _ in first })
    recordsByLeaf = Dictionary(grouping: run.records.filter { Int($0.member) == member }, by: \.leaf)
  }

  /// From the heading to the grade.
  func lines() throws(RunError) -> [String] {
    var lines = [heading]
    for category in run.model.categories.indices { lines += try self.category(category) }
    return lines + grade
  }

  private var standing: Standing? { run.ranking.standings.first { Int($0.member) == member } }

  private var heading: String {
    let member = run.members[member]
    let ranked = run.ranking.standings.count { $0.profile == card.profile && $0.rank != nil }
    let rank = standing?.rank.map { "第\($0)名 rank \($0) of \(ranked)" } ?? "不参加排名 without a rank"
    return [
      "\(member.number) \(member.name)", member.sector ?? "", member.profile, run.identity.period.description,
    ].filter { !$0.isEmpty }.joined(separator: " · ")
      + "    \(amount(card.total))  \(standing?.grade ?? "")  \(rank)"
  }

  private func category(_ index: Int) throws(RunError) -> [String] {
    let category = run.model.categories[index]
    let score = card.categories[index]
    var head = "  \(DisplayWidth.padded("\(category.node.code) \(category.node.name)", 30))"
    head += "\(DisplayWidth.rightAligned(amount(score.points), 8))\(bound(category.node))"
    if let start = category.start?[card.profile] { head += "  起始 start \(start)" }
    if score.raw != score.points { head += "  = R(\(amount(score.raw)))" }
    var lines = [head]
    for leaf in leaves.indices where leaves[leaf].category == index { lines += try self.leaf(leaf) }
    return lines
  }

  private func leaf(_ index: Int) throws(RunError) -> [String] {
    let score = card.leaves[index]
    let node = leaves[index].node
    guard score.events > 0 || score.entered != .zero || (score.points ?? .zero) != .zero else { return [] }
    let points = score.points.map(amount) ?? "–"
    var lines = [
      "    \(DisplayWidth.padded("\(node.code) \(node.name)", 28))\(DisplayWidth.rightAligned(points, 8))"
        + "\(bound(node))  \(parts(score))" + (node.clause == node.name ? "" : "  〔\(node.clause)〕")
    ]
    for record in recordsByLeaf[Int32(index)] ?? [] { lines += try self.record(record, of: node) }
    return lines
  }

  private func parts(_ score: LeafScore) -> String {
    let amounts = [
      ("限次减 limited", score.limited), ("折算 prorated", score.prorated), ("记分 entered", score.entered),
      ("封顶减 capped", score.capped), ("共同封顶减 shared", score.shared),
    ].filter { $0.1 != .zero }.map { "\($0.0) \(amount($0.1))" }
    return (["\(score.kept)/\(score.events)件", "原始 raw \(amount(score.raw))"] + amounts).joined(
      separator: " · ")
  }

  private func record(_ record: RecordScore, of node: Node) throws(RunError) -> [String] {
    let (title, rows) = subject(record, of: node)
    var taken: [String] = []
    if record.limited != .zero { taken.append("限次减 \(amount(record.limited)) limited") }
    if record.prorated != .zero { taken.append("折算 \(amount(record.prorated)) prorated") }
    if record.capped != .zero { taken.append("封顶减 \(amount(record.capped)) lost to the cap") }
    if record.shared != .zero { taken.append("共同封顶减 \(amount(record.shared)) lost to a shared cap") }
    let note = taken.isEmpty ? "" : "  " + taken.joined(separator: " · ")
    var lines = [
      "      \(DisplayWidth.padded(title, 44))\(DisplayWidth.rightAligned(amount(record.points), 8))\(note)"
    ]
    for row in rows {
      let origin = run.tables[Int(row.table)].origins[Int(row.row)]
      lines.append("        \(run.files[Int(origin.file)].path):\(origin.firstLine)")
      lines.append("          \(VisibleText.of(try rowText(origin)))")
      if let addition = additions[origin.file] {
        lines.append("          \(VisibleText.of(addition.zh))  \(VisibleText.of(addition.en))")
      }
    }
    return lines
  }

  private func subject(_ record: RecordScore, of node: Node) -> (title: String, rows: [RowReference]) {
    switch record.subject {
    case .measure: return ("合计数 measure", [])
    case .entered(let index):
      let entered = run.input.entered[Int(index)]
      return ("\(entered.datedOn) 记分 \(entered.number)", [entered.row])
    case .record(let index):
      guard case .leaf(let leaf) = node.content, let selection = leaf.selection,
        let relation = run.input.relation(selection.relation)
      else { return ("", []) }
      let time = Instant(seconds: relation.times[Int(index)])
      return ("\(time) \(relation.keys[Int(index)])", run.evidence(of: record, node))
    }
  }

  private var grade: [String] {
    guard let standing else { return [] }
    return ["  等次 grade  \(standing.grade ?? "–")"] + standing.reasons.map { "    \($0.text)" }
  }

  private func bound(_ node: Node) -> String {
    guard let cap = node.cap?[card.profile] else { return "" }
    return " / \(cap)"
  }

  private func amount(_ points: Points) -> String { points.text(atLeast: run.model.decimals) }
}
