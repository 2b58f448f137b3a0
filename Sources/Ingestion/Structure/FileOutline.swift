import CSV
import Records

/// What the beginning of a file shows of how it is laid out, for a first contract; a run never guesses so.
package struct FileOutline: Sendable {
  package let encoding: FoundEncoding
  /// One ASCII byte.
  package let delimiter: UInt8
  /// The sheet of a workbook.
  package let sheet: String?
  /// Rows above the header that are not blank.
  package let titleRows: Int
  /// As the file has them, trimmed; none where no header was found.
  package let headings: [String]

  private static let delimiters = ",;\t|".utf8
  private static let mostBytes = 1 << 20
  private static let mostTitleRows = 20

  /// Reads up to 1 MiB. The delimiter is the one that cuts most rows into the same number of cells, more than one of them;
  /// the header is the first row of that width whose cells are all filled, all different and none a number.
  package init(_ file: ResolvedFile) throws(IngestionError) {
    let reader = try FileReader(file, source: file.path, layout: FileLayout())
    let bytes = try reader.bytes(at: 0, count: Int(min(Int64(FileOutline.mostBytes), reader.size)))
    sheet = reader.rendition?.sheet
    var best: (delimiter: UInt8, rows: [[String]], width: Int, score: Int)?
    var found: FoundEncoding = .ascii
    for delimiter in FileOutline.delimiters {
      let (rows, encodings) = try FileOutline.rows(
        bytes, delimiter, file, isWhole: bytes.count == reader.size)
      let widths = Dictionary(grouping: rows.map(\.count), by: \.self).mapValues(\.count)
      let usual = widths.filter { $0.key > 1 }.max { ($0.value, $0.key) < ($1.value, $1.key) }
      found = encodings.name
      guard let usual, best.map({ usual.value * usual.key > $0.score }) ?? true else { continue }
      best = (delimiter, rows, usual.key, usual.value * usual.key)
    }
    encoding = reader.rendition?.encoding ?? found
    delimiter = best?.delimiter ?? UInt8(ascii: ",")
    let header = best.flatMap { best in
      best.rows.prefix(FileOutline.mostTitleRows).firstIndex { FileOutline.isHeader($0, width: best.width) }
    }
    titleRows = header ?? 0
    headings = header.flatMap { best?.rows[$0] } ?? []
  }

  private static func isHeader(_ cells: [String], width: Int) -> Bool {
    cells.count == width && cells.allSatisfy { !$0.isEmpty && Int($0) == nil }
      && Set(cells.map { Key($0) }).count == width
  }

  /// The rows that are not blank, as trimmed cells.
  private static func rows(
    _ bytes: [UInt8], _ delimiter: UInt8, _ file: ResolvedFile, isWhole: Bool
  ) throws(IngestionError) -> (rows: [[String]], encodings: FoundEncodings) {
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var batch = RecordBatch()
    batch.append(bytes[mark...])
    do {
      var tokeniser = try Tokeniser(delimiter: delimiter, maximumRecordBytes: mostBytes)
      try tokeniser.tokenise(&batch, isLast: isWhole)
    } catch {
      throw .parserFailed(file.path, file.path, error)
    }
    var encodings = FoundEncodings()
    let decided = batch.decodeRecords(head: nil)
    var rows: [[String]] = []
    for (record, encoding) in zip(batch.records, decided) where record.kind == .record && encoding.isReadable
    {
      encodings.insert(encoding)
      let cells = (record.firstCell..<record.firstCell + record.cellCount).map {
        Header.normalise(batch.text($0))
      }
      if cells.contains(where: { !$0.isEmpty }) { rows.append(cells) }
    }
    return (rows, encodings)
  }
}
