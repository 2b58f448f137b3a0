import Records

/// The points rule of a leaf against a relation: which of a few amounts each record is worth.
struct PointsTable: Sendable {
  let amounts: [Amount]
  private let choice: Choice

  private enum Choice: Sendable {
    /// One amount holds for all.
    case none
    /// By code of a field of the relation's schema; the last entry is for missing cells.
    case codes(field: Int, Codes, amounts: [UInt16])
    /// The first filter that fits; their count where none does.
    case filters([RecordFilter])
  }

  init(_ rule: PointsRule, of relation: Relation, facts: MemberFacts, profileCount: Int) {
    func filters(_ conditions: [Condition]) -> Choice {
      .filters(
        conditions.map { RecordFilter($0, of: relation, facts: facts, profileCount: profileCount) })
    }
    switch rule {
    case .constant(let amount):
      amounts = [amount]
      choice = .none
    case .byField(let field, let values, let otherwise):
      amounts = values.map(\.points) + [otherwise]
      choice =
        PointsTable.byCode(field, values.map(\.value), of: relation)
        ?? filters(values.map { .test(.field(field), .isOneOf([$0.value])) })
    case .cases(let cases):
      amounts = cases.map(\.points) + [Amount(.zero, profiles: profileCount)]
      choice = filters(cases.map(\.condition))
    }
  }

  /// The amount that a code of a field decides; nil where more decides.
  func choice(code: Int, field: Int?) -> UInt16? {
    switch choice {
    case .none: 0
    case .codes(let own, _, let amounts): own == field ? amounts[code] : nil
    case .filters: nil
    }
  }

  /// Indices into `amounts`, parallel to the rows; of marked rows only where conditions choose. Empty where one
  /// amount holds for all.
  func choices(of marks: [Bool], rows: [Int32]) -> [UInt16] {
    switch choice {
    case .none: return []
    case .codes(_, let codes, let amounts):
      let missing = UInt32(amounts.count - 1)
      return rows.map { amounts[Int(min(codes[Int($0)], missing))] }
    case .filters(let filters):
      var choices = [UInt16](repeating: UInt16(filters.count), count: marks.count)
      var left = marks
      for (choice, filter) in filters.enumerated() {
        var holding = left
        filter.narrow(&holding, rows: rows)
        for index in holding.indices where holding[index] {
          choices[index] = UInt16(choice)
          left[index] = false
        }
      }
      return choices
    }
  }

  /// nil for fields that are no dictionary of single texts.
  private static func byCode(_ field: String, _ values: [Literal], of relation: Relation) -> Choice? {
    guard let index = relation.schema.firstIndex(where: { Key($0.key) == Key(field) }),
      relation.schema[index].type != .list, case .coded(let coded) = relation.columns[index]
    else { return nil }
    let texts = values.map { if case .text(let text) = $0 { Key(text) } else { Key("") } }
    let amounts = coded.dictionary.map { text in
      UInt16(text.isEmpty ? values.count : texts.firstIndex(of: Key(text)) ?? values.count)
    }
    return .codes(field: index, coded.codes, amounts: amounts + [UInt16(values.count)])
  }
}

/// `p = H(points × times × share)` of the records of a leaf, the product exact before it (model.md §4, step 3).
struct RecordWorth: Sendable {
  private let amounts: [Amount]
  private let profileCount: Int
  /// In nano, by choice, then profile; nil beyond 64 bits. Empty where records have factors of their own.
  private let fixed: [Int64?]
  let times: TimesColumn
  let share: ShareTable

  init(
    _ table: PointsTable, times: String?, share: AuthorShare, of relation: Relation, profileCount: Int
  ) {
    amounts = table.amounts
    self.profileCount = profileCount
    self.times = TimesColumn(times, of: relation)
    self.share = ShareTable(share, of: relation)
    fixed =
      times == nil && share == .whole
      ? table.amounts.flatMap { amount in
        (0..<profileCount).map { RecordWorth.product(amount[$0], .one, Rational(whole: 1)) }
      } : []
  }

  /// The amounts of a profile by choice, in nano; nil where records have factors of their own.
  func fixed(_ profile: Int) -> [Int64?]? {
    guard !fixed.isEmpty else { return nil }
    return amounts.indices.map { fixed[$0 * profileCount + profile] }
  }

  /// In nano; nil when the amount leaves 64 bits.
  func points(_ row: Int, choice: Int, profile: Int) -> Int64? {
    RecordWorth.product(
      amounts[choice][profile], times.value(row), share.value(row, profile: profile))
  }

  private static func product(_ points: Fraction, _ times: Fraction, _ share: Rational) -> Int64? {
    let upper = Int128(points.numerator) * Int128(times.numerator)
    let lower = Int128(points.denominator) * Int128(times.denominator)
    let scale = share.numerator.multipliedReportingOverflow(by: Int128(Points.one))
    let scaled = upper.multipliedReportingOverflow(by: scale.partialValue)
    let divisor = lower.multipliedReportingOverflow(by: share.denominator)
    if !scale.overflow, !scaled.overflow, !divisor.overflow {
      return Int64(exactly: Rounding.halfUp(scaled.partialValue, over: divisor.partialValue))
    }
    return Rational(upper, over: lower).multiplied(by: share)?.nearest?.nano
  }
}
