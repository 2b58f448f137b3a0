import Records

extension Ledger {
  /// `H(full × mean)` of the children, per member (model.md §4, step 8), registered as the amounts that stand
  /// for the records below in the bounds above.
  mutating func meanValues(
    _ children: [Node], at place: NodePlace, isGeometric: Bool, full: Amount?
  ) throws(LedgerFailure) -> [Int64] {
    var columns: [[Int64]] = []
    var leaves = place.firstLeaf..<place.firstLeaf
    for (child, childPlace) in place.places(of: children, inMean: true) {
      columns.append(try meanColumn(of: child, at: childPlace))
      leaves = leaves.lowerBound..<childPlace.leaves(of: child).upperBound
    }
    let weights = plan.model.profiles.indices.map { profile in
      WeightSet(children.map { $0.share.weight?[profile] ?? .one })
    }
    var values = [Int64](repeating: 0, count: members.count)
    var parts = [Int64](repeating: 0, count: columns.count)
    for member in members {
      for index in columns.indices { parts[index] = columns[index][member] }
      let profile = self.profile(member)
      let mean = isGeometric ? weights[profile].geometric(parts) : weights[profile].arithmetic(parts)
      values[member] = try scaled(mean, by: full?[profile] ?? .one, member: member, leaf: place.firstLeaf)
    }
    means.removeAll { leaves.contains($0.leaves.lowerBound) }
    means.append(MeanColumn(leaves: leaves, values: values))
    return values
  }

  /// What a child brings into a mean: its normalised value, or its points.
  private mutating func meanColumn(of child: Node, at place: NodePlace) throws(LedgerFailure) -> [Int64] {
    guard let normalisation = child.share.normalisation else { return try values(of: child, at: place) }
    let amounts: [Rational]
    if case .leaf(let leaf) = child.content, case .measure(_, .normalised) = leaf.award {
      amounts = try normalisedMeasure(place.firstLeaf)
    } else {
      amounts = try values(of: child, at: place).map { Rational(Points(nano: $0)) }
    }
    var result = [Int64](repeating: 0, count: amounts.count)
    for profile in plan.model.profiles.indices {
      let all = members.filter { self.profile($0) == profile }
      let population = Population(
        all.filter { plan.setAside[range.lowerBound + $0] == nil }.map { amounts[$0] })
      let normaliser = Normaliser(normalisation, child.share.direction, population, profile: profile)
      let values = normaliser.values(of: all.map { amounts[$0] })
      guard let values else { throw .tooFine(node: child.code) }
      for (member, value) in zip(all, values) { result[member] = value }
    }
    return result
  }

  private func scaled(
    _ mean: Int64, by full: Fraction, member: Int, leaf: Int
  ) throws(LedgerFailure) -> Int64 {
    let value = Rational(full).multiplied(by: Rational(Points(nano: mean)))?.nearest
    guard let value, value.nano.magnitude <= UInt64(Ledger.largestSum) else {
      throw tooLarge(leaf, .composing, member)
    }
    return value.nano
  }
}
