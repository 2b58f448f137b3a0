import Records
import Scoring

/// Warnings of rules that stand in a model and can never do anything, or do something twice: real rules may be so.
extension ModelDecoder {
  mutating func lint(_ model: Model, _ fields: Fields) {
    guard case .list(let nodes)? = fields["categories"]?.content else { return }
    let places = nodes.reduce(into: [String: Fields]()) { collect($1, into: &$0) }
    let logic = satisfiability(model)
    for (_, leaf) in model.leaves {
      guard let fields = places[leaf.code], case .leaf(let content) = leaf.content else { continue }
      lint(content, leaf.code, fields)
      lintSelection(content, leaf.code, logic, fields)
      lintLimits(of: leaf, content, isCounted: model.countsKept(of: leaf.code), fields)
    }
    lintOverlaps(model, places)
    lintCaps(model, places)
    lintGates(model, logic, fields)
    lintRankKeys(model, logic, fields)
    lintQuotas(model, fields)
  }

  /// What each profile's conditions can hold.
  private func satisfiability(_ model: Model) -> [Satisfiability] {
    let (vocabulary, leaves) = (vocabulary, leaves)
    return model.profiles.enumerated().map { index, name in
      Satisfiability(profile: index, name: name) { subject, reader in
        let field: FieldSchema? =
          switch (subject, reader) {
          case (.member(let fact), _): vocabulary.fact(fact)
          case (.field(let name), .relation(let relation)): vocabulary.field(name, of: relation)
          case (.field(let name), .leaf(let code)):
            leaves.first { $0.code == code }?.relation.flatMap { vocabulary.field(name, of: $0) }
          case (.field, .member): nil
          }
        return field.map { $0.type == .list } ?? true
      }
    }
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
    if case .perRecord(.cases(let cases), _, _) = leaf.award {
      lintCases(cases, within: leaf.selection?.condition ?? .always, code, fields)
    }
    if case .measure(let measure, .tiers(let tiers)) = leaf.award { lintTiers(tiers, measure, code, fields) }
    lintWorth(leaf, code, fields)
  }

  /// A leaf that gives nothing to anybody.
  private mutating func lintWorth(_ leaf: Leaf, _ code: String, _ fields: Fields) {
    switch leaf.award {
    case .perRecord(let rule, _, _) where rule.amounts.allSatisfy(\.isNothing):
      log.warn(zh: "\(code)：每条记录都是0分", en: "\(code): every record is worth 0", at: fields.place(of: "points"))
    case .measure(_, .full(let full)) where full.isNothing:
      log.warn(zh: "\(code)：给所有人0分", en: "\(code): gives 0 to everybody", at: fields.place(of: "full"))
    case .measure(_, .tiers(let tiers)) where tiers.allSatisfy({ $0.points.isNothing }):
      log.warn(zh: "\(code)：给所有人0分", en: "\(code): gives 0 to everybody", at: fields.place(of: "tiers"))
    case .perRecord, .measure, .entered: break
    }
  }

  private mutating func lintCases(
    _ cases: [PointsCase], within selection: Condition, _ code: String, _ fields: Fields
  ) {
    for (place, late) in cases.enumerated() {
      let condition = Condition.all([selection, late.condition])
      guard let early = cases[..<place].firstIndex(where: { condition.implies($0.condition) }) else {
        continue
      }
      log.warn(
        zh: "\(code)：points的第\(place + 1)项用不上：第\(early + 1)项已包含它",
        en: "\(code): case \(place + 1) of points is never reached: case \(early + 1) fits whatever it fits",
        at: item(place, of: "points", fields))
    }
  }

  private mutating func lintTiers(_ tiers: [Tier], _ measure: Measure, _ code: String, _ fields: Fields) {
    for (place, tier) in tiers.enumerated() {
      if place > 0, tier.points == tiers[place - 1].points {
        log.warn(
          zh: "\(code)：从\(tier.from[0])起的一档与低一档分值相同",
          en: "\(code): the tier from \(tier.from[0]) gives the same points as the tier below it",
          at: item(place, of: "tiers", fields))
      }
      let most = tier.from.byProfile.indices.map { Reach($0).most(of: measure) }
      guard zip(tier.from.byProfile, most).allSatisfy({ from, most in most.map { from > $0 } ?? false })
      else {
        continue
      }
      log.warn(
        zh: "\(code)：从\(tier.from[0])起的一档达不到：比率至多\(most[0] ?? .one)",
        en:
          "\(code): the tier from \(tier.from[0]) can never be reached: the rate is at most \(most[0] ?? .one)",
        at: item(place, of: "tiers", fields))
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
          zh: "\(within.code)所计的记录，\(around.code)全都计入",
          en: "\(within.code) counts only records that \(around.code) counts too",
          at: places[late.code]?.place(of: "code"))
      }
    }
  }

  func item(_ place: Int, of key: String, _ fields: Fields) -> Place? {
    guard case .list(let items)? = fields[key]?.content, items.indices.contains(place) else {
      return fields.place(of: key)
    }
    return items[place].place
  }
}

extension Vocabulary {
  fileprivate func field(_ name: String, of relation: String) -> FieldSchema? {
    self.relation(relation)?.fields.first { Key($0.key) == Key(name) }
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

extension Amount {
  var isNothing: Bool { byProfile.allSatisfy { $0 == .zero } }
}
