package import Records
package import Scoring

/// A number that a turned knob left where no file could state it, in the words of the decoder of models.
package struct Disorder: Hashable, Sendable {
  package let path: String
  package let message: Message

  /// nil where a rule is kept.
  fileprivate init?(_ path: String, _ message: Message?) {
    guard let message else { return nil }
    self.path = path
    self.message = message
  }
}

extension Model {
  /// The first such number; nil for a model in order: all that `NumberRules` says.
  package var disorder: Disorder? { contradiction ?? outOfReach }

  /// The first number that contradicts another one or what numbers may be, so that no run can be made with it.
  package var contradiction: Disorder? {
    let beyond = numbers.lazy.compactMap { path, amount in
      amount.byProfile.lazy.compactMap { NumberRules.limit($0, text: "\($0)") }.first.flatMap {
        Disorder("\(path)", $0)
      }
    }
    return beyond.first ?? categories.lazy.compactMap { $0.disorder(profiles.count) }.first
      ?? grades.lazy.compactMap { $0.disorder(decimals) }.first ?? gradeOrder
  }

  /// The first cap that no event fits under, or grade that no total reaches.
  private var outOfReach: Disorder? {
    categories.lazy.compactMap(\.node.capDisorder).first
      ?? grades.lazy.compactMap { Disorder("\($0.name).from", NumberRules.reach($0, in: self)) }.first
  }

  private var gradeOrder: Disorder? {
    zip(grades, grades.dropFirst()).lazy.compactMap { above, grade in
      Disorder("\(grade.name).from", NumberRules.order(grade, below: above, decimals: decimals))
    }.first
  }
}

extension Grade {
  fileprivate func disorder(_ decimals: Int) -> Disorder? {
    if let from, let found = Disorder("\(name).from", NumberRules.digits(from, decimals: decimals)) {
      return found
    }
    guard let quota else { return nil }
    return Disorder("\(name).share", NumberRules.share(quota.share))
      ?? Disorder("\(name).pool_under", NumberRules.count(quota.poolUnder, atLeast: 0))
  }
}

extension Scoring.Category {
  fileprivate func disorder(_ profiles: Int) -> Disorder? {
    Disorder("\(node.code).cap", NumberRules.start(start, under: node.cap))
      ?? Disorder("\(node.code).floor", NumberRules.floor(of: node, under: start)) ?? node.disorder(profiles)
  }
}

extension Scoring.Node {
  fileprivate func disorder(_ profiles: Int) -> Disorder? {
    let own =
      Disorder("\(code).floor", NumberRules.floor(floor, under: cap))
      ?? Disorder("\(code).weight", share.weight.flatMap(NumberRules.weight)) ?? goalpostDisorder
    if let own { return own }
    return switch content {
    case .group(let composition, let children): Node.disorder(code, composition, children, profiles)
    case .leaf(let leaf): leaf.disorder(code)
    }
  }

  /// Of itself or of what is below.
  fileprivate var capDisorder: Disorder? {
    if let own = Disorder("\(code).cap", NumberRules.cap(of: self)) { return own }
    guard case .group(_, let children) = content else { return nil }
    return children.lazy.compactMap(\.capDisorder).first
  }

  private var goalpostDisorder: Disorder? {
    guard case .goalposts(let low, let high) = share.normalisation else { return nil }
    return Disorder("\(code).goalposts.2", NumberRules.goalposts(low, high))
  }

  private static func disorder(
    _ code: String, _ composition: Composition, _ children: [Node], _ profiles: Int
  ) -> Disorder? {
    if let found = children.lazy.compactMap({ $0.disorder(profiles) }).first { return found }
    guard case .geometric = composition else { return nil }
    return children.lazy.compactMap { Disorder($0.code, NumberRules.geometric(child: $0)) }.first
      ?? Disorder("\(code).weight", NumberRules.geometricWeights(children, profiles: profiles))
  }
}

extension Leaf {
  fileprivate func disorder(_ code: String) -> Disorder? {
    let limited = limits.enumerated().lazy.compactMap { place, limit in
      limit.disorder("\(code).limits.\(place + 1)")
    }
    if let found = limited.first { return found }
    switch award {
    case .perRecord(let rule, _, let share):
      if case .first(let part) = share,
        let found = Disorder("\(code).share.first", NumberRules.firstShare(part))
      {
        return found
      }
      return Disorder("\(code).points", NumberRules.signs(rule))
    case .measure(_, .tiers(let tiers)):
      return zip(tiers, tiers.dropFirst()).enumerated().lazy.compactMap { place, pair in
        Disorder("\(code).tiers.\(place + 2).from", NumberRules.tier(pair.1.from, after: pair.0.from))
      }.first
    case .measure, .entered: return nil
    }
  }
}

extension Limit {
  fileprivate func disorder(_ path: String) -> Disorder? {
    switch rule {
    case .best(let count): Disorder("\(path).best", NumberRules.count(count, atLeast: 0))
    case .points(let most): Disorder("\(path).points", NumberRules.number(most, atLeast: 0))
    case .skip(let count): Disorder("\(path).skip", NumberRules.count(count, atLeast: 0))
    }
  }
}
