import Records

extension ColumnDecoder {
  /// The value of a cell that may need mending. A code that lacks nothing but its left zeros or has blanks around it is
  /// the commonest and costs no `String` but those of its correction.
  func mend(
    _ cell: Span<UInt8>, _ context: ColumnPiece.Context, _ place: Int, into notes: inout RowNotes
  ) -> Value {
    let raw = cellText(cell, 0, cell.count)
    let row = context.firstRow + place
    guard let mending = codeMending, let (value, rule) = mending.mend(cell, 0, cell.count) else {
      return mend(raw, row: row, donor: context.donor, into: &notes)
    }
    let text = ColumnPiece.digits(value, width: mending.width)
    notes.add(
      .init(row: row, order: index, column: field.key, rule: rule, before: raw, after: text))
    return .text(text)
  }

  /// Mends and decodes a cell, and notes what was changed or is wrong.
  private func mend(_ raw: String, row: Int, donor: ColumnPiece?, into notes: inout RowNotes) -> Value {
    var reading = raw.isEmpty ? CellReading(isBlank: true) : reader.read(raw)
    if reading.isBlank { fill(&reading, row: row, donor: donor) }
    if let problem = reading.problem, contract.forgives {
      notes.add(.init(row: row, order: index, column: field.key, problem: problem, refuses: false))
      reading = CellReading()
    }
    if reading.problem == nil, reading.value == .missing, contract.isRequired,
      !contract.leavesBlankToResolve
    {
      reading.problem = .missing(field)
    }
    if let problem = reading.problem {
      notes.add(.init(row: row, order: index, column: field.key, problem: problem, refuses: true))
      return .missing
    }
    if !reading.rules.isEmpty {
      notes.add(
        .init(
          row: row, order: index, column: field.key, rule: reading.rules.joined(separator: "+"),
          before: raw, after: reading.isBlank ? "" : reading.value.canonicalText))
    }
    return reading.value
  }

  /// Gives a blank cell the value that the contract states.
  private func fill(_ reading: inout CellReading, row: Int, donor: ColumnPiece?) {
    let text: String
    switch contract.fallback {
    case .text(let fixed): text = fixed
    case .column: text = donor?.value(row).canonicalText ?? ""
    case nil: text = ""
    }
    if !text.isEmpty { reader.decode(text, into: &reading) }
    reading.rules.removeAll { $0.hasSuffix("_form") }
  }
}
