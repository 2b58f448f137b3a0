import Records
import Scoring

/// Warnings of rank keys and quotas that decide nothing.
extension ModelDecoder {
  mutating func lintRankKeys(_ model: Model, _ logic: [Satisfiability], _ fields: Fields) {
    guard case .map(let rank)? = fields["rank"]?.content,
      case .list(let nodes)? = rank.first(where: { $0.key == "keys" })?.value.content
    else { return }
    for (place, (key, node)) in zip(model.rankKeys, nodes).enumerated() {
      guard let reason = reason(key, place, model, logic) else { continue }
      log.warn(
        zh: "rank.keys：第\(place + 1)项分不出先后：\(reason.zh)",
        en: "rank.keys: key \(place + 1) breaks no tie: \(reason.en)",
        at: node.place)
    }
  }

  private func reason(_ key: RankKey, _ place: Int, _ model: Model, _ logic: [Satisfiability]) -> Message? {
    switch key.measure {
    case .score(.total): return Message(zh: "总分本已相同", en: "the totals are equal already")
    case .count(let query) where !logic.contains(where: { $0.canCount(query) }):
      return Message(zh: "没有记录能符合条件", en: "no record can fit what it counts")
    case .score, .count: break
    }
    guard let early = model.rankKeys[..<place].firstIndex(where: { model.isSame($0.measure, key.measure) })
    else { return nil }
    return Message(zh: "第\(early + 1)项已比过同样的数", en: "key \(early + 1) has compared the same")
  }

  mutating func lintQuotas(_ model: Model, _ fields: Fields) {
    guard case .list(let nodes)? = fields["grades"]?.content else { return }
    for (grade, node) in zip(model.grades, nodes) {
      guard let quota = grade.quota, case .map(let entries) = node.content else { continue }
      let place = entries.first { $0.key == "quota" }?.place
      if quota.share.byProfile.allSatisfy({ $0 == .one }) {
        log.warn(
          zh: "\(grade.name)：名额为全体，限不住任何人", en: "\(grade.name): a quota of all binds nobody", at: place)
      } else if quota.share.isNothing {
        log.warn(
          zh: "\(grade.name)：名额为0，无人可得", en: "\(grade.name): a quota of 0 leaves it to nobody", at: place)
      }
    }
  }
}

extension Model {
  /// True when two measures order any two members alike or the other way round.
  fileprivate func isSame(_ one: RankKey.Measure, _ other: RankKey.Measure) -> Bool {
    switch (one, other) {
    case (.score(let score), .score(let same)): named(score) == named(same)
    case (.count(let query), .count(let same)): query.counts(within: same) && same.counts(within: query)
    default: false
    }
  }

  /// A role with one category is that category.
  private func named(_ score: ScoreReference) -> ScoreReference {
    let role: Category.Role? =
      switch score {
      case .base: .base
      case .bonus: .bonus
      case .deduction: .deduction
      case .category, .total: nil
      }
    let own = categories.filter { $0.role == role }
    return own.count == 1 ? .category(own[0].node.code) : score
  }
}
