import Records
import Scoring

/// The numbers that fit some comparisons, for one profile.
struct NumberSpan {
  private var least: Limit?
  private var most: Limit?

  /// A number, or what lies just above or just below it.
  private struct Limit: Comparable {
    let number: Fraction
    var side = 0

    static func < (left: Limit, right: Limit) -> Bool {
      left.number != right.number ? left.number < right.number : left.side < right.side
    }
  }

  /// All numbers that fit; a count is whole and not below 0.
  init(_ comparisons: [Comparison], profile: Int, isCount: Bool = false) {
    if isCount { least = Limit(number: .zero) }
    for comparison in comparisons {
      let bound = comparison.bound[profile]
      switch comparison.operator {
      case .atLeast: raise(Limit(number: isCount ? bound.roundedUp : bound))
      case .atMost: lower(Limit(number: isCount ? bound.roundedDown : bound))
      case .moreThan: raise(isCount ? Limit(number: bound.nextWhole) : Limit(number: bound, side: 1))
      case .lessThan: lower(isCount ? Limit(number: bound.previousWhole) : Limit(number: bound, side: -1))
      }
    }
  }

  private mutating func raise(_ limit: Limit) { least = max(least ?? limit, limit) }

  private mutating func lower(_ limit: Limit) { most = min(most ?? limit, limit) }

  var isEmpty: Bool {
    guard let least, let most else { return false }
    return least > most
  }

  /// For counts: whether it excludes any.
  var isEveryCount: Bool { isFromZero && !hasMost }
  var isFromZero: Bool { least.map { $0.number == .zero } ?? true }
  var hasMost: Bool { most != nil }

  func contains(_ number: Fraction) -> Bool {
    let place = Limit(number: number)
    return least.map { $0 <= place } ?? true && most.map { $0 >= place } ?? true
  }

  /// No number of this span is below the other.
  func startsWithin(_ other: NumberSpan) -> Bool {
    guard let outer = other.least else { return true }
    return least.map { $0 >= outer } ?? false
  }

  /// No number of this span is above the other.
  func endsWithin(_ other: NumberSpan) -> Bool {
    guard let outer = other.most else { return true }
    return most.map { $0 <= outer } ?? false
  }

  /// Every number of this span is above every number of the other.
  func isAbove(_ other: NumberSpan) -> Bool {
    guard let least, let most = other.most else { return false }
    return least > most
  }
}

extension Fraction {
  fileprivate var roundedDown: Fraction {
    let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    return Fraction(rest < 0 ? quotient - 1 : quotient)
  }

  fileprivate var roundedUp: Fraction {
    roundedDown == self ? self : nextWhole
  }

  fileprivate var nextWhole: Fraction { Fraction(roundedDown.numerator + 1) }

  fileprivate var previousWhole: Fraction { Fraction(roundedUp.numerator - 1) }
}

extension [Comparison] {
  /// The profiles that the bounds are for.
  var profiles: Range<Int> { 0..<(first?.bound.byProfile.count ?? 0) }

  /// True where all that fits these fits the others, for every profile.
  func lie(within wider: [Comparison]) -> Bool {
    !isEmpty
      && profiles.allSatisfy { profile in
        let (own, around) = (NumberSpan(self, profile: profile), NumberSpan(wider, profile: profile))
        return own.startsWithin(around) && own.endsWithin(around)
      }
  }
}
