import Ranking
import Records
import Scoring

/// What a member's waterfall is drawn from, as the data block of `ranking.html`.
///
/// A list per profile with shared texts, and a short list per member: category amounts, then the leaves that gave or took
/// anything. Deductions stand as their category's total alone, and so do leaves that select by leave or absence, or read
/// penalties or leave: which one it was is for `explain`.
struct MemberDetail: Sendable {
  private let run: RunRecord
  private let leaves: [(category: Int, node: Node)]
  /// Parallel to `leaves`.
  private let isShown: [Bool]
  /// By category.
  private let shownLeaves: [[Int]]

  init(_ run: RunRecord) {
    self.run = run
    leaves = run.model.leaves
    isShown = leaves.map { leaf in
      run.model.categories[leaf.category].role != .deduction && !leaf.node.tellsOfAbsence
    }
    let (leaves, isShown) = (leaves, isShown)
    shownLeaves = run.model.categories.indices.map { category in
      leaves.indices.filter { leaves[$0].category == category && isShown[$0] }
    }
  }

  /// `[categories, leaves, members]`: a category is `[code, name, role]`, a leaf `[category, code, name, clause]`, a member
  /// as in `append`; the members in the order given.
  func json(_ standings: [Standing], workers: Workers = .one) -> DataBlock {
    var json = DataBlock()
    json.list { json in
      json.list { json in
        for category in run.model.categories {
          json.list {
            $0.string(category.node.code)
            $0.string(category.node.name)
            $0.string(category.role.rawValue)
          }
        }
      }
      json.list(line: true) { json in
        for index in leaves.indices { leaf(index, to: &json) }
      }
      json.list(line: true) { json in
        for part in members(standings, workers) { json.elements(part) }
      }
    }
    return json
  }

  private func members(_ standings: [Standing], _ workers: Workers) -> [DataBlock] {
    let ranges = Workers.ranges(standings.count, of: MemberTable.rowsOfTask)
    return workers.map(ranges.count) { part in
      var json = DataBlock()
      for standing in standings[ranges[part]] { append(standing, to: &json) }
      return json
    }
  }

  /// The texts of a leaf; none of one that is not shown.
  private func leaf(_ index: Int, to json: inout DataBlock) {
    let node = leaves[index].node
    json.list { json in
      json.number(leaves[index].category)
      guard isShown[index] else { return }
      json.string(node.code)
      json.string(node.name)
      json.string(node.clause == node.name ? "" : node.clause)
    }
  }

  /// `[total, committee, [category points…], [other points…], [leaf…], [reason…], floor]`. The other points are what a
  /// category has beside its leaves here: its start, rounding, and leaves that are not shown; the floor is what the total's
  /// least value added. Amounts that are zero are "".
  private func append(_ standing: Standing, to json: inout DataBlock) {
    let card = run.cards[Int(standing.member)]
    let decimals = run.model.decimals
    json.list(line: true) { json in
      json.string(card.total.text(decimals: decimals))
      json.string(run.members[Int(standing.member)].committee ?? "")
      json.list { json in
        for category in card.categories { json.string(category.points.text(decimals: decimals)) }
      }
      json.list { json in
        for category in card.categories.indices { json.string(amount(others(card, category))) }
      }
      json.list { json in
        for leaf in card.leaves.listed where isShown[leaf.leaf] && !leaf.isEmpty { append(leaf, to: &json) }
      }
      json.list { json in
        for reason in PublicReasons.texts(standing, model: run.model) { json.string(reason) }
      }
      json.string(amount(card.total - card.sum))
    }
  }

  /// Zero for a category that shows no leaf with points: a deduction, or a mean.
  private func others(_ card: Scorecard, _ category: Int) -> Points {
    guard !shownLeaves[category].isEmpty else { return .zero }
    var rest = card.categories[category].points
    for leaf in shownLeaves[category] {
      guard let points = card.leaves[leaf].points else { return .zero }
      rest = rest - points
    }
    return rest
  }

  private func amount(_ points: Points) -> String {
    points == .zero ? "" : points.text(atLeast: run.model.decimals)
  }

  /// `[leaf, kept, events, points, raw, limited, prorated, entered, capped, shared]`; no points in a mean.
  private func append(_ score: LeafScore, to json: inout DataBlock) {
    let decimals = run.model.decimals
    json.list { json in
      json.number(score.leaf)
      json.number(score.kept)
      json.number(score.events)
      json.string(score.points?.text(atLeast: decimals) ?? "")
      for amount in [score.raw, score.limited, score.prorated, score.entered, score.capped, score.shared] {
        json.string(self.amount(amount))
      }
    }
  }
}

extension LeafScore {
  fileprivate var isEmpty: Bool { events == 0 && entered == .zero && (points ?? .zero) == .zero }
}

extension Node {
  /// True for a leaf that reads leave or penalties, or attendance that was not present.
  var tellsOfAbsence: Bool {
    guard case .leaf(let leaf) = content, let selection = leaf.selection else { return false }
    switch selection.relation {
    case "leave", "penalties", "member_status": return true
    case "attendance": return selection.condition.namesAbsence
    default: return false
    }
  }
}

extension Condition {
  /// True where some test admits leave or absence.
  fileprivate var namesAbsence: Bool {
    switch self {
    case .all(let parts): parts.contains(where: \.namesAbsence)
    case .any(let parts): parts.contains { $0.condition.namesAbsence }
    case .not(let condition): condition.namesAbsence || condition.readsStatus
    case .test(.field("status"), .isOneOf(let values)): values.contains(where: Condition.absences.contains)
    case .test(.field("status"), .isNoneOf(let values)): !Condition.absences.isSubset(of: values)
    case .test(.field("leave"), _), .test(.field("absent"), _), .test(.field("exempt"), _),
      .test(.field("covered"), _), .test(.field("lapses"), _):
      true
    default: false
    }
  }

  private static let absences: Set<Literal> = [.text("leave"), .text("absent"), .text("exempt")]

  private var readsStatus: Bool {
    switch self {
    case .all(let parts): parts.contains(where: \.readsStatus)
    case .any(let parts): parts.contains { $0.condition.readsStatus }
    case .not(let condition): condition.readsStatus
    case .test(.field("status"), _): true
    default: false
    }
  }
}

/// The reasons of a grade that may travel.
///
/// Thresholds, seats, ties, proration and the floor keep their texts. A gate's name often says leave, absence or a penalty
/// (缺席、违纪), and a rate without a divisor that everything was excused; of gates only the effect is told, and alerts, gates
/// of a quarter run and rates without a divisor are left out. `explain` has them all.
enum PublicReasons {
  private static let open: Set<String> = ["T", "Q1", "Q2", "Q3", "S", "P", "F"]

  static func texts(_ standing: Standing, model: Model) -> [String] {
    standing.reasons.compactMap { reason in
      if let gate = model.gates.first(where: { Key($0.code) == Key(reason.code) }) {
        return standing.grade == nil ? nil : effect(gate.effect)
      }
      return open.contains(reason.code) ? reason.text : nil
    }
  }

  private static func effect(_ effect: Gate.Effect) -> String? {
    switch effect {
    case .ceiling(let grade): "门槛：最高\(grade)（依据见 explain）"
    case .setAside(let text): "门槛：\(text)（依据见 explain）"
    case .alert: nil
    }
  }
}
