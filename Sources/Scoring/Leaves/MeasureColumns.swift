import Records

/// The columns that a measure sums or counts.
struct MeasureColumns: Sendable {
  private enum Reading: Sendable {
    case count
    case sum(NumberColumn)
    case distinct(Column)
    case rate(of: [NumberColumn], factors: [Amount], over: [NumberColumn], none: Amount)
    /// The run lacks the relation or the field.
    case nothing
  }

  private let reading: Reading

  init(_ measure: Measure, of relation: Relation?) {
    func number(_ field: String) -> NumberColumn { NumberColumn(relation?.column(field)) }
    switch measure {
    case .count: reading = .count
    case .sum(let field): reading = .sum(number(field))
    case .distinct(let field):
      reading = relation?.column(field).map { .distinct($0) } ?? .nothing
    case .rate(let terms, let over, let none):
      reading = .rate(
        of: terms.map { number($0.field) }, factors: terms.map(\.factor), over: over.map(number), none: none)
    }
  }

  /// The sums that a rate is made of; nil for another measure, and when a sum leaves 128 bits.
  func rateSums(_ rows: [Int32]) -> RateSums? {
    guard case .rate(let columns, _, let over, _) = reading else { return nil }
    var divisor = Rational.zero
    for column in over {
      guard let sum = column.sum(rows), let next = divisor.adding(sum) else { return nil }
      divisor = next
    }
    var terms: [Rational] = []
    for column in columns {
      guard let sum = column.sum(rows) else { return nil }
      terms.append(sum)
    }
    return RateSums(terms: terms, divisor: divisor)
  }

  /// The measure of a member's records; nil when its exact parts leave 128 bits.
  func value(_ rows: [Int32], profile: Int) -> MeasuredValue? {
    switch reading {
    case .count: return MeasuredValue(amount: Rational(whole: Int64(rows.count)), tookNone: false)
    case .sum(let column): return column.sum(rows).map { MeasuredValue(amount: $0, tookNone: false) }
    case .distinct(let column):
      let present = rows.filter { !column.isMissing(Int($0)) }
      let found = RecordGroups.numbers(of: column, rows: present).sorted()
      let count = found.indices.count { $0 == 0 || found[$0] != found[$0 - 1] }
      return MeasuredValue(amount: Rational(whole: Int64(count)), tookNone: false)
    case .rate(let columns, let factors, let over, let none):
      return MeasureColumns.rate(
        rows, of: columns, factors: factors.map { Rational($0[profile]) }, over: over, none: none[profile])
    case .nothing: return MeasuredValue(amount: .zero, tookNone: false)
    }
  }

  private static func rate(
    _ rows: [Int32], of columns: [NumberColumn], factors: [Rational], over: [NumberColumn],
    none: Fraction
  ) -> MeasuredValue? {
    var divisor = Rational.zero
    for column in over {
      guard let sum = column.sum(rows), let next = divisor.adding(sum) else { return nil }
      divisor = next
    }
    guard divisor != .zero else { return MeasuredValue(amount: Rational(none), tookNone: none != .zero) }
    var dividend = Rational.zero
    for (column, factor) in zip(columns, factors) {
      guard let term = column.sum(rows)?.multiplied(by: factor), let next = dividend.adding(term) else {
        return nil
      }
      dividend = next
    }
    return dividend.divided(by: divisor).map { MeasuredValue(amount: $0, tookNone: false) }
  }
}

/// What the records of a member add up to in a rate.
struct RateSums: Hashable, Sendable {
  /// By term, without its factor.
  let terms: [Rational]
  let divisor: Rational
}

/// A column of numbers; anything else reads as missing.
enum NumberColumn: Sendable {
  case integers([Int64])
  case numbers([Fraction?])
  case missing

  init(_ column: Column?) {
    switch column {
    case .integer(let values): self = .integers(values)
    case .number(let values): self = .numbers(values)
    default: self = .missing
    }
  }

  /// The sum of some rows, missing cells left out; nil when it leaves 128 bits.
  func sum(_ rows: [Int32]) -> Rational? {
    switch self {
    case .missing: return .zero
    case .integers(let values):
      var sum: Int128 = 0
      for row in rows where values[Int(row)] != Column.missingInteger { sum += Int128(values[Int(row)]) }
      return Rational(sum, over: 1)
    case .numbers(let values):
      var sum = Rational.zero
      for row in rows {
        guard let value = values[Int(row)] else { continue }
        guard let next = sum.adding(Rational(value)) else { return nil }
        sum = next
      }
      return sum
    }
  }
}
