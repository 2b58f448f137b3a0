import Records

/// What multiplies the points of a record: a number field, or 1.
enum TimesColumn: Sendable {
  case one
  case integers([Int64])
  case numbers([Fraction?])
  /// The relation has no such number: every cell is missing.
  case missing

  init(_ field: String?, of relation: Relation) {
    guard let field else {
      self = .one
      return
    }
    switch relation.column(field) {
    case .integer(let values): self = .integers(values)
    case .number(let values): self = .numbers(values)
    default: self = .missing
    }
  }

  /// The multiplier; missing gives 0.
  func value(_ record: Int) -> Fraction {
    switch self {
    case .one: .one
    case .integers(let values):
      values[record] == Column.missingInteger ? .zero : Fraction(values[record])
    case .numbers(let values): values[record] ?? .zero
    case .missing: .zero
    }
  }
}

/// The part of a joint item's points that a record's member gets.
struct ShareTable: Sendable {
  private let share: AuthorShare
  private let authors: [Int64]
  private let positions: [Int64]

  init(_ share: AuthorShare, of relation: Relation) {
    self.share = share
    authors = ShareTable.integers("authors", of: relation)
    positions = ShareTable.integers("position", of: relation)
  }

  /// Which part a record's member has.
  enum Part {
    case whole
    /// Of so many.
    case equal(Int64)
    case first
    /// An equal part of what the first leaves, among so many.
    case other(Int64)
  }

  /// All, or the equal part, or by position: `first` for position 1 and equal parts of the rest for the others.
  /// A sole author has all.
  func part(_ record: Int) -> Part {
    if case .whole = share { return .whole }
    guard record < authors.count, authors[record] > 1 else { return .whole }
    guard case .first = share else { return .equal(authors[record]) }
    return record < positions.count && positions[record] == 1 ? .first : .other(authors[record] - 1)
  }

  /// The part as a number.
  func value(_ record: Int, profile: Int) -> Rational {
    switch (part(record), share) {
    case (.equal(let authors), _): return Rational(1, over: Int128(authors))
    case (.first, .first(let amount)): return Rational(amount[profile])
    case (.other(let others), .first(let amount)):
      let first = Rational(amount[profile])
      return Rational(first.denominator - first.numerator, over: first.denominator * Int128(others))
    default: return Rational(whole: 1)
    }
  }

  private static func integers(_ field: String, of relation: Relation) -> [Int64] {
    if case .integer(let values) = relation.column(field) { values } else { [] }
  }
}
