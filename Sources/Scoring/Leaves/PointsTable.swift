import Records

/// The points rule of a leaf against a relation: which of a few amounts each record is worth.
struct PointsTable {
  private let amounts: [Amount]
  /// Index into `amounts` per record; empty where one amount holds for all.
  private let choices: [UInt16]

  init(_ rule: PointsRule, tests: RecordTests) {
    switch rule {
    case .constant(let amount):
      amounts = [amount]
      choices = []
    case .byField(let field, let values, let otherwise):
      amounts = values.map(\.points) + [otherwise]
      choices = PointsTable.choose(
        values.map { .test(.field(field), .isOneOf([$0.value])) }, tests: tests)
    case .cases(let cases):
      let profiles = tests.profileCount
      amounts = cases.map(\.points) + [Amount(.zero, profiles: profiles)]
      choices = PointsTable.choose(cases.map(\.condition), tests: tests)
    }
  }

  func points(_ record: Int, profile: Int) -> Fraction {
    amounts[choices.isEmpty ? 0 : Int(choices[record])][profile]
  }

  /// The first condition that holds for each record; their count where none does.
  private static func choose(_ conditions: [Condition], tests: RecordTests) -> [UInt16] {
    var choices = [UInt16](repeating: UInt16(conditions.count), count: tests.relation.count)
    for (index, condition) in conditions.enumerated().reversed() {
      let mask = tests.mask(condition)
      for row in mask.indices where mask[row] { choices[row] = UInt16(index) }
    }
    return choices
  }
}

/// What multiplies the points of a record: a number field, or 1.
enum TimesColumn {
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
struct ShareTable {
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
