import Records

/// A test of one typed column with what it looks for, a tight loop each.
enum ColumnTest: Sendable {
  case codes(CodeTest)
  /// By the three values of a flag.
  case flags([UInt8], accepted: [Bool])
  /// Missing cells are false.
  case integers([Int64], wanted: [Int64])
  case days([Int32], wanted: [Int32])
  case numbers([Fraction?], wanted: [Fraction])
  case texts(TextColumn, wanted: [[UInt8]], isList: Bool)
  case present(Column)
  /// Whole numbers within the range of the record's member's profile.
  case ranges([Int64], by: [ClosedRange<Int64>?], ProfileColumn)
  case comparisons([Fraction?], [Comparison], ProfileColumn)

  /// Cells equal to one of the literals; of a list, cells with such a part. Texts compare by bytes. Missing
  /// is false.
  static func isOneOf(_ literals: [Literal], in column: Column, isList: Bool) -> ColumnTest {
    switch column {
    case .text(let texts): return .texts(texts, wanted: literals.texts, isList: isList)
    case .coded: preconditionFailure("a column of codes is tested by CodeTest")
    case .integer(let values): return .integers(values, wanted: literals.integers)
    case .number(let values): return .numbers(values, wanted: literals.numbers)
    case .day(let values): return .days(values, wanted: literals.days)
    case .time(let values): return .integers(values, wanted: literals.times)
    case .flag(let values): return .flags(values, accepted: (0...2).map { literals.flags.contains($0) })
    }
  }

  /// Cells for which every comparison holds, with the bounds of the record's member's profile; nil for columns
  /// that are no numbers. Missing is false.
  static func compares(
    _ comparisons: [Comparison], in column: Column, _ profiles: ProfileColumn
  ) -> ColumnTest? {
    switch column {
    case .integer(let values):
      .ranges(values, by: (0..<profiles.profileCount).map { comparisons.integerRange(profile: $0) }, profiles)
    case .number(let values): .comparisons(values, comparisons, profiles)
    default: nil
    }
  }

  /// Clears the marks of the rows that fail; mark `i` is that of `rows[i]`.
  func narrow(_ marks: inout [Bool], rows: [Int32]) {
    switch self {
    case .codes(let test): test.narrow(&marks, rows: rows)
    case .flags(let values, let accepted):
      for index in marks.indices where marks[index] {
        marks[index] = accepted[Int(min(values[Int(rows[index])], Column.missingFlag))]
      }
    case .integers(let values, let wanted):
      for index in marks.indices where marks[index] {
        let value = values[Int(rows[index])]
        marks[index] = value != Column.missingInteger && wanted.contains(value)
      }
    case .days(let values, let wanted):
      for index in marks.indices where marks[index] {
        let value = values[Int(rows[index])]
        marks[index] = value != Column.missingDay && wanted.contains(value)
      }
    case .numbers(let values, let wanted):
      for index in marks.indices where marks[index] {
        marks[index] = values[Int(rows[index])].map { wanted.contains($0) } ?? false
      }
    case .texts(let texts, let wanted, let isList):
      for index in marks.indices where marks[index] {
        marks[index] = wanted.contains(cell: texts.utf8(Int(rows[index])), isList: isList)
      }
    case .present(let column):
      for index in marks.indices where marks[index] { marks[index] = !column.isMissing(Int(rows[index])) }
    case .ranges(let values, let ranges, let profiles):
      for index in marks.indices where marks[index] {
        let value = values[Int(rows[index])]
        let range = ranges[profiles.profile(Int(rows[index]))]
        marks[index] = value != Column.missingInteger && range?.contains(value) == true
      }
    case .comparisons(let values, let comparisons, let profiles):
      for index in marks.indices where marks[index] {
        let profile = profiles.profile(Int(rows[index]))
        let value = values[Int(rows[index])]
        marks[index] =
          value.map { cell in comparisons.allSatisfy { $0.holds(cell, profile: profile) } } ?? false
      }
    }
  }
}

/// The profile of the member of each record.
struct ProfileColumn: Sendable {
  let members: [Int32]
  /// By member.
  let profiles: [Int]
  let profileCount: Int

  /// The record must have a member.
  func profile(_ row: Int) -> Int { profiles[Int(members[row])] }
}

extension [Literal] {
  var texts: [[UInt8]] {
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
  /// The whole numbers for which every comparison holds; nil when there is none.
  fileprivate func integerRange(profile: Int) -> ClosedRange<Int64>? {
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
    return low <= high ? low...high : nil
  }
}
