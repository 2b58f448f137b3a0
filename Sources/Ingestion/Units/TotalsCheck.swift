import Records

/// Compares the totals that a file prints with our own: a difference means that rows came or went on the way.
///
/// Under a column of numbers the sum of the kept rows is meant, under any other the number of data rows, refused ones
/// included. A cell that is no number says nothing.
struct TotalsCheck {
  /// By place.
  private(set) var findings: [Finding] = []

  /// O(rows) for each cell of a totals row, nothing for a source without one.
  init(_ source: OpenSource, _ units: [PlacedUnit], _ table: Table) {
    for unit in units {
      for row in unit.rows.totals {
        let origin = unit.placed(row.origin)
        guard let header = source.files.first(where: { $0.index == origin.file })?.head?.header else {
          continue
        }
        let rows = units.reduce(0) { $0 + ($1.rows.file == origin.file ? $1.rows.records : 0) }
        for (index, field) in table.shape.fields.enumerated() {
          guard let position = header.positions[index], position < row.cells.count,
            let printed = TotalsCheck.number(row.cells[position], isCount: !field.type.isNumeric)
          else { continue }
          let own =
            field.type.isNumeric
            ? TotalsCheck.sum(table, index, of: origin.file) : Int128(rows) * TotalsCheck.scale
          guard let own, own != printed else { continue }
          findings.append(TotalsCheck.finding(field, origin, printed: printed, own: own, table.source))
        }
      }
    }
  }

  /// Six digits after the point, as many as a number of a cell may have.
  private static let scale: Int128 = 1_000_000

  /// `1,234.5`, or of a count `共35人`; nil for anything else.
  private static func number(_ cell: String, isCount: Bool) -> Int128? {
    var text = Width.mend(cell).filter { $0 != "," && $0 != " " }
    if isCount {
      text.trimPrefix("共")
      while let last = text.unicodeScalars.last, last.properties.isIdeographic { text.removeLast() }
    }
    guard let value = Fraction(text: text), !text.contains("/") else { return nil }
    return Int128(value.numerator) * scale / Int128(value.denominator)
  }

  /// Of a file's kept rows; nil where one holds a fraction that no decimal of six digits is.
  private static func sum(_ table: Table, _ column: Int, of file: UInt32) -> Int128? {
    var sum: Int128 = 0
    for row in 0..<table.origins.count where table.origins.file(row) == file {
      switch table.columns[column] {
      case .integer(let values) where values[row] != Column.missingInteger: sum += Int128(values[row]) * scale
      case .number(let values):
        guard let value = values[row] else { continue }
        guard scale % Int128(value.denominator) == 0 else { return nil }
        sum += Int128(value.numerator) * scale / Int128(value.denominator)
      default: continue
      }
    }
    return sum
  }

  private static func finding(
    _ field: FieldSchema, _ origin: Origin, printed: Int128, own: Int128, _ source: String
  ) -> Finding {
    let (printed, own) = (decimal(printed), decimal(own))
    return Finding(
      code: "TOTAL_DIFFERS", severity: .warning,
      message: field.type.isNumeric
        ? Message(
          zh: "\(field.heading)：表中合计\(printed)，读入的各行相加为\(own)；请核对有无漏行、重行或被退回的行",
          en:
            "\(field.key): the file's total is \(printed), the rows that were read add up to \(own); look for missing, "
            + "repeated or refused rows")
        : Message(
          zh: "\(field.heading)：表中合计\(printed)，实有\(own)行；请核对有无漏行或重行",
          en:
            "\(field.key): the file's total is \(printed), it has \(own) rows; look for missing or repeated rows"
        ),
      stage: .ingest, source: source, origin: origin, column: field.key)
  }

  /// Without zeros at its end.
  private static func decimal(_ value: Int128) -> String {
    let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: scale.magnitude)
    let digits = String(rest + scale.magnitude).dropFirst()
    let fraction = digits.reversed().drop { $0 == "0" }.reversed()
    return (value < 0 ? "-" : "") + String(whole) + (fraction.isEmpty ? "" : "." + String(fraction))
  }
}
