import Records

/// Where a number of a model stands: `A3.cap`, `C2.points.市`, `V6.when.any.2.months.less_than`, `优秀.from`.
package struct NumberPath: Hashable, Sendable, CustomStringConvertible {
  /// A node's or gate's code or a grade's name; nil for the model's own numbers and those of rank keys.
  package let owner: String?
  /// The key of the file, and for one of several what tells it from the others, each after a point.
  package let key: String
  package let role: NumberRole

  init(_ owner: String?, _ key: String, _ role: NumberRole) {
    self.owner = owner
    self.key = key
    self.role = role
  }

  package var description: String { owner.map { "\($0).\(key)" } ?? key }
}

/// What a number does, which says whether a weight on its node changes it.
package enum NumberRole: Hashable, Sendable {
  /// Points, and bounds of points: what "weight" means in a points model.
  case points
  /// Everything else: thresholds, shares, counts, weights of means.
  case other
}

extension Model {
  /// The model with each of its numbers changed, in the order of the file: points, bounds, counts, shares, and the bounds
  /// of comparisons in conditions. Values that a condition asks for (`leave: 0`) and the parameters of `derive`, which are
  /// no part of a model, are none of them.
  ///
  /// The result may be one that a file could not state: see `disorder`.
  package func mappingNumbers(_ change: @escaping (NumberPath, Amount) -> Amount) -> Model {
    Model(
      id: id, title: title, isExample: isExample, effectiveFrom: effectiveFrom, effectiveTo: effectiveTo,
      decimals: decimals, profiles: profiles, windows: windows, prorate: prorate,
      floor: floor.map { change(NumberPath(nil, "floor", .points), $0) },
      categories: categories.map { $0.mappingNumbers(change) },
      gates: gates.map { $0.mappingNumbers(change) },
      rankKeys: rankKeys.enumerated().map { $1.mappingNumbers($0 + 1, change) },
      grades: grades.map { $0.mappingNumbers(change) })
  }

  /// Every number with its place, in the order of the file.
  package var numbers: [(path: NumberPath, amount: Amount)] {
    var numbers: [(path: NumberPath, amount: Amount)] = []
    _ = mappingNumbers { path, amount in
      numbers.append((path, amount))
      return amount
    }
    return numbers
  }

  /// The codes of a node and of all below it whose points add up to its own: what is below a mean does not. Empty when
  /// the model has no such node.
  package func codes(under code: String) -> [String] {
    categories.lazy.compactMap { $0.node.codes(under: code) }.first ?? []
  }
}

extension Category {
  func mappingNumbers(_ change: @escaping (NumberPath, Amount) -> Amount) -> Category {
    Category(
      role: role, start: start.map { change(NumberPath(node.code, "start", .points), $0) },
      node: node.mappingNumbers(change))
  }
}

extension Node {
  func mappingNumbers(_ change: @escaping (NumberPath, Amount) -> Amount) -> Node {
    let own = NumberChange(owner: code, change: change)
    return Node(
      code: code, name: name, clause: clause, cap: own(cap, "cap", .points),
      floor: own(floor, "floor", .points),
      share: share.mappingNumbers(own), content: content.mappingNumbers(own))
  }

  fileprivate func codes(under code: String) -> [String]? {
    guard case .group(let composition, let children) = content else {
      return self.code == code ? [code] : nil
    }
    guard self.code == code else { return children.lazy.compactMap { $0.codes(under: code) }.first }
    return [code] + (composition == .sum ? children.flatMap { $0.codes(under: $0.code) ?? [] } : [])
  }
}

/// A change of the numbers of one owner, or of those within one of its keys.
struct NumberChange {
  let owner: String?
  let change: (NumberPath, Amount) -> Amount
  private let place: String

  init(owner: String?, change: @escaping (NumberPath, Amount) -> Amount) {
    self.init(owner, change, place: "")
  }

  private init(_ owner: String?, _ change: @escaping (NumberPath, Amount) -> Amount, place: String) {
    self.owner = owner
    self.change = change
    self.place = place
  }

  func within(_ key: String) -> NumberChange { NumberChange(owner, change, place: "\(place)\(key).") }

  func callAsFunction(_ amount: Amount, _ key: String, _ role: NumberRole) -> Amount {
    change(NumberPath(owner, place + key, role), amount)
  }

  func callAsFunction(_ amount: Amount?, _ key: String, _ role: NumberRole) -> Amount? {
    amount.map { self($0, key, role) }
  }
}

extension Node.Content {
  func mappingNumbers(_ own: NumberChange) -> Node.Content {
    switch self {
    case .group(let composition, let children):
      .group(composition.mappingNumbers(own), children.map { $0.mappingNumbers(own.change) })
    case .leaf(let leaf): .leaf(leaf.mappingNumbers(own))
    }
  }
}

extension Composition {
  func mappingNumbers(_ own: NumberChange) -> Composition {
    switch self {
    case .sum: .sum
    case .arithmetic(let full): .arithmetic(full: own(full, "full", .points))
    case .geometric(let full): .geometric(full: own(full, "full", .points))
    }
  }
}

extension MeanShare {
  func mappingNumbers(_ own: NumberChange) -> MeanShare {
    var normalisation = self.normalisation
    if case .goalposts(let low, let high) = normalisation {
      normalisation = .goalposts(own(low, "goalposts.1", .other), own(high, "goalposts.2", .other))
    }
    return MeanShare(
      weight: own(weight, "weight", .other), normalisation: normalisation, direction: direction)
  }
}

extension Grade {
  func mappingNumbers(_ change: @escaping (NumberPath, Amount) -> Amount) -> Grade {
    let own = NumberChange(owner: name, change: change)
    let from = own(self.from, "from", .other)
    let quota = self.quota.map { quota in
      Quota(
        share: own(quota.share, "share", .other), by: quota.by,
        poolUnder: own(quota.poolUnder, "pool_under", .other), rounding: quota.rounding, tied: quota.tied,
        tie: quota.tie)
    }
    return Grade(name: name, from: from, quota: quota)
  }
}
