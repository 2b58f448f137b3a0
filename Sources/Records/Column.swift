/// The type of a column or of a relation's field.
package enum FieldType: Hashable, Sendable {
  /// Any text.
  case text
  /// Digits, left-padded with zeros to a width.
  case code(width: Int)
  /// One of the listed values.
  case category([String])
  /// Several texts in one cell, kept in order and joined by U+001F.
  case list
  case integer
  /// An exact decimal or fraction.
  case number
  case date
  case time
  /// 是 or 否, read as true or false in a model.
  case flag

  /// True for what a comparison or `times` can read as a number.
  package var isNumeric: Bool { self == .integer || self == .number }
}

/// One cell's value, for the slow and readable paths.
package enum Value: Hashable, Sendable {
  case missing
  case text(String)
  case integer(Int64)
  case number(Fraction)
  case day(Day)
  case time(Instant)
  case flag(Bool)
}

/// A typed vector with one cell per row; blank cells are missing.
package enum Column: Sendable {
  /// Free text; a text is never empty, so an empty range is a missing cell.
  case text(TextColumn)
  /// Text from a small dictionary: categories, codes and references.
  case coded(CodedColumn)
  /// `Int64.min` is missing.
  case integer([Int64])
  /// nil is missing.
  case number([Fraction?])
  /// `Int32.min` is missing; days since 1970-01-01.
  case day([Int32])
  /// `Int64.min` is missing; seconds of `Instant`.
  case time([Int64])
  /// 0 is false, 1 is true, 2 is missing.
  case flag([UInt8])
}

extension Column {
  @inlinable package static var missingInteger: Int64 { Int64.min }
  @inlinable package static var missingDay: Int32 { Int32.min }
  @inlinable package static var missingTime: Int64 { Int64.min }
  @inlinable package static var missingFlag: UInt8 { 2 }

  package var count: Int {
    switch self {
    case .text(let column): column.count
    case .coded(let column): column.codes.count
    case .integer(let values): values.count
    case .number(let values): values.count
    case .day(let values): values.count
    case .time(let values): values.count
    case .flag(let values): values.count
    }
  }

  /// The cell of a row. O(1) plus the copy of a text.
  package subscript(row: Int) -> Value {
    switch self {
    case .text(let column): column.isMissing(row) ? .missing : .text(column[row])
    case .coded(let column): column.text(row).map(Value.text) ?? .missing
    case .integer(let values): values[row] == Column.missingInteger ? .missing : .integer(values[row])
    case .number(let values): values[row].map(Value.number) ?? .missing
    case .day(let values): values[row] == Column.missingDay ? .missing : .day(Day(number: values[row]))
    case .time(let values):
      values[row] == Column.missingTime ? .missing : .time(Instant(seconds: values[row]))
    case .flag(let values): values[row] == Column.missingFlag ? .missing : .flag(values[row] == 1)
    }
  }

  package func isMissing(_ row: Int) -> Bool {
    switch self {
    case .text(let column): column.isMissing(row)
    case .coded(let column): column.codes[row] == CodedColumn.missing
    case .integer(let values): values[row] == Column.missingInteger
    case .number(let values): values[row] == nil
    case .day(let values): values[row] == Column.missingDay
    case .time(let values): values[row] == Column.missingTime
    case .flag(let values): values[row] == Column.missingFlag
    }
  }

  /// The text of a row as canonical rows and reports print it: empty when missing, dates as `2025-03-12`, times as
  /// `2025-03-12T08:52:00`, shortest decimals, flags as 是 and 否 (model.md §2.2).
  package func canonicalText(_ row: Int) -> String {
    switch self {
    case .text(let column): column.isMissing(row) ? "" : column[row]
    case .coded(let column): column.text(row) ?? ""
    default: self[row].canonicalText
    }
  }

  /// The cells of the given rows, in their order.
  package func gathered(_ rows: [Int32]) -> Column {
    switch self {
    case .text(let column): .text(column.gathered(rows))
    case .coded(let column):
      .coded(CodedColumn(codes: rows.map { column.codes[Int($0)] }, dictionary: column.dictionary))
    case .integer(let values): .integer(rows.map { values[Int($0)] })
    case .number(let values): .number(rows.map { values[Int($0)] })
    case .day(let values): .day(rows.map { values[Int($0)] })
    case .time(let values): .time(rows.map { values[Int($0)] })
    case .flag(let values): .flag(rows.map { values[Int($0)] })
    }
  }
}

extension Value {
  /// See `Column.canonicalText`.
  package var canonicalText: String {
    switch self {
    case .missing: ""
    case .text(let text): text
    case .integer(let value): String(value)
    case .number(let value): value.description
    case .day(let day): day.description
    case .time(let instant): instant.description
    case .flag(let flag): flag ? "是" : "否"
    }
  }
}
