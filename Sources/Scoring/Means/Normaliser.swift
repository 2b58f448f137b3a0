import Records

/// Brings one child's values of one profile to a common scale (model.md §4, step 8; §8).
struct Normaliser {
  private let normalisation: MeanShare.Normalisation
  private let direction: MeanShare.Direction
  private let population: Population
  private let profile: Int

  init(
    _ normalisation: MeanShare.Normalisation, _ direction: MeanShare.Direction, _ population: Population,
    profile: Int
  ) {
    self.normalisation = normalisation
    self.direction = direction
    self.population = population
    self.profile = profile
  }

  /// `H` of each normalised value, in nano; nil when a z-score's common denominator is too large to be held.
  ///
  /// Equal values are worked once. O(n log n) and exact.
  func values(of amounts: [Rational]) -> [Int64]? {
    let scale: DeviationScale?
    if case .zScore = normalisation {
      guard let found = DeviationScale(population, others: amounts) else { return nil }
      scale = found
    } else {
      scale = nil
    }
    let order = amounts.indices.sorted { amounts[$0] < amounts[$1] }
    var result = [Int64](repeating: 0, count: amounts.count)
    var last: (amount: Rational, value: Int64)?
    for index in order {
      if let last, last.amount == amounts[index] {
        result[index] = last.value
      } else {
        result[index] = value(amounts[index], scale: scale)
        last = (amounts[index], result[index])
      }
    }
    return result
  }

  private func value(_ amount: Rational, scale: DeviationScale?) -> Int64 {
    if let scale {
      let score = scale.zScore(amount)
      return direction == .up ? score : -score
    }
    let share = share(amount)
    return direction == .up ? share.nano : share.complement.nano
  }

  private func share(_ amount: Rational) -> UnitShare {
    switch normalisation {
    case .zScore: return .zero
    case .minMax:
      guard let least = population.sorted.first, let most = population.sorted.last, least < most else {
        return .zero
      }
      return UnitShare(amount, from: least, to: most)
    case .percentile:
      guard population.count > 0 else { return .zero }
      let doubled = 2 * population.below(amount) + population.equal(amount)
      return UnitShare(
        numerator: BigNatural(UInt64(doubled)), denominator: BigNatural(UInt64(2 * population.count)))
    case .goalposts(let from, let to):
      return UnitShare(amount, between: Rational(from[profile]), Rational(to[profile]))
    }
  }
}
