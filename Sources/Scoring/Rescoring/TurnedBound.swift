import Records

/// The bound of one comparison, as a number that turns.
struct TurnedBound {
  let number: ComparedNumber
  private let slots: [NumberSlot]
  private let place: Int

  /// nil for other numbers, and for one that several comparisons have.
  init?(_ base: Rescoring, _ slots: [NumberSlot]) {
    guard let place = slots.first?.place, slots.allSatisfy({ $0.place == place && $0.multiplied == nil }),
      let compared = base.compared[place], compared.count == 1, !compared[0].isOfKept
    else { return nil }
    (number, self.slots, self.place) = (compared[0], slots, place)
  }

  /// The first nano, going up, at which the comparison with a value has turned; nil beyond 64 bits.
  func turn(_ value: Fraction) -> Int64? { Int64(exactly: number.turn(value, step: 1)) }

  /// The model with the bound at so many nano.
  func model(_ model: Model, at nano: Int64) -> Model {
    let profiles = Set(slots.map(\.profile))
    var next = 0
    return model.mappingNumbers { _, amount in
      defer { next += 1 }
      guard next == place else { return amount }
      return Amount(
        byProfile: amount.byProfile.enumerated().map {
          profiles.contains($0) ? Fraction(nano, Points.one) : $1
        })
    }
  }
}

/// What the records of a relation, or their members, have to be compared.
struct ComparedValues {
  private enum Reading {
    case integers([Int64])
    case numbers([Fraction?])
    /// By member, with the member of each record.
    case members([Fraction?], of: [Int32])
  }

  private let reading: Reading

  /// nil for what is no number of records.
  init?(_ subject: ComparedNumber.Subject, of relation: Relation, _ members: [Member]) {
    switch subject {
    case .field(_, let field):
      switch relation.column(field) {
      case .integer(let values): reading = .integers(values)
      case .number(let values): reading = .numbers(values)
      default: return nil
      }
    case .member(let fact):
      reading = .members(members.map { $0.fact(fact)?.fraction }, of: relation.members)
    case .count, .score: return nil
    }
  }

  /// Every value, each once.
  var distinct: Set<Fraction> {
    switch reading {
    case .integers(let values): Set(Set(values).subtracting([Column.missingInteger]).map { Fraction($0) })
    case .numbers(let values), .members(let values, _): Set(values.compactMap(\.self))
    }
  }

  /// Of a record of a member; nil for a missing one.
  subscript(row: Int32) -> Fraction? {
    let row = Int(row)
    switch reading {
    case .integers(let values):
      return values[row] == Column.missingInteger ? nil : Fraction(values[row])
    case .numbers(let values): return values[row]
    case .members(let values, let members): return values[Int(members[row])]
    }
  }
}
