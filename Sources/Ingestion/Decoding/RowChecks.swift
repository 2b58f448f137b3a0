import Records

/// Checks across the columns of a row, after all its cells are decoded.
struct RowChecks: Sendable {
  private let contract: Contract

  init(_ contract: Contract) {
    self.contract = contract
  }

  /// Runs every check over a range of rows.
  func run(_ decoders: [ColumnDecoder], rows: Range<Int>, into notes: inout RowNotes) {
    for (index, check) in contract.checks.enumerated() {
      let order = decoders.count + index
      switch check {
      case .needs(let columns, let test):
        for key in columns {
          guard let column = contract.shape.index(of: key) else { continue }
          needs(decoders, column, test, rows, order, into: &notes)
        }
      case .later(let earlier, let later):
        guard let first = contract.shape.index(of: earlier), let second = contract.shape.index(of: later)
        else { continue }
        self.later(decoders[first], decoders[second], rows, order, into: &notes)
      }
    }
  }

  private func needs(
    _ decoders: [ColumnDecoder], _ column: Int, _ test: CellTest, _ rows: Range<Int>, _ order: Int,
    into notes: inout RowNotes
  ) {
    let decoder = decoders[column]
    let test = resolve(test, decoders)
    for row in rows where decoder.isMissing(row) && holds(test, row) {
      if notes.refuses(row: row, column: decoder.field.key) { continue }
      notes.add(
        .init(
          row: row, order: order, column: decoder.field.key, problem: .missing(decoder.field), refuses: true))
    }
  }

  private func later(
    _ first: ColumnDecoder, _ second: ColumnDecoder, _ rows: Range<Int>, _ order: Int,
    into notes: inout RowNotes
  ) {
    for row in rows {
      guard let earlier = first.order(row), let later = second.order(row), later <= earlier else { continue }
      notes.add(
        .init(
          row: row, order: order, column: second.field.key, problem: .badRange(first.field, second.field),
          refuses: true))
    }
  }

  /// A test whose column is looked up and whose values are codes, so that no text is compared per row.
  private enum ResolvedTest {
    case always, never
    case isMissing(ColumnDecoder)
    case hasCode([UInt32], ColumnDecoder)
    case hasText([Key], ColumnDecoder)
  }

  private func resolve(_ test: CellTest, _ decoders: [ColumnDecoder]) -> ResolvedTest {
    switch test {
    case .always: return .always
    case .isMissing(let key):
      return contract.shape.index(of: key).map { .isMissing(decoders[$0]) } ?? .always
    case .isOneOf(let key, let values):
      guard let column = contract.shape.index(of: key) else { return .never }
      let decoder = decoders[column]
      if decoder.storage == .coded { return .hasCode(values.compactMap(decoder.code(of:)), decoder) }
      return .hasText(values.map(Key.init), decoder)
    }
  }

  private func holds(_ test: ResolvedTest, _ row: Int) -> Bool {
    switch test {
    case .always: true
    case .never: false
    case .isMissing(let decoder): decoder.isMissing(row)
    case .hasCode(let codes, let decoder): codes.contains(decoder.codes[row])
    case .hasText(let texts, let decoder): texts.contains(Key(decoder.value(row).canonicalText))
    }
  }
}
