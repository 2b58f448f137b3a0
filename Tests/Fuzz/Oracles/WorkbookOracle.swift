import Spreadsheet
import TestSupport

extension Oracle {
  /// A workbook is rows in ascending order, within the format's bounds, or an error, twice the same. Bytes that are no
  /// archive are put into one as its sheet, its shared texts and its styles, parted by NUL.
  package static let workbook = Oracle(name: "workbook") { bytes in
    let isArchive = bytes.starts(with: [0x50, 0x4B])
    let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    let file =
      isArchive
      ? bytes
      : TinyWorkbook(
        sheet: "a", xml: parts[0], shared: parts.count > 1 ? parts[1] : "<sst/>",
        styles: parts.count > 2 ? parts[2] : "<styleSheet/>"
      ).bytes
    for fillsMerged in [false, true] {
      let first = read(file, fillsMerged)
      try demand(first == read(file, fillsMerged), "read twice, found two things")
      guard case .success(let sheet) = first else { continue }
      var last = 0
      for row in sheet.rows {
        try demand(row.number > last && row.number <= 1_048_576, "row \(row.number) after \(last)")
        try demand(row.cells.count <= 16_384, "\(row.cells.count) cells in row \(row.number)")
        last = row.number
      }
    }
  }

  private static func read(_ file: [UInt8], _ fillsMerged: Bool) -> Result<Sheet, SpreadsheetError> {
    Result { () throws(SpreadsheetError) in
      try Workbook.read(file, sheet: nil, fillsMerged: fillsMerged)
    }
  }
}
