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

  /// 1, or the equal part, or by position: `first` for position 1 and equal parts of the rest for the others.
  /// A sole author has all.
  func value(_ record: Int, profile: Int) -> Rational {
    if case .whole = share { return Rational(whole: 1) }
    guard record < authors.count, authors[record] > 1 else { return Rational(whole: 1) }
    guard case .first(let amount) = share else { return Rational(1, over: Int128(authors[record])) }
    let first = Rational(amount[profile])
    if record < positions.count, positions[record] == 1 { return first }
    return Rational(
      first.denominator - first.numerator, over: first.denominator * Int128(authors[record] - 1))
  }

  private static func integers(_ field: String, of relation: Relation) -> [Int64] {
    if case .integer(let values) = relation.column(field) { values } else { [] }
  }
}
