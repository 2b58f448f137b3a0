import Records

extension Ledger {
  /// `H(full × mean)` of the children, per member (model.md §4, step 8), registered as the amounts that stand
  /// for the records below in the bounds above.
  mutating func meanValues(
    _ children: [Node], at place: NodePlace, isGeometric: Bool, full: Amount?
  ) throws(ScoringError) -> [Int64] {
    var columns: [[Int64]] = []
    var range = place.firstLeaf..<place.firstLeaf
    for (child, childPlace) in place.places(of: children, inMean: true) {
      columns.append(try meanColumn(of: child, at: childPlace))
      range = range.lowerBound..<childPlace.leaves(of: child).upperBound
    }
    let weights = model.profiles.indices.map { profile in
      WeightSet(children.map { $0.share.weight?[profile] ?? .one })
    }
    var values = [Int64](repeating: 0, count: members.count)
    var parts = [Int64](repeating: 0, count: columns.count)
    for member in members {
      for index in columns.indices { parts[index] = columns[index][member] }
      let profile = facts.profiles[member]
      let mean = isGeometric ? weights[profile].geometric(parts) : weights[profile].arithmetic(parts)
      values[member] = try scaled(mean, by: full?[profile] ?? .one, member: member, leaf: place.firstLeaf)
    }
    means.removeAll { range.contains($0.leaves.lowerBound) }
    means.append(MeanColumn(leaves: range, values: values))
    return values
  }

  /// What a child brings into a mean: its normalised value, or its points.
  private mutating func meanColumn(of child: Node, at place: NodePlace) throws(ScoringError) -> [Int64] {
    guard let normalisation = child.share.normalisation else { return try values(of: child, at: place) }
    let amounts: [Rational]
    if case .leaf(let leaf) = child.content, case .measure(let measure, .normalised) = leaf.award {
      amounts = try normalisedMeasure(place.firstLeaf, measure: measure)
    } else {
      amounts = try values(of: child, at: place).map { Rational(Points(nano: $0)) }
    }
    var result = [Int64](repeating: 0, count: amounts.count)
    for profile in model.profiles.indices {
      let all = members.filter { facts.profiles[$0] == profile }
      let population = Population(all.filter { setAside[$0] == nil }.map { amounts[$0] })
      let normaliser = Normaliser(normalisation, child.share.direction, population, profile: profile)
      let values = normaliser.values(of: all.map { amounts[$0] })
      guard let values else { throw .tooFine(node: child.code) }
      for (member, value) in zip(all, values) { result[member] = value }
    }
    return result
  }

  private func scaled(
    _ mean: Int64, by full: Fraction, member: Int, leaf: Int
  ) throws(ScoringError) -> Int64 {
    let value = Rational(full).multiplied(by: Rational(Points(nano: mean)))?.nearest
    guard let value, value.nano.magnitude <= UInt64(Ledger.largestSum) else { throw tooLarge(leaf, member) }
    return value.nano
  }
}
