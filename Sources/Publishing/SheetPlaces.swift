package import Records

/// Where the columns of a file stand on the sheet of a workbook that it was read from.
package struct SheetPlaces: Hashable, Sendable {
  package let sheet: String
  /// Column key → its letters on the sheet, as `C`.
  package let letters: [String: String]

  package init(sheet: String, letters: [String: String]) {
    self.sheet = sheet
    self.letters = letters
  }

  /// `名册!C7`; without a column that the file has, the row alone, `名册!7`.
  package func cell(_ origin: Origin, _ column: String?) -> String {
    "\(sheet)!\(column.flatMap { letters[$0] } ?? "")\(origin.firstLine)"
  }
}
