package import Records
package import Scoring

/// A number that a turned knob left where no file could state it, as the decoder of models would say it.
package struct Disorder: Hashable, Sendable {
  package let path: String
  package let message: Message
}

extension Model {
  /// The first such number; nil for a model in order. All that the decoder of models refuses of numbers, but for two things
  /// with which a run can be made: a cap below one event, and a grade that nobody reaches.
  package var disorder: Disorder? {
    if let found = numbers.lazy.compactMap({ $0.amount.disorder("\($0.path)") }).first { return found }
    for category in categories {
      for profile in profiles.indices {
        if let found = category.disorder(profile) ?? category.node.disorder(profile) { return found }
      }
    }
    return grades.lazy.compactMap { $0.disorder(self) }.first ?? gradeOrder
  }

  /// Grades begin at falling totals.
  private var gradeOrder: Disorder? {
    for (above, grade) in zip(grades, grades.dropFirst()) {
      guard let high = above.from, let low = grade.from else { continue }
      for (low, high) in zip(low.byProfile, high.byProfile) where low >= high {
        return Disorder(
          "\(grade.name).from", zh: "\(low)不低于\(above.name)的\(high)",
          en: "\(low) is not below \(above.name)'s \(high)")
      }
    }
    return nil
  }
}

extension Amount {
  fileprivate func disorder(_ path: String) -> Disorder? {
    byProfile.first { !$0.isWithinDefinitions }.map { number in
      let limit = Fraction.definitionLimit
      return Disorder(
        path, zh: "数值至多\(limit)，分母至多\(limit)，现为\(number)",
        en: "numbers go to \(limit) and in parts of \(limit), found \(number)")
    }
  }
}

extension Disorder {
  init(_ path: String, zh: String, en: String) {
    self.path = path
    message = Message(zh: zh, en: en)
  }

  /// A number that must lie between two others, both included.
  static func outside(_ number: Fraction, _ least: Fraction, _ most: Fraction?, _ path: String) -> Disorder? {
    guard number < least || most.map({ number > $0 }) ?? false else { return nil }
    return Disorder(
      path, zh: most.map { "应在\(least)和\($0)之间，现为\(number)" } ?? "至少为\(least)，现为\(number)",
      en: most.map { "between \(least) and \($0), found \(number)" } ?? "at least \(least), found \(number)")
  }

  /// A count must be whole and not below the least.
  static func noCount(_ number: Fraction, _ least: Int64, _ path: String) -> Disorder? {
    if number.denominator != 1 {
      return Disorder(path, zh: "应为整数，现为\(number)", en: "a whole number, found \(number)")
    }
    return outside(number, Fraction(least), nil, path)
  }
}

extension Grade {
  fileprivate func disorder(_ model: Model) -> Disorder? {
    let unit = (0..<model.decimals).reduce(Int64(1)) { power, _ in power * 10 }
    if let fine = from?.byProfile.first(where: { unit % $0.denominator != 0 }) {
      return Disorder(
        "\(name).from", zh: "小数点后至多\(model.decimals)位，现为\(fine)",
        en: "at most \(model.decimals) digits after the point, found \(fine)")
    }
    guard let quota else { return nil }
    return model.profiles.indices.lazy.compactMap { profile in
      Disorder.outside(quota.share[profile], .zero, .one, "\(name).share")
        ?? Disorder.noCount(quota.poolUnder[profile], 0, "\(name).pool_under")
    }.first
  }
}

extension Scoring.Category {
  fileprivate func disorder(_ profile: Int) -> Disorder? {
    let start = start?[profile] ?? .zero
    if let cap = node.cap?[profile], start > cap {
      return Disorder(
        "\(node.code).cap", zh: "起点\(start)高于上限\(cap)", en: "start \(start) is above cap \(cap)")
    }
    guard case .group(.sum, _) = node.content, let floor = node.floor?[profile], floor > start else {
      return nil
    }
    return Disorder(
      "\(node.code).floor", zh: "下限\(floor)高于起点\(start)", en: "floor \(floor) is above start \(start)")
  }
}

extension Scoring.Node {
  fileprivate func disorder(_ profile: Int) -> Disorder? {
    if let floor = floor?[profile], let cap = cap?[profile], floor > cap {
      return Disorder("\(code).floor", zh: "下限\(floor)高于上限\(cap)", en: "floor \(floor) is above cap \(cap)")
    }
    if let weight = share.weight?[profile], weight <= .zero {
      return Disorder("\(code).weight", zh: "应大于0，现为\(weight)", en: "more than 0, found \(weight)")
    }
    if case .goalposts(let low, let high) = share.normalisation, low[profile] == high[profile] {
      return Disorder("\(code).goalposts.2", zh: "两端都是\(low[profile])", en: "both ends are \(low[profile])")
    }
    switch content {
    case .group(let composition, let children):
      if let found = children.lazy.compactMap({ $0.disorder(profile) }).first { return found }
      if case .geometric = composition { return Node.geometricDisorder(code, children, profile) }
      return nil
    case .leaf(let leaf): return leaf.disorder(code, profile)
    }
  }

  private static func geometricDisorder(_ code: String, _ children: [Node], _ profile: Int) -> Disorder? {
    if let child = children.first(where: { $0.share.normalisation == nil && $0.canBeNegative }) {
      return Disorder(
        child.code, zh: "在几何平均\(code)中，不可为负", en: "can be negative in the geometric mean \(code)")
    }
    guard WholeWeights.sum(children.map { $0.share.weight?[profile] ?? .one }) > 1000 else { return nil }
    return Disorder(
      "\(code).weight", zh: "权重化为最小整数后合计超过1000",
      en: "the weights as least whole numbers add up to more than 1000")
  }
}

extension Leaf {
  fileprivate func disorder(_ code: String, _ profile: Int) -> Disorder? {
    for (place, limit) in limits.enumerated() {
      let path = "\(code).limits.\(place + 1)"
      let found: Disorder? =
        switch limit.rule {
        case .best(let count): .noCount(count[profile], 0, "\(path).best")
        case .points(let most): .outside(most[profile], .zero, nil, "\(path).points")
        case .skip(let count): .noCount(count[profile], 0, "\(path).skip")
        }
      if let found { return found }
    }
    switch award {
    case .perRecord(let rule, _, let share):
      if case .first(let fraction) = share {
        if let found = Disorder.outside(fraction[profile], .zero, .one, "\(code).share.first") {
          return found
        }
      }
      return rule.bothSigns.map { first, other in
        Disorder(
          "\(code).points", zh: "同一指标里有\(first)也有\(other)", en: "\(first) and \(other) in one indicator")
      }
    case .measure(_, .tiers(let tiers)):
      for (place, (low, high)) in zip(tiers, tiers.dropFirst()).enumerated()
      where low.from[profile] >= high.from[profile] {
        return Disorder(
          "\(code).tiers.\(place + 2).from", zh: "\(high.from[profile])排在\(low.from[profile])之后",
          en: "\(high.from[profile]) follows \(low.from[profile])")
      }
      return nil
    case .measure, .entered: return nil
    }
  }
}
