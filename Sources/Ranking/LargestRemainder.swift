package import Records
package import Scoring

/// Seats of a quota by the method of largest remainders (Hamilton's): each group the whole part of its exact
/// share, the seats left one each by larger fraction.
enum LargestRemainder {
  struct Group {
    let name: Key
    /// Ranked members.
    let members: Int
    /// Ranks of the group's candidates, ascending.
    let candidateRanks: [Int]
  }

  /// Seats parallel to `groups`. Equal fractions go to the group whose next candidate has the better rank, a
  /// group without one last, then to the lesser name in byte order.
  static func seats(share: Fraction, rounding: Quota.RoundingMode, groups: [Group]) -> [Int] {
    let parts = SeatShares(share: share, rounding: rounding, members: groups.map(\.members))
    var seats = parts.whole
    let order = groups.indices.sorted { first, second in
      if parts.remainders[first] != parts.remainders[second] {
        return parts.remainders[first] > parts.remainders[second]
      }
      let next = (groups[first].nextRank(seats[first]), groups[second].nextRank(seats[second]))
      return next.0 != next.1 ? next.0 < next.1 : groups[first].name < groups[second].name
    }
    for group in order.prefix(parts.left) { seats[group] += 1 }
    return seats
  }
}

/// What the groups of a quota get by their numbers of members alone.
package struct SeatShares: Equatable, Sendable {
  /// Whole part of each group's exact share.
  package let whole: [Int]
  /// What is beyond it, over one denominator.
  package let remainders: [Int128]
  /// Seats that go one each to the groups with the largest remainders.
  package let left: Int

  /// `members` are the ranked of each group.
  package init(share: Fraction, rounding: Quota.RoundingMode, members: [Int]) {
    let denominator = Int128(share.denominator)
    var whole: [Int] = []
    var remainders: [Int128] = []
    for count in members {
      let (product, isLarge) = share.numerator.multipliedReportingOverflow(by: Int64(count))
      if isLarge {
        let part = (Int128(share.numerator) * Int128(count)).quotientAndRemainder(dividingBy: denominator)
        whole.append(Int(part.quotient))
        remainders.append(part.remainder)
      } else {
        let part = product.quotientAndRemainder(dividingBy: share.denominator)
        whole.append(Int(part.quotient))
        remainders.append(Int128(part.remainder))
      }
    }
    self.whole = whole
    self.remainders = remainders
    let all = Int128(share.numerator) * Int128(members.reduce(0, +))
    left = max(0, SeatShares.total(all, denominator, rounding) - whole.reduce(0, +))
  }

  private static func total(_ numerator: Int128, _ denominator: Int128, _ rounding: Quota.RoundingMode) -> Int
  {
    switch rounding {
    case .down: Int(numerator / denominator)
    case .nearest: Int(Rounding.halfUp(numerator, over: denominator))
    case .up: Int((numerator + denominator - 1) / denominator)
    }
  }
}

extension LargestRemainder.Group {
  /// The rank of the candidate who would get the seat after `seats`; none counts as last.
  fileprivate func nextRank(_ seats: Int) -> Int {
    seats < candidateRanks.count ? candidateRanks[seats] : .max
  }
}
