import Records

/// A test of a column of codes, decided once for each text of its dictionary.
struct CodeTest: Sendable {
  /// Place of the column in the relation's schema.
  let field: Int
  let codes: Codes
  /// By code; the last entry is for missing cells.
  let accepted: [Bool]

  /// Cells equal to one of the literals; of a list, cells with such a part. Missing is false.
  init(_ literals: [Literal], of column: CodedColumn, field: Int, isList: Bool) {
    self.field = field
    let wanted = literals.texts
    codes = column.codes
    accepted = column.dictionary.map { wanted.contains(cell: Array($0.utf8)[...], isList: isList) } + [false]
  }

  /// nil for a comparison, which no text passes.
  init?(_ test: Test, of column: CodedColumn, field: Int, isList: Bool) {
    switch test {
    case .isOneOf(let literals): self.init(literals, of: column, field: field, isList: isList)
    case .isNoneOf(let literals):
      let equal = CodeTest(literals, of: column, field: field, isList: isList)
      self.init(field: field, codes: column.codes, accepted: equal.accepted.dropLast().map { !$0 } + [false])
    case .isPresent:
      self.init(field: field, codes: column.codes, accepted: column.dictionary.map { _ in true } + [false])
    case .isMissing:
      self.init(field: field, codes: column.codes, accepted: column.dictionary.map { _ in false } + [true])
    case .compares: return nil
    }
  }

  private init(field: Int, codes: Codes, accepted: [Bool]) {
    self.field = field
    self.codes = codes
    self.accepted = accepted
  }

  /// Clears the marks of the rows that fail; mark `i` is that of `rows[i]`.
  func narrow(_ marks: inout [Bool], rows: [Int32]) {
    let missing = UInt32(accepted.count - 1)
    for index in marks.indices where marks[index] {
      marks[index] = accepted[Int(min(codes[Int(rows[index])], missing))]
    }
  }
}

extension [[UInt8]] {
  /// U+001F, which joins the parts of a list cell.
  private static var separator: UInt8 { 0x1F }

  /// Whether a cell, or a part of a list cell, is one of these texts. An empty cell is missing.
  func contains(cell: ArraySlice<UInt8>, isList: Bool) -> Bool {
    guard !cell.isEmpty else { return false }
    guard isList else { return contains { $0.elementsEqual(cell) } }
    var start = cell.startIndex
    while true {
      let end = cell[start...].firstIndex(of: Self.separator) ?? cell.endIndex
      if contains(where: { $0.elementsEqual(cell[start..<end]) }) { return true }
      guard end < cell.endIndex else { return false }
      start = end + 1
    }
  }
}
