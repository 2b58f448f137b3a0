import Records

extension Leaf {
  func mappingNumbers(_ own: NumberChange) -> Leaf {
    let selection = selection?.mappingNumbers(own)
    let award = award.mappingNumbers(own)
    let limits = limits.enumerated().map { $1.mappingNumbers(own, "limits.\($0 + 1)") }
    return Leaf(selection: selection, award: award, limits: limits)
  }
}

extension Award {
  func mappingNumbers(_ own: NumberChange) -> Award {
    switch self {
    case .perRecord(let rule, let times, let share):
      .perRecord(rule.mappingNumbers(own), times: times, share: share.mappingNumbers(own))
    case .measure(let measure, let worth):
      .measure(measure.mappingNumbers(own), worth: worth.mappingNumbers(own))
    case .entered: .entered
    }
  }
}

extension PointsRule {
  func mappingNumbers(_ own: NumberChange) -> PointsRule {
    switch self {
    case .constant(let points): .constant(own(points, "points", .points))
    case .byField(let field, let values, let otherwise):
      .byField(
        field,
        values.map {
          FieldPoints(value: $0.value, points: own($0.points, "points.\($0.value.pathText)", .points))
        },
        otherwise: own(otherwise, "points.else", .points))
    case .cases(let cases):
      .cases(
        cases.enumerated().map { place, one in
          let key = "points.\(place + 1)"
          let condition = one.condition.mappingNumbers(own.within("\(key).where"), of: .record)
          return PointsCase(condition: condition, points: own(one.points, key, .points))
        })
    }
  }
}

extension Literal {
  /// As the file states it.
  fileprivate var pathText: String {
    switch self {
    case .text(let text): text
    case .number(let number): "\(number)"
    case .day(let day): "\(day)"
    case .time(let time): "\(time)"
    case .flag(let flag): flag ? "true" : "false"
    }
  }
}

extension AuthorShare {
  func mappingNumbers(_ own: NumberChange) -> AuthorShare {
    switch self {
    case .whole, .equal: self
    case .first(let fraction): .first(own(fraction, "share.first", .other))
    }
  }
}

extension Measure {
  func mappingNumbers(_ own: NumberChange) -> Measure {
    switch self {
    case .count, .sum, .distinct: self
    case .rate(let terms, let over, let none):
      .rate(
        of: terms.map { RateTerm(field: $0.field, factor: own($0.factor, "of.\($0.field)", .other)) },
        over: over, none: own(none, "none", .other))
    }
  }
}

extension MeasureWorth {
  func mappingNumbers(_ own: NumberChange) -> MeasureWorth {
    switch self {
    case .full(let full): .full(own(full, "full", .points))
    case .tiers(let tiers):
      .tiers(
        tiers.enumerated().map {
          let from = own($1.from, "tiers.\($0 + 1).from", .other)
          return Tier(from: from, points: own($1.points, "tiers.\($0 + 1).points", .points))
        })
    case .normalised: .normalised
    }
  }
}

extension Limit {
  func mappingNumbers(_ own: NumberChange, _ place: String) -> Limit {
    let rule: Rule =
      switch rule {
      case .best(let count): .best(own(count, "\(place).best", .other))
      case .points(let most): .points(own(most, "\(place).points", .points))
      case .skip(let count): .skip(own(count, "\(place).skip", .other))
      }
    return Limit(per: per, rule: rule)
  }
}
