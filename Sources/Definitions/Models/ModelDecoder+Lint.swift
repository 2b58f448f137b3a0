import Records
import Scoring

/// Warnings of rules that stand in a model and can never do anything, or do something twice: real rules may be so.
extension ModelDecoder {
  mutating func lint(_ model: Model, _ fields: Fields) {
    guard case .list(let nodes)? = fields["categories"]?.content else { return }
    let places = nodes.reduce(into: [String: Fields]()) { collect($1, into: &$0) }
    for (_, leaf) in model.leaves {
      guard let fields = places[leaf.code], case .leaf(let content) = leaf.content else { continue }
      lint(content, leaf.code, fields)
    }
    lintOverlaps(model, places)
    lintCeilings(model, fields)
  }

  /// The entries of each node by its code.
  private func collect(_ node: YAMLNode, into places: inout [String: Fields]) {
    guard case .map(let entries) = node.content else { return }
    let fields = Fields(place: node.place, entries: entries)
    if let code = fields["code"]?.plainText { places[code] = fields }
    guard case .list(let children)? = fields["indicators"]?.content else { return }
    for child in children { collect(child, into: &places) }
  }

  private mutating func lint(_ leaf: Leaf, _ code: String, _ fields: Fields) {
    if case .perRecord(.cases(let cases), _, _) = leaf.award { lintCases(cases, code, fields) }
    if case .measure(let measure, .tiers(let tiers)) = leaf.award { lintTiers(tiers, measure, code, fields) }
    lintLimits(leaf.limits, code, fields)
  }

  private mutating func lintCases(_ cases: [PointsCase], _ code: String, _ fields: Fields) {
    for (place, late) in cases.enumerated() {
      guard let early = cases[..<place].firstIndex(where: { late.condition.implies($0.condition) }) else {
        continue
      }
      log.warn(
        "\(code): case \(place + 1) of points is never reached: case \(early + 1) fits whatever it fits",
        at: item(place, of: "points", fields))
    }
  }

  private mutating func lintTiers(_ tiers: [Tier], _ measure: Measure, _ code: String, _ fields: Fields) {
    for (place, tier) in tiers.enumerated() {
      if place > 0, tier.points == tiers[place - 1].points {
        log.warn(
          "\(code): the tier from \(tier.from[0]) gives the same points as the tier below it",
          at: item(place, of: "tiers", fields))
      }
      let most = tier.from.byProfile.indices.map { Reach.most(of: measure, $0) }
      guard zip(tier.from.byProfile, most).allSatisfy({ from, most in most.map { from > $0 } ?? false })
      else {
        continue
      }
      log.warn(
        "\(code): the tier from \(tier.from[0]) can never be reached: the rate is at most \(most[0] ?? .one)",
        at: item(place, of: "tiers", fields))
    }
  }

  private mutating func lintLimits(_ limits: [Limit], _ code: String, _ fields: Fields) {
    for (place, late) in limits.enumerated() {
      guard let early = limits[..<place].firstIndex(where: { $0.leavesNothingTo(late) }) else { continue }
      log.warn(
        "\(code): limit \(place + 1) never acts: limit \(early + 1) leaves it nothing",
        at: item(place, of: "limits", fields))
    }
  }

  /// Leaves of which one counts only records that the other counts too.
  private mutating func lintOverlaps(_ model: Model, _ places: [String: Fields]) {
    let leaves = model.leaves.map(\.node)
    for (place, late) in leaves.enumerated() {
      for early in leaves[..<place] {
        let (within, around) = late.countsWithin(early) ? (late, early) : (early, late)
        guard within.countsWithin(around) else { continue }
        log.warn(
          "\(within.code) counts only records that \(around.code) counts too",
          at: places[late.code]?.place(of: "code"))
      }
    }
  }

  private mutating func lintCeilings(_ model: Model, _ fields: Fields) {
    guard let top = model.grades.first, case .list(let nodes)? = fields["gates"]?.content else { return }
    for (gate, node) in zip(model.gates, nodes) where gate.effect == .ceiling(top.name) {
      log.warn("\(gate.code): ceiling \(top.name) is the top grade and lowers nobody", at: node.place)
    }
  }

  private func item(_ place: Int, of key: String, _ fields: Fields) -> Place? {
    guard case .list(let items)? = fields[key]?.content, items.indices.contains(place) else {
      return fields.place(of: key)
    }
    return items[place].place
  }
}

extension Node {
  /// True when both give points of records of the same kind, and every record that this one counts the other counts too.
  fileprivate func countsWithin(_ other: Node) -> Bool {
    guard case .leaf(let own) = content, case .leaf(let around) = other.content,
      case .perRecord = own.award, case .perRecord = around.award,
      let mine = own.selection, let theirs = around.selection
    else { return false }
    return mine.relation == theirs.relation && mine.window == theirs.window
      && mine.condition.implies(theirs.condition)
  }
}

extension Limit {
  /// True when what this one leaves is never more than the other allows.
  fileprivate func leavesNothingTo(_ later: Limit) -> Bool {
    guard per == later.per else { return false }
    switch (rule, later.rule) {
    case (.best(let few), .best(let many)), (.points(let few), .points(let many)):
      return zip(few.byProfile, many.byProfile).allSatisfy { $0 <= $1 }
    default: return false
    }
  }
}
