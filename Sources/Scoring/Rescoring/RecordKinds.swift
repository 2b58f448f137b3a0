import Records

/// The kinds of a leaf's records, numbered as they are met.
struct RecordKinds {
  private(set) var found: [RecordLines.Kind] = []
  private var indices: [RecordLines.Kind: Int32] = [:]
  /// By choice: place of the amount; nil for 0.
  private let amounts: [Int?]
  private let worth: RecordWorth

  /// `placed` is a leaf with points by record of a model whose numbers are their places.
  init(_ placed: Leaf, _ source: LeafSource) {
    guard case .perRecord(let rule, _, _) = placed.award, let worth = source.worth else {
      preconditionFailure("a leaf with points per record")
    }
    amounts = rule.places
    self.worth = worth
  }

  /// The kind of a record that is worth one of the leaf's amounts, or of one that the leaf does not take.
  mutating func index(_ row: Int32, choice: UInt16?) -> Int32 {
    let factors = worth.factors(Int(row))
    let amount = choice.flatMap { amounts[Int($0)] }
    let kind = RecordLines.Kind(amount: amount, ratio: factors.ratio, part: factors.part)
    let index = indices[kind] ?? Int32(found.count)
    if index == found.count {
      indices[kind] = index
      found.append(kind)
    }
    return index
  }
}

extension Leaf {
  /// The number of a share by position.
  var firstShare: Amount? {
    if case .perRecord(_, _, .first(let amount)) = award { amount } else { nil }
  }
}

extension PointsRule {
  /// Places of the amounts that records choose among, in a placed model; nil for none.
  fileprivate var places: [Int?] {
    switch self {
    case .constant(let amount): [amount.place]
    case .byField(_, let values, let otherwise): values.map(\.points.place) + [otherwise.place]
    case .cases(let cases): cases.map(\.points.place) + [nil]
    }
  }
}

extension RecordWorth {
  /// What multiplies a record's amount.
  fileprivate func factors(_ row: Int) -> (ratio: Rational, part: RecordLines.Part) {
    let times = Rational(times.value(row))
    switch share.part(row) {
    case .whole: return (times, .whole)
    case .equal(let authors):
      return (Rational(times.numerator, over: times.denominator * Int128(authors)), .whole)
    case .first: return (times, .first)
    case .other(let others): return (times, .other(others))
    }
  }
}
