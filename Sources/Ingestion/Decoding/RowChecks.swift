import Records

/// Checks across the columns of a row, after all its cells are decoded.
struct RowChecks: Sendable {
  private let contract: Contract

  init(_ contract: Contract) {
    self.contract = contract
  }

  /// Runs every check over a range of rows.
  func run(_ pieces: [ColumnPiece], rows: Range<Int>, into notes: inout RowNotes) {
    for (index, check) in contract.checks.enumerated() {
      let order = pieces.count + index
      switch check {
      case .needs(let columns, let test):
        for key in columns {
          guard let column = contract.shape.index(of: key) else { continue }
          needs(pieces, column, test, rows, order, into: &notes)
        }
      case .later(let earlier, let later):
        guard let first = contract.shape.index(of: earlier), let second = contract.shape.index(of: later)
        else { continue }
        self.later(pieces[first], pieces[second], rows, order, into: &notes)
      case .range, .compared, .rate, .pattern:
        CellCheck(check, order, contract, pieces)?.run(rows, into: &notes)
      }
    }
  }

  private func needs(
    _ pieces: [ColumnPiece], _ column: Int, _ test: CellTest, _ rows: Range<Int>, _ order: Int,
    into notes: inout RowNotes
  ) {
    let piece = pieces[column]
    let test = resolve(test, pieces)
    for row in rows where piece.isMissing(row) && holds(test, row) {
      if notes.refuses(row: row, column: piece.decoder.field.key) { continue }
      notes.add(
        .init(
          row: row, order: order, column: piece.decoder.field.key, problem: .missing(piece.decoder.field),
          refuses: true))
    }
  }

  private func later(
    _ first: ColumnPiece, _ second: ColumnPiece, _ rows: Range<Int>, _ order: Int,
    into notes: inout RowNotes
  ) {
    for row in rows {
      guard let earlier = first.order(row), let later = second.order(row), later <= earlier else { continue }
      notes.add(
        .init(
          row: row, order: order, column: second.decoder.field.key,
          problem: .badRange(first.decoder.field, second.decoder.field),
          refuses: true))
    }
  }

  /// A test whose column is looked up and whose values are codes, so that no text is compared per row.
  private enum ResolvedTest {
    case always, never
    case isMissing(ColumnPiece)
    case hasCode([UInt32], ColumnPiece)
    case hasText([Key], ColumnPiece)
  }

  private func resolve(_ test: CellTest, _ pieces: [ColumnPiece]) -> ResolvedTest {
    switch test {
    case .always: return .always
    case .isMissing(let key):
      return contract.shape.index(of: key).map { .isMissing(pieces[$0]) } ?? .always
    case .isOneOf(let key, let values):
      guard let column = contract.shape.index(of: key) else { return .never }
      let piece = pieces[column]
      if piece.storage == .coded { return .hasCode(values.compactMap(piece.code(of:)), piece) }
      return .hasText(values.map(Key.init), piece)
    }
  }

  private func holds(_ test: ResolvedTest, _ row: Int) -> Bool {
    switch test {
    case .always: true
    case .never: false
    case .isMissing(let column): column.isMissing(row)
    case .hasCode(let codes, let column): codes.contains(column.codes[row])
    case .hasText(let texts, let column): texts.contains(Key(column.value(row).canonicalText))
    }
  }
}
