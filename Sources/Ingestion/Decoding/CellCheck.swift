import Records

/// A check of a row's cells by bounds, by another column or by a pattern, with its columns looked up for one batch. A blank
/// cell fits every one of them.
struct CellCheck {
  private enum Test {
    case orders(least: Int64, most: Int64)
    case fractions(least: Fraction?, most: Fraction?)
    case compared(RowCheck.Comparison, ColumnPiece)
    case rate(part: ColumnPiece, whole: ColumnPiece, scale: Int64)
    case pattern(Pattern)
  }

  private let piece: ColumnPiece
  private let order: Int
  private let refuses: Bool
  private let test: Test
  /// Nil for a cell of a private column.
  private let problem: (_ value: String?) -> CellProblem
  private let isPrivate: Bool

  /// Nil when the check is none of these or names no column of the contract.
  init?(_ check: RowCheck, _ order: Int, _ contract: Contract, _ pieces: [ColumnPiece]) {
    let shape = contract.shape
    self.order = order
    switch check {
    case .range(let key, let least, let most, let severity):
      guard let index = shape.index(of: key) else { return nil }
      piece = pieces[index]
      refuses = severity != .warn
      test =
        shape.fields[index].type == .number
        ? .fractions(least: least?.fraction, most: most?.fraction)
        : .orders(least: least?.order ?? .min, most: most?.order ?? .max)
      problem = { .outOfRange(shape.fields[index], $0, least, most) }
    case .compared(let key, let comparison, let other, let severity):
      guard let index = shape.index(of: key), let second = shape.index(of: other) else { return nil }
      piece = pieces[index]
      refuses = severity != .warn
      test = .compared(comparison, pieces[second])
      problem = { _ in .badComparison(shape.fields[index], comparison, shape.fields[second]) }
    case .rate(let key, let part, let whole, let decimals, let severity):
      guard let index = shape.index(of: key), let first = shape.index(of: part),
        let second = shape.index(of: whole)
      else { return nil }
      piece = pieces[index]
      refuses = severity != .warn
      let scale = (0..<decimals).reduce(Int64(1)) { scale, _ in scale * 10 }
      test = .rate(part: pieces[first], whole: pieces[second], scale: scale)
      problem = { _ in .badRate(shape.fields[index], shape.fields[first], shape.fields[second]) }
    case .pattern(let key, let pattern, let severity):
      guard let index = shape.index(of: key) else { return nil }
      piece = pieces[index]
      refuses = severity != .warn
      test = .pattern(pattern)
      problem = { .badPattern(shape.fields[index], $0, pattern) }
    case .needs, .later: return nil
    }
    isPrivate = piece.decoder.contract.isPrivate
  }

  /// A row that has been refused for the column already is not refused again: its cell is missing.
  func run(_ rows: Range<Int>, into notes: inout RowNotes) {
    switch test {
    case .orders(let least, let most):
      for row in rows {
        if let value = piece.order(row), value < least || value > most { note(row, &notes) }
      }
    case .fractions(let least, let most):
      for row in rows {
        guard let value = piece.fraction(row) else { continue }
        if least.map({ value < $0 }) ?? false || most.map({ value > $0 }) ?? false { note(row, &notes) }
      }
    case .compared(let comparison, let other):
      for row in rows where !fits(row, comparison, other) { note(row, &notes) }
    case .rate(let part, let whole, let scale):
      for row in rows where !isRate(row, part, whole, scale) { note(row, &notes) }
    case .pattern(let pattern): match(pattern, rows, &notes)
    }
  }

  private func fits(_ row: Int, _ comparison: RowCheck.Comparison, _ other: ColumnPiece) -> Bool {
    if piece.isMissing(row) || other.isMissing(row) { return true }
    if let left = piece.fraction(row), let right = other.fraction(row) {
      return comparison == .equal ? left == right : left <= right
    }
    if let left = piece.order(row), let right = other.order(row) {
      return comparison == .equal ? left == right : left <= right
    }
    return Key(piece.value(row).canonicalText) == Key(other.value(row).canonicalText)
  }

  /// Half-up on the magnitude, at 1 / `scale` percent.
  private func isRate(_ row: Int, _ part: ColumnPiece, _ whole: ColumnPiece, _ scale: Int64) -> Bool {
    guard let printed = piece.fraction(row), let part = part.fraction(row), let whole = whole.fraction(row),
      whole.numerator != 0
    else { return true }
    let (upper, isTooGreat) = (Int128(part.numerator) * Int128(whole.denominator))
      .multipliedReportingOverflow(by: 100 * Int128(scale))
    let lower = Int128(part.denominator) * Int128(whole.numerator)
    guard !isTooGreat else { return false }
    let (quotient, rest) = upper.magnitude.quotientAndRemainder(dividingBy: lower.magnitude)
    let rounded = Int128(quotient) + (rest >= lower.magnitude - rest ? 1 : 0)
    let rate = (upper < 0) != (lower < 0) ? -rounded : rounded
    return Int128(printed.numerator) * Int128(scale) == rate * Int128(printed.denominator)
  }

  /// Matches each code of a coded column once a batch.
  private func match(_ pattern: Pattern, _ rows: Range<Int>, _ notes: inout RowNotes) {
    var known: [UInt32: Bool] = [:]
    for row in rows where !piece.isMissing(row) {
      guard piece.storage == .coded else {
        if !pattern.matches(piece.value(row).canonicalText) { note(row, &notes) }
        continue
      }
      let code = piece.codes[row]
      let fits = known[code] ?? pattern.matches(piece.value(row).canonicalText)
      known[code] = fits
      if !fits { note(row, &notes) }
    }
  }

  private func note(_ row: Int, _ notes: inout RowNotes) {
    let value = isPrivate ? nil : piece.value(row).canonicalText
    notes.add(
      .init(
        row: row, order: order, column: piece.decoder.field.key, problem: problem(value), refuses: refuses))
  }
}

extension ColumnPiece {
  /// The exact number of a cell of an integer or number column; nil when missing or of another type.
  fileprivate func fraction(_ row: Int) -> Fraction? {
    switch storage {
    case .number: numbers[row]
    case .integer: integers[row] == Column.missingInteger ? nil : Fraction(integers[row])
    default: nil
    }
  }
}

extension Value {
  fileprivate var fraction: Fraction? {
    switch self {
    case .integer(let value): Fraction(value)
    case .number(let value): value
    default: nil
    }
  }

  fileprivate var order: Int64? {
    switch self {
    case .integer(let value): value
    case .day(let day): Int64(day.number)
    case .time(let instant): instant.seconds
    default: nil
    }
  }
}

extension CellProblem {
  fileprivate static func outOfRange(
    _ field: FieldSchema, _ value: String?, _ least: Value?, _ most: Value?
  ) -> CellProblem {
    let (low, high) = (least?.canonicalText, most?.canonicalText)
    let zh = [low.map { "不小于\($0)" }, high.map { "不大于\($0)" }].compactMap(\.self).joined(separator: "、")
    let en = [low.map { "at least \($0)" }, high.map { "at most \($0)" }].compactMap(\.self)
      .joined(separator: " and ")
    return CellProblem(
      code: "OUT_OF_RANGE",
      message: Message(
        zh: "\(field.heading)\(value.map { "“\($0)”" } ?? "")应\(zh)；请改正",
        en: "\(field.heading)\(value.map { " '\($0)'" } ?? "") must be \(en); correct it"))
  }

  fileprivate static func badComparison(
    _ field: FieldSchema, _ comparison: RowCheck.Comparison, _ other: FieldSchema
  ) -> CellProblem {
    let (zh, en) = comparison == .equal ? ("等于", "equal to") : ("不大于", "at most")
    return CellProblem(
      code: "BAD_COMPARISON",
      message: Message(
        zh: "\(field.heading)应\(zh)\(other.heading)；请改正",
        en: "\(field.heading) must be \(en) \(other.heading); correct them"))
  }

  fileprivate static func badRate(_ field: FieldSchema, _ part: FieldSchema, _ whole: FieldSchema)
    -> CellProblem
  {
    CellProblem(
      code: "BAD_RATE",
      message: Message(
        zh: "\(field.heading)与\(part.heading)÷\(whole.heading)不符；以重新计算的为准，请核对",
        en: "\(field.heading) is not \(part.heading) of \(whole.heading); compute it again and check them"))
  }

  fileprivate static func badPattern(
    _ field: FieldSchema, _ value: String?, _ pattern: Pattern
  ) -> CellProblem {
    CellProblem(
      code: "BAD_PATTERN",
      message: Message(
        zh: "\(field.heading)\(value.map { "“\($0)”" } ?? "")不符合格式“\(pattern.text)”；请改正",
        en:
          "\(field.heading)\(value.map { " '\($0)'" } ?? "") does not fit the pattern '\(pattern.text)'; correct it"
      ))
  }
}
