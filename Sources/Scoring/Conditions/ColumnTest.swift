import Records

/// Tests of one typed column, a tight loop each: no text and no closure per cell.
enum ColumnTest {
  /// U+001F, which joins the parts of a list cell.
  private static let separator: UInt8 = 0x1F

  /// Cells equal to one of the literals; of a list, cells with such a part. Texts compare by bytes. Missing
  /// is false.
  static func isOneOf(_ literals: [Literal], in column: Column, isList: Bool) -> [Bool] {
    switch column {
    case .text(let texts): textMask(texts, wanted: literals.texts, isList: isList)
    case .coded(let coded): codedMask(coded, wanted: literals.texts, isList: isList)
    case .integer(let values): integerMask(values, wanted: literals.integers)
    case .number(let values): numberMask(values, wanted: literals.numbers)
    case .day(let values): dayMask(values, wanted: literals.days)
    case .time(let values): integerMask(values, wanted: literals.times)
    case .flag(let values): flagMask(values, wanted: literals.flags)
    }
  }

  static func isPresent(_ column: Column) -> [Bool] {
    switch column {
    case .text(let texts): (0..<texts.count).map { !texts.isMissing($0) }
    case .coded(let coded): coded.codes.map { $0 != CodedColumn.missing }
    case .integer(let values): values.map { $0 != Column.missingInteger }
    case .number(let values): values.map { $0 != nil }
    case .day(let values): values.map { $0 != Column.missingDay }
    case .time(let values): values.map { $0 != Column.missingTime }
    case .flag(let values): values.map { $0 != Column.missingFlag }
    }
  }

  /// Cells for which every comparison holds, with the bounds of the record's member's profile.
  ///
  /// `profiles` is by member, `members` by record. Columns that are no numbers, missing cells and records of nobody are false.
  static func compares(
    _ comparisons: [Comparison], in column: Column, members: [Int32], profiles: [Int], profileCount: Int
  ) -> [Bool] {
    var mask = [Bool](repeating: false, count: column.count)
    switch column {
    case .integer(let values):
      let ranges = (0..<profileCount).map { comparisons.integerRange(profile: $0) }
      for row in values.indices
      where values[row] != Column.missingInteger && members[row] != Relation.nobody {
        let range = ranges[profiles[Int(members[row])]]
        mask[row] = range.low <= values[row] && values[row] <= range.high
      }
    case .number(let values):
      for row in values.indices {
        guard let value = values[row], members[row] != Relation.nobody else { continue }
        let profile = profiles[Int(members[row])]
        mask[row] = comparisons.allSatisfy { $0.holds(value, profile: profile) }
      }
    default: break
    }
    return mask
  }

  private static func textMask(_ texts: TextColumn, wanted: [[UInt8]], isList: Bool) -> [Bool] {
    (0..<texts.count).map { matches(texts.utf8($0), wanted, isList: isList) }
  }

  private static func codedMask(_ coded: CodedColumn, wanted: [[UInt8]], isList: Bool) -> [Bool] {
    let accepted = coded.dictionary.map { matches(Array($0.utf8)[...], wanted, isList: isList) }
    return coded.codes.map { $0 != CodedColumn.missing && accepted[Int($0)] }
  }

  private static func matches(_ cell: ArraySlice<UInt8>, _ wanted: [[UInt8]], isList: Bool) -> Bool {
    guard !cell.isEmpty else { return false }
    guard isList else { return wanted.contains { $0.elementsEqual(cell) } }
    var start = cell.startIndex
    while true {
      let end = cell[start...].firstIndex(of: separator) ?? cell.endIndex
      if wanted.contains(where: { $0.elementsEqual(cell[start..<end]) }) { return true }
      guard end < cell.endIndex else { return false }
      start = end + 1
    }
  }

  private static func integerMask(_ values: [Int64], wanted: [Int64]) -> [Bool] {
    values.map { $0 != Column.missingInteger && wanted.contains($0) }
  }

  private static func numberMask(_ values: [Fraction?], wanted: [Fraction]) -> [Bool] {
    values.map { value in value.map { wanted.contains($0) } ?? false }
  }

  private static func dayMask(_ values: [Int32], wanted: [Int32]) -> [Bool] {
    values.map { $0 != Column.missingDay && wanted.contains($0) }
  }

  private static func flagMask(_ values: [UInt8], wanted: [UInt8]) -> [Bool] {
    values.map { wanted.contains($0) }
  }
}

extension [Literal] {
  fileprivate var texts: [[UInt8]] {
    compactMap { if case .text(let text) = $0 { Array<UInt8>(text.utf8) } else { nil } }
  }

  fileprivate var numbers: [Fraction] {
    compactMap { if case .number(let number) = $0 { number } else { nil } }
  }

  fileprivate var integers: [Int64] { numbers.filter { $0.denominator == 1 }.map(\.numerator) }

  fileprivate var days: [Int32] {
    compactMap { if case .day(let day) = $0 { day.number } else { nil } }
  }

  fileprivate var times: [Int64] {
    compactMap { literal in
      switch literal {
      case .day(let day): day.start.seconds
      case .time(let time): time.seconds
      default: nil
      }
    }
  }

  fileprivate var flags: [UInt8] {
    compactMap { if case .flag(let flag) = $0 { flag ? 1 : 0 } else { nil } }
  }
}

extension [Comparison] {
  /// The whole numbers for which every comparison holds; empty when `low > high`.
  fileprivate func integerRange(profile: Int) -> (low: Int64, high: Int64) {
    var low = Int64.min
    var high = Int64.max
    for comparison in self {
      let bound = comparison.bound[profile]
      let (quotient, remainder) = bound.numerator.quotientAndRemainder(dividingBy: bound.denominator)
      let floor = remainder < 0 ? quotient - 1 : quotient
      let ceiling = remainder > 0 ? quotient + 1 : quotient
      switch comparison.operator {
      case .atLeast: low = Swift.max(low, ceiling)
      case .moreThan: low = Swift.max(low, floor + 1)
      case .atMost: high = Swift.min(high, floor)
      case .lessThan: high = Swift.min(high, ceiling - 1)
      }
    }
    return (low, high)
  }
}
