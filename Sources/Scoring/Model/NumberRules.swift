package import Records

/// What no model may say in its numbers, each rule once: the decoder asks of what it reads, and a turned knob of the model that
/// it leaves. Each answers with the first number that breaks it; nil for numbers in order.
package enum NumberRules {
  /// A number that a definition may state; `text` is how it is written.
  package static func limit(_ number: Fraction, text: String) -> Message? {
    let limit = Fraction.definitionLimit
    return number.isWithinDefinitions
      ? nil
      : Message(
        zh: "数值至多\(limit)，分母至多\(limit)，现为\(text)",
        en: "numbers go to \(limit) and in parts of \(limit), found \(text)")
  }

  /// A number of records or members.
  package static func count(_ amount: Amount, atLeast least: Int64) -> Message? {
    if let number = amount.byProfile.first(where: { $0.denominator != 1 }) {
      return Message(zh: "应为整数，现为\(number)", en: "expected a whole number, found \(number)")
    }
    return number(amount, atLeast: least)
  }

  package static func number(_ amount: Amount, atLeast least: Int64) -> Message? {
    amount.byProfile.first { $0 < Fraction(least) }.map { number in
      Message(zh: "至少为\(least)，现为\(number)", en: "at least \(least), found \(number)")
    }
  }

  /// A weight in a mean.
  package static func weight(_ amount: Amount) -> Message? {
    amount.byProfile.first { $0 <= .zero }.map {
      Message(zh: "应大于0，现为\($0)", en: "more than 0, found \($0)")
    }
  }

  /// The two ends of goalposts.
  package static func goalposts(_ low: Amount, _ high: Amount) -> Message? {
    zip(low.byProfile, high.byProfile).first { $0 == $1 }.map {
      Message(zh: "\($0)和\($1)相等", en: "\($0) and \($1) are equal")
    }
  }

  /// A tier behind the one before it.
  package static func tier(_ from: Amount, after previous: Amount) -> Message? {
    zip(previous.byProfile, from.byProfile).first { $0 >= $1 }.map {
      Message(zh: "\($1)排在\($0)之后", en: "\($1) follows \($0)")
    }
  }

  /// The part of a first author; `text` is how it is written, where it is.
  package static func firstShare(_ amount: Amount, text: String? = nil) -> Message? {
    amount.byProfile.first { $0 < .zero || $0 > .one }.map { number in
      let found = text ?? number.description
      return Message(zh: "应在0和1之间，现为\(found)", en: "between 0 and 1, found \(found)")
    }
  }

  /// Points of both signs in one indicator.
  package static func signs(_ rule: PointsRule) -> Message? {
    rule.bothSigns.map { first, other in
      Message(zh: "同一指标里有\(first)也有\(other)", en: "\(first) and \(other) in one indicator")
    }
  }
}

/// Of bounds.
extension NumberRules {
  package static func floor(_ floor: Amount?, under cap: Amount?) -> Message? {
    guard let floor, let cap else { return nil }
    return zip(floor.byProfile, cap.byProfile).first { $0 > $1 }.map {
      Message(zh: "下限\($0)高于上限\($1)", en: "floor \($0) is above cap \($1)")
    }
  }

  /// The start of a category under its cap.
  package static func start(_ start: Amount?, under cap: Amount?) -> Message? {
    guard let cap else { return nil }
    let start = start ?? Amount(.zero, profiles: cap.byProfile.count)
    return zip(start.byProfile, cap.byProfile).first { $0 > $1 }.map {
      Message(zh: "起点\($0)高于上限\($1)", en: "start \($0) is above cap \($1)")
    }
  }

  /// The floor of a category that is a sum, under its start.
  package static func floor(of node: Node, under start: Amount?) -> Message? {
    guard case .group(.sum, _) = node.content, let floor = node.floor else { return nil }
    let start = start ?? Amount(.zero, profiles: floor.byProfile.count)
    return zip(floor.byProfile, start.byProfile).first { $0 > $1 }.map {
      Message(zh: "下限\($0)高于起点\($1)", en: "floor \($0) is above start \($1)")
    }
  }

  /// A cap that not even one event below it fits under.
  package static func cap(of node: Node) -> Message? {
    guard let cap = node.cap else { return nil }
    return cap.byProfile.indices.lazy.compactMap { profile in
      guard let event = Reach(profile).largestEvent(of: node), event > cap[profile] else { return nil }
      return Message(
        zh: "上限\(cap[profile])低于一件的\(event)", en: "cap \(cap[profile]) is below one event of \(event)")
    }.first
  }
}

/// Of geometric means.
extension NumberRules {
  package static func geometric(child: Node) -> Message? {
    guard child.share.normalisation == nil, child.canBeNegative else { return nil }
    return Message(zh: "几何平均中的\(child.code)不可为负", en: "child \(child.code) can be negative")
  }

  /// Weights that are all above 0.
  package static func geometricWeights(_ children: [Node], profiles: Int) -> Message? {
    let isTooMuch = (0..<profiles).contains { profile in
      let weights = children.map { $0.share.weight?[profile] ?? .one }
      return weights.allSatisfy { $0 > .zero } && WholeWeights.sum(weights) > 1000
    }
    return isTooMuch
      ? Message(zh: "权重化为最小整数后合计超过1000", en: "the weights as least whole numbers add up to more than 1000")
      : nil
  }
}

/// Of grades.
extension NumberRules {
  /// Where a grade begins, with no more digits than totals have.
  package static func digits(_ amount: Amount, decimals: Int) -> Message? {
    let unit = (0..<decimals).reduce(Int64(1)) { power, _ in power * 10 }
    return amount.byProfile.first { unit % $0.denominator != 0 }.map {
      Message(zh: "小数点后至多\(decimals)位，现为\($0)", en: "at most \(decimals) digits after the point, found \($0)")
    }
  }

  /// Grades begin at falling totals.
  package static func order(_ grade: Grade, below above: Grade, decimals: Int) -> Message? {
    guard let from = grade.from, let limit = above.from else { return nil }
    return zip(from.byProfile, limit.byProfile).first { $0 >= $1 }.map { low, high in
      let (low, high) = (
        Points(nearest: low).text(decimals: decimals), Points(nearest: high).text(decimals: decimals)
      )
      return Message(zh: "\(low)不低于\(above.name)的\(high)", en: "\(low) is not below \(above.name)'s \(high)")
    }
  }

  /// The share of a quota.
  package static func share(_ amount: Amount) -> Message? {
    if let low = number(amount, atLeast: 0) { return low }
    return amount.byProfile.first { $0 > .one }.map { high in
      let isPercent = high.denominator == 1 && high <= Fraction(100)
      let part = Points(nearest: Fraction(high.numerator, 100)).text(decimals: 2)
      return Message(
        zh: "至多为1，现为\(high)" + (isPercent ? "；请写\(part)" : ""),
        en: "at most 1, found \(high)" + (isPercent ? "; write \(part)" : ""))
    }
  }

  /// A grade that no total of a profile reaches. Asks for a model that breaks no other rule.
  package static func reach(_ grade: Grade, in model: Model) -> Message? {
    guard let from = grade.from else { return nil }
    let short = model.profiles.indices.compactMap { profile -> (profile: Int, most: Int128)? in
      guard let most = Reach.mostTotal(of: model, profile), most < Reach.nano(from[profile]) else {
        return nil
      }
      return (profile, most)
    }
    guard let first = short.first else { return nil }
    let isAll = short.count == model.profiles.count
    let (name, most) = (model.profiles[first.profile], Reach.text(first.most, decimals: model.decimals))
    return Message(
      zh: "\(isAll ? "" : name)达不到\(grade.name)：至多\(most)分",
      en: "\(grade.name) can never be reached\(isAll ? "" : " by \(name)"): at most \(most)")
  }
}
