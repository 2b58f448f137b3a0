import Ranking
import Records
import Scoring

extension MethodSheet {
  /// Categories and indicators as the model states them, in its order.
  var rules: [Sheet.Row] {
    section(
      "指标 Indicators",
      ["代码\nCode", "名称\nName", "依据\nClause", "封顶\nCap", "下限\nFloor", "数据\nReads", "性质\nKind"],
      run.model.categories.flatMap { lines($0.node, depth: 0, kind: kind($0)) })
  }

  private func kind(_ category: Scoring.Category) -> String {
    let kind =
      switch category.role {
      case .base: "基础 base"
      case .bonus: "加分 bonus"
      case .deduction: "扣分 deduction"
      }
    return kind + (category.start.map { "，起点\(amount($0))" } ?? "")
  }

  private func lines(_ node: Node, depth: Int, kind: String) -> [[Cell]] {
    let indent = String(repeating: "　", count: depth)
    let isClauseOwn = node.clause != node.name
    let line: [Cell] = [
      .text(node.code), .text(indent + node.name, .wrapped),
      .text(isClauseOwn ? node.clause : "", .wrapped), .text(node.cap.map(amount) ?? "", .wrapped),
      .text(node.floor.map(amount) ?? "", .wrapped), .text(reads(node), .wrapped), .text(kind, .wrapped),
    ]
    guard case .group(_, let children) = node.content else { return [line] }
    return [line] + children.flatMap { lines($0, depth: depth + 1, kind: "") }
  }

  private func reads(_ node: Node) -> String {
    switch node.content {
    case .group(.sum, _): ""
    case .group(.arithmetic, _): "加权平均 mean"
    case .group(.geometric, _): "几何平均 geometric mean"
    case .leaf(let leaf): leaf.selection?.relation ?? "记分 entered"
    }
  }

  /// Thresholds and quotas.
  var grades: [Sheet.Row] {
    section(
      "等次 Grades", ["等次\nGrade", "名额\nQuota", "并列于末位\nTied at the last seat", "达到\nFrom"],
      run.model.grades.map { grade in
        [
          .text(grade.name), .text(grade.quota.map(quota) ?? "不限 none", .wrapped),
          .text(grade.quota.map { tie($0.tie) } ?? "", .wrapped),
          .text(grade.from.map(amount) ?? "其余 others", .wrapped),
        ]
      })
  }

  private func quota(_ quota: Quota) -> String {
    let group = Member.facts.first { $0.key == quota.by }?.heading ?? quota.by ?? "全体"
    let rounding =
      switch quota.rounding {
      case .down: "舍"
      case .nearest: "四舍五入"
      case .up: "进"
      }
    return "人数的\(percent(quota.share))，按\(group)，零头\(rounding)；不足\(amount(quota.poolUnder))人的组合并"
  }

  /// `10%` where the share is a whole number of hundredths.
  private func percent(_ share: Amount) -> String {
    let hundredths = share.byProfile.map { value in
      Int128(value.numerator) * 100 % Int128(value.denominator) == 0
        ? "\(Int128(value.numerator) * 100 / Int128(value.denominator))%" : value.description
    }
    return byProfile(hundredths)
  }

  private func tie(_ tie: Quota.Tie) -> String {
    switch tie {
    case .exclude: "不列入 excluded"
    case .include: "列入 included"
    case .refer: "交会议审定 referred"
    }
  }

  /// Names and effects; their conditions stand in the model's file.
  var gates: [Sheet.Row] {
    section(
      "门槛（只降不升）Gates", ["代码\nCode", "名称\nName", "后果\nEffect"],
      run.model.gates.map { gate in
        let effect =
          switch gate.effect {
          case .ceiling(let grade): "最高\(grade)"
          case .setAside(let text): "不参加排名，记\(text)"
          case .alert: "只提醒"
          }
        return [.text(gate.code), .text(gate.name, .wrapped), .text(effect, .wrapped)]
      })
  }

  /// How the quotas came out, group by group.
  var seats: [Sheet.Row] {
    section(
      "名额使用 Seats",
      [
        "等次\nGrade", "类别\nProfile", "组\nGroup", "人数\nMembers", "名额\nSeats", "候选\nCandidates",
        "获得\nHolders",
      ],
      run.ranking.seats.map { seats in
        [.text(seats.grade), .text(run.model.profiles[seats.profile]), .text(seats.group)]
          + [seats.members, seats.seats, seats.candidates, seats.holders].map { Cell.count($0) }
      })
  }
}
