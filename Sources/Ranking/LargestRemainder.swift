import Records
import Scoring

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
    let denominator = Int128(share.denominator)
    let parts = groups.map {
      (Int128(share.numerator) * Int128($0.members)).quotientAndRemainder(dividingBy: denominator)
    }
    var seats = parts.map { Int($0.quotient) }
    let members = groups.reduce(0) { $0 + $1.members }
    let left = total(Int128(share.numerator) * Int128(members), denominator, rounding) - seats.reduce(0, +)
    let order = groups.indices.sorted { first, second in
      if parts[first].remainder != parts[second].remainder {
        return parts[first].remainder > parts[second].remainder
      }
      let next = (groups[first].nextRank(seats[first]), groups[second].nextRank(seats[second]))
      return next.0 != next.1 ? next.0 < next.1 : groups[first].name < groups[second].name
    }
    for group in order.prefix(max(0, left)) { seats[group] += 1 }
    return seats
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
