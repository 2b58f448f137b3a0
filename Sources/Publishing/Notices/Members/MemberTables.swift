import Records
import Scoring

/// The tables of a member's own papers.
struct MemberTables {
  private let book: MemberBook
  private let member: Int
  private var run: RunRecord { book.run }
  private var card: Scorecard { run.cards[member] }

  init(_ book: MemberBook, member: Int) {
    self.book = book
    self.member = member
  }

  /// What a table of this name is made of, paragraphs and tables; a paragraph says that there is nothing.
  func blocks(_ name: NoticeTable.Name, most: Int? = nil) -> [OfficialDocument.Block] {
    switch name {
    case .identity: [.table(identity)]
    case .categories: [.table(categories)]
    case .losses:
      card.leaves.listed.contains(where: isLoss) ? [.table(losses(most))] : [.body("没有因上限、次数少计的分。")]
    case .lines: lines
    case .aside: aside.rows.isEmpty ? [.body("没有未计分的记录。")] : [.table(aside)]
    default: []
    }
  }

  private var identity: DocumentTable {
    let person = run.members[member]
    let left = person.leftOn.map(\.chinese) ?? "在任"
    return DocumentTable(
      columns: [
        .init("项目", width: 12), .init("内容", width: 30), .init("项目", width: 12), .init("内容", width: 30),
      ],
      rows: [
        ["编号", person.number, "姓名", person.name],
        ["界别", person.sector ?? "", "专委会", person.committee ?? ""],
        ["类别", person.profile, "职务", person.post],
        ["任职日期", person.joinedOn.chinese, "离任日期", left],
      ])
  }

  private var categories: DocumentTable {
    let rows = run.model.categories.indices.map { category -> [String] in
      let node = run.model.categories[category].node
      let scores = card.leaves.listed.filter { book.leaves[$0.leaf].category == category }
      let isDeduction = run.model.categories[category].role == .deduction
      let lost = scores.map(\.loss).reduce(.zero, +)
      return [
        "\(node.code) \(node.name)", node.cap.map { "\($0[card.profile])" } ?? "—",
        grouped(scores.reduce(0) { $0 + $1.events }), grouped(scores.reduce(0) { $0 + $1.kept }),
        isDeduction || lost == .zero ? "—" : amount(lost), amount(card.categories[category].points),
      ]
    }
    return DocumentTable(
      columns: [
        .init("类别", width: 26), .init("上限", width: 10, .right), .init("记录", width: 10, .right),
        .init("计分", width: 10, .right), .init("少计", width: 12, .right), .init("得分", width: 12, .right),
      ], rows: rows + [["总分", "", "", "", "", amount(card.total)]])
  }

  private func isLoss(_ score: LeafScore) -> Bool {
    run.model.categories[book.leaves[score.leaf].category].role != .deduction && score.loss > .zero
  }

  /// What limits and caps took, leaf by leaf; of more than `most` the least share the last row.
  private func losses(_ most: Int?) -> DocumentTable {
    let all = card.leaves.listed.filter(isLoss)
    let isWhole = all.count <= most ?? all.count
    let kept = isWhole ? all.count : (most ?? all.count) - 1
    let order = all.indices.sorted { (-all[$0].loss.nano, $0) < (-all[$1].loss.nano, $1) }
    let (told, rest) = (order.prefix(kept).sorted(), order.dropFirst(kept))
    var rows = told.map { index in
      let leaf = book.leaves[all[index].leaf]
      return [
        "\(leaf.node.code) \(leaf.node.name)", amount(all[index].raw), amount(all[index].loss),
        leaf.takers(all[index], profile: card.profile).joined(separator: "；"),
      ]
    }
    if !rest.isEmpty {
      rows.append([
        "其余\(rest.count)项", amount(rest.map { all[$0].raw }.reduce(.zero, +)),
        amount(rest.map { all[$0].loss }.reduce(.zero, +)), "见附件各条的少计",
      ])
    }
    return DocumentTable(
      columns: [
        .init("少计的指标", width: 26, .left), .init("限前分", width: 8, .right), .init("少计", width: 8, .right),
        .init("原因", width: 43, .left),
      ], rows: rows)
  }

  /// A heading and a table for each category that has lines.
  private var lines: [OfficialDocument.Block] {
    let lines = book.lines(member)
    var blocks: [OfficialDocument.Block] = []
    for category in run.model.categories.indices {
      let found = lines.filter { book.leaves[$0.leaf].category == category }
      guard !found.isEmpty else { continue }
      let number = MemberTables.numeral(blocks.count / 2 + 1)
      let name = run.model.categories[category].node.name
      blocks += [
        .heading(.second, "（\(number)）\(name)　\(amount(card.categories[category].points))分"),
        .table(table(found)),
      ]
    }
    return blocks.isEmpty ? [.body("没有计分的记录。")] : blocks
  }

  private func table(_ lines: [CountedLine]) -> DocumentTable {
    DocumentTable(
      columns: [
        .init("日期", width: 12), .init("指标", width: 23, .left), .init("事项", width: 50, .left),
        .init("得分", width: 8, .right), .init("少计", width: 8, .right), .init("出处", width: 30, .left),
      ],
      rows: lines.map { line in
        let node = book.leaves[line.leaf].node
        return [
          line.day?.description ?? "", "\(node.code) \(node.name)", line.text, line.points.map(amount) ?? "",
          line.lost == .zero ? "" : amount(line.lost), line.source,
        ]
      })
  }

  private var aside: DocumentTable {
    DocumentTable(
      columns: [
        .init("日期", width: 12), .init("事项", width: 46, .left), .init("原因", width: 44, .left),
        .init("出处", width: 29, .left),
      ],
      rows: book.aside(member).map { [$0.day?.description ?? "", $0.text, $0.reason, $0.source] })
  }

  /// 1 to 99 in Chinese, as the numbers of headings are written.
  static func numeral(_ number: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    guard 10...99 ~= number else { return digits[number % 10] }
    return (number < 20 ? "" : digits[number / 10]) + "十" + digits[number % 10]
  }

  private func amount(_ points: Points) -> String { points.text(atLeast: run.model.decimals) }
}

extension LeafScore {
  fileprivate var loss: Points { LeafPlace.loss(limited, capped, shared) }
}
