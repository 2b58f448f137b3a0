import Records
import Scoring

/// The Chinese reason trail of each member, text by text (model.md §4, step 13).
struct ReasonTrail: Sendable {
  private let model: Model
  private let input: ScoringInput
  private let scores: Scores
  private let order: RankOrder
  private let gates: [GateOutcome]
  /// nil in a quarter run and where the model grants no grades.
  private let thresholds: [Int?]
  /// By member; none in a quarter run.
  private let decisions: [[SeatDecision]]
  private let leafCodes: [String]

  init(
    _ model: Model, _ input: ScoringInput, _ scores: Scores, order: RankOrder, gates: [GateOutcome],
    grading: Grading?
  ) {
    self.model = model
    self.input = input
    self.scores = scores
    self.order = order
    self.gates = gates
    let count = scores.cards.count
    thresholds = grading?.thresholds ?? Array(repeating: nil, count: count)
    decisions = grading?.decisions ?? Array(repeating: [], count: count)
    leafCodes = model.leaves.map(\.node.code)
  }

  /// All that the reasons of a member without gates and seats rest on.
  struct Grounds: Equatable {
    fileprivate let profile: Int
    fileprivate let total: Points
    fileprivate let sum: Points
    fileprivate let threshold: Int?
    fileprivate let rank: Int?
    fileprivate let sharing: Int
  }

  /// nil for a member whose reasons rest on more.
  func grounds(_ member: Int) -> Grounds? {
    guard scores.cards[member].withoutDivisor.isEmpty, !isProrated(member), decisions[member].isEmpty,
      !gates.contains(where: { $0.holds[member] })
    else { return nil }
    return Grounds(
      profile: scores.cards[member].profile, total: scores.cards[member].total, sum: scores.cards[member].sum,
      threshold: thresholds[member], rank: order.ranks[member], sharing: order.sharing[member])
  }

  func reasons(_ member: Int) -> [Reason] {
    gateReasons(member) { if case .setAside = $0 { true } else { false } }
      + thresholdReasons(member)
      + gateReasons(member) { if case .ceiling = $0 { true } else { false } }
      + quotaReasons(member) + sharedRankReasons(member) + prorationReasons(member) + floorReasons(member)
      + rateReasons(member) + gateReasons(member) { $0 == .alert }
  }

  private func gateReasons(_ member: Int, _ isListed: (Gate.Effect) -> Bool) -> [Reason] {
    gates.filter { isListed($0.gate.effect) && $0.holds[member] }.map { outcome in
      let gate = outcome.gate
      let names = outcome.names(member)
      let parts = names.isEmpty ? "" : "（\(names.joined(separator: "、"))）"
      return Reason(code: gate.code, text: "\(gate.code) \(gate.name)\(parts)\(consequence(gate.effect))")
    }
  }

  private func consequence(_ effect: Gate.Effect) -> String {
    guard input.period.isYear else { return "（提醒）" }
    return switch effect {
    case .setAside(let text): "，\(text)"
    case .ceiling(let grade): "，最高\(grade)"
    case .alert: "（提醒）"
    }
  }

  private func thresholdReasons(_ member: Int) -> [Reason] {
    guard let index = thresholds[member] else { return [] }
    let card = scores.cards[member]
    let grade = model.grades[index]
    let limit: String
    if index == model.grades.count - 1, index > 0, let above = model.grades[index - 1].from {
      limit = "<\(amount(above, card.profile))"
    } else {
      limit = grade.from.map { "≥\(amount($0, card.profile))" } ?? ""
    }
    return [Reason(code: "T", text: "T \(amount(card.total))\(limit) \(grade.name)")]
  }

  private func quotaReasons(_ member: Int) -> [Reason] {
    decisions[member].map { decision in
      let seats = "\(decision.group)\(decision.seats)席"
      let grade = decision.grade.map { model.grades[$0].name } ?? Grading.referred
      switch decision.outcome {
      case .stays(let place):
        return Reason(
          code: "Q1", text: "Q1 \(decision.group)第\(place)名/\(decision.seats)席，\(grade)")
      case .out: return Reason(code: "Q2", text: "Q2 \(seats)已满，\(grade)")
      case .tied(let count):
        return Reason(code: "Q3", text: "Q3 \(seats)，并列\(count)人，\(decision.tie.consequence)")
      }
    }
  }

  private func sharedRankReasons(_ member: Int) -> [Reason] {
    guard let rank = order.ranks[member], order.sharing[member] > 1 else { return [] }
    return [Reason(code: "S", text: "S 并列第\(rank)名\(order.sharing[member])人")]
  }

  private func prorationReasons(_ member: Int) -> [Reason] {
    guard isProrated(member) else { return [] }
    let months = input.members[member].months
    return [Reason(code: "P", text: "P 任职\(months)/\(input.period.months)个月，按比例折算")]
  }

  private func isProrated(_ member: Int) -> Bool {
    let months = input.members[member].months
    return !model.prorate.isEmpty && 0 < months && months < input.period.months
  }

  private func floorReasons(_ member: Int) -> [Reason] {
    let card = scores.cards[member]
    guard card.total != card.sum, let floor = model.floor else { return [] }
    return [Reason(code: "F", text: "F 合计\(amount(card.sum))，按\(amount(floor, card.profile))计")]
  }

  private func rateReasons(_ member: Int) -> [Reason] {
    scores.cards[member].withoutDivisor.map { without in
      let points = amount(without.points)
      return Reason(code: "N", text: "N \(leafCodes[without.leaf])无应计场次，按\(points)分计")
    }
  }

  private func amount(_ points: Points) -> String { points.text(decimals: model.decimals) }

  private func amount(_ value: Amount, _ profile: Int) -> String {
    amount(Points(nearest: value[profile]))
  }
}

extension Quota.Tie {
  /// What becomes of who is tied at the last seat.
  fileprivate var consequence: String {
    switch self {
    case .exclude: "不列入"
    case .include: "列入"
    case .refer: "待审"
    }
  }
}
