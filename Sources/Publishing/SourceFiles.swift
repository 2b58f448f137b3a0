import CSV
package import Records

/// The files of a run, and how a place in one of them is named: all that the line of a row needs beside the row.
package struct SourceFiles: Sendable {
  /// Parallel to the origins' file indices.
  package let list: [SourceFile]
  /// Parallel to the files, or empty where none is of a workbook; nil for a file of text.
  package let sheets: [SheetPlaces?]
  /// By file, what the ids of its rows have in common: as a number, and as their text begins.
  private let filePrefixes: [UInt64]
  private let rowIDPrefixes: SharedCellsList
  /// Source and path of each file, as they stand.
  private let names: SharedCellsList

  package init(_ list: [SourceFile], sheets: [SheetPlaces?] = []) {
    self.list = list
    self.sheets = sheets
    filePrefixes = list.map { RowID(file: $0, offset: 0).file }
    var prefixes = SharedCellsList()
    for file in filePrefixes {
      prefixes.append(SharedCells([String(RowID(filePrefix: file, offset: 0).description.dropLast())]))
    }
    rowIDPrefixes = prefixes
    var names = SharedCellsList()
    for file in list {
      names.append(text: file.source)
      names.append(text: file.path)
    }
    self.names = names
  }

  func file(_ origin: Origin) -> SourceFile { list[Int(origin.file)] }

  /// The sheet and cell of a place in a workbook; empty for a text.
  func cell(_ origin: Origin?, _ column: String?) -> String {
    guard let origin, !sheets.isEmpty else { return "" }
    return sheets[Int(origin.file)]?.cell(origin, column) ?? ""
  }

  /// The text of a row's id.
  package func rowID(_ origin: Origin) -> String {
    RowID(filePrefix: filePrefixes[Int(origin.file)], offset: origin.byteStart).description
  }

  /// Appends the text of a row's id (`RowID.description`) to a cell.
  func appendRowID(_ origin: Origin, to csv: inout CSVWriter) {
    rowIDPrefixes.write(Int(origin.file), intoOpenCellOf: &csv)
    csv.append(origin.byteStart)
  }

  /// Appends the source of a place to a cell.
  func appendSource(_ origin: Origin, to csv: inout CSVWriter) {
    names.write(2 * Int(origin.file), intoOpenCellOf: &csv)
  }

  /// Appends the path of a place's file to a cell.
  func appendPath(_ origin: Origin, to csv: inout CSVWriter) { appendPath(ofFile: origin.file, to: &csv) }

  /// Appends the path of a file, given by its index, to a cell.
  func appendPath(ofFile file: UInt32, to csv: inout CSVWriter) {
    names.write(2 * Int(file) + 1, intoOpenCellOf: &csv)
  }

  /// A cell that holds a row's id.
  func writeRowID(_ origin: Origin, to csv: inout CSVWriter) {
    csv.openText()
    appendRowID(origin, to: &csv)
    csv.closeText()
  }
}
