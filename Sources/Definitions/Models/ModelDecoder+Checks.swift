import Records
import Scoring

/// Checks of bounds against what a model can give.
extension ModelDecoder {
  mutating func checkFloor(_ floor: Amount?, _ cap: Amount?, _ fields: Fields) {
    guard let floor, let cap, let (low, high) = zip(floor.byProfile, cap.byProfile).first(where: { $0 > $1 })
    else { return }
    log.report("floor \(low) is above cap \(high)", at: fields.place(of: "floor"))
  }

  mutating func checkStart(_ start: Amount?, of node: Scoring.Node, _ fields: Fields) {
    let start = start ?? Amount(.zero, profiles: profiles.count)
    if let cap = node.cap, let (points, bound) = zip(start.byProfile, cap.byProfile).first(where: { $0 > $1 })
    {
      log.report(
        "start \(points) is above cap \(bound)", at: fields.place(of: "start") ?? fields.place(of: "cap"))
    }
    guard case .group(.sum, _) = node.content, let floor = node.floor else { return }
    if let (bound, points) = zip(floor.byProfile, start.byProfile).first(where: { $0 > $1 }) {
      log.report("floor \(bound) is above start \(points)", at: fields.place(of: "floor"))
    }
  }

  /// A cap that not even one event below it fits under.
  mutating func checkCap(of node: Scoring.Node, _ fields: Fields) {
    guard let cap = node.cap else { return }
    for profile in profiles.indices {
      guard let event = Reach(profile).largestEvent(of: node), event > cap[profile] else { continue }
      log.report("cap \(cap[profile]) is below one event of \(event)", at: fields.place(of: "cap"))
      return
    }
  }

  mutating func checkGeometric(_ children: [Scoring.Node], _ place: Place) {
    for child in children {
      if child.share.normalisation == .zScore {
        log.report("geometric: child \(child.code) is a z_score and can be negative", at: place)
      } else if child.share.normalisation == nil, child.canBeNegative {
        log.report("geometric: child \(child.code) can be negative", at: place)
      }
    }
    for profile in profiles.indices {
      let weights = children.map { $0.share.weight?[profile] ?? .one }
      guard weights.allSatisfy({ $0 > .zero }), WholeWeights.sum(weights) > 1000 else { continue }
      log.report("geometric: the weights as least whole numbers add up to more than 1000", at: place)
      return
    }
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
      checkReach(of: grade, model, at: node.place)
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

  private mutating func checkReach(of grade: Grade, _ model: Model, at place: Place) {
    guard let from = grade.from else { return }
    var short: [(profile: String, most: Int128)] = []
    for (index, profile) in model.profiles.enumerated() {
      guard let most = Reach.mostTotal(of: model, index), most < Reach.nano(from[index]) else { continue }
      short.append((profile, most))
    }
    guard let first = short.first else { return }
    let who = short.count == model.profiles.count ? "" : " by \(first.profile)"
    let most = Reach.text(first.most, decimals: decimals)
    log.report("\(grade.name) can never be reached\(who): at most \(most)", at: place)
  }
}
