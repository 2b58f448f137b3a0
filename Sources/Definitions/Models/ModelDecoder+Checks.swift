import Records
import Scoring

/// Checks of bounds against what a model can give.
extension ModelDecoder {
  /// Reports what a rule says of a number.
  mutating func report(_ message: Message?, _ label: String = "", at place: Place?) {
    guard let message else { return }
    log.report(label.isEmpty ? message.en : "\(label): \(message.en)", at: place)
  }

  mutating func checkStart(_ start: Amount?, of node: Scoring.Node, _ fields: Fields) {
    report(
      NumberRules.start(start, under: node.cap), at: fields.place(of: "start") ?? fields.place(of: "cap"))
    report(NumberRules.floor(of: node, under: start), at: fields.place(of: "floor"))
  }

  mutating func checkGeometric(_ children: [Scoring.Node], _ place: Place) {
    for child in children {
      if child.share.normalisation == .zScore {
        log.report("geometric: child \(child.code) is a z_score and can be negative", at: place)
      }
      report(NumberRules.geometric(child: child), "geometric", at: place)
    }
    report(NumberRules.geometricWeights(children, profiles: profiles.count), "geometric", at: place)
  }

  /// Warns of caps that nothing below can fill, and reports grades that no total reaches.
  mutating func checkReach(of model: Model, _ fields: Fields) {
    guard case .list(let nodes)? = fields["categories"]?.content else { return }
    for (category, node) in zip(model.categories, nodes) {
      warnOfCap(
        category.node, start: category.start, isProrated: model.prorate.holds(category.node.code), node)
    }
    guard case .list(let grades)? = fields["grades"]?.content else { return }
    for (grade, node) in zip(model.grades, grades) {
      report(NumberRules.reach(grade, in: model), at: node.place)
    }
  }

  private mutating func warnOfCap(
    _ node: Scoring.Node, start: Amount?, isProrated: Bool, _ yaml: YAMLNode
  ) {
    guard case .map(let entries) = yaml.content else { return }
    if let (cap, most) = unreached(node, start, isProrated) {
      let text = Reach.text(most, decimals: decimals)
      let isLeaf = if case .leaf = node.content { true } else { false }
      log.warn(
        zh: "\(node.code)到不了上限\(cap)：\(isLeaf ? "" : "下面的指标")至多给\(text)分",
        en:
          "\(node.code) can never reach its cap of \(cap): \(isLeaf ? "it gives" : "its indicators give") at most "
          + text,
        at: entries.first { $0.key == "cap" }?.place ?? yaml.place)
    }
    guard case .group(_, let children) = node.content,
      case .list(let nodes)? = entries.first(where: { $0.key == "indicators" })?.value.content
    else { return }
    for (child, node) in zip(children, nodes) {
      warnOfCap(child, start: nil, isProrated: isProrated, node)
    }
  }

  /// The cap of a profile that what is below cannot fill, with the most that it gives.
  private func unreached(
    _ node: Scoring.Node, _ start: Amount?, _ isProrated: Bool
  ) -> (cap: Fraction, most: Int128)? {
    guard let cap = node.cap else { return nil }
    return profiles.indices.lazy.compactMap { profile in
      let most = Reach(profile, isProrated: isProrated).most(of: node.content, start: start?[profile])
      return most.flatMap { $0 < Reach.nano(cap[profile]) ? (cap[profile], $0) : nil }
    }.first
  }
}
