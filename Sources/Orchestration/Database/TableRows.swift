import CSV
import Crypto
import Postgres
import Records
import SystemCalls

/// The rows of a run's file as `COPY` takes them, numbered from 1; a piece at a time.
///
/// Only once the last piece was given is it known that the file is what the manifest states.
struct TableRows: ~Copyable {
  private let source: PublishedTable
  private let file: SystemFile
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var digest = SHA256()
  private var batch = RecordBatch()
  private var tokeniser: Tokeniser
  private var isHeader = true
  private var isEnded = false
  private var rows = CopyRows()
  private var number: Int32 = 0
  /// Numbered from 1 in the order in which they came.
  private var headings: [[UInt8]: Int32] = [:]
  private var heading: [UInt8] = []

  private var table: DatabaseTable { source.table }

  /// Above the longest row that a run writes: a refused one of 1 MiB stands in the quarantine as text and as base64.
  private static let longest = 1 << 23

  init(_ source: PublishedTable) throws(RunError) {
    let opened = try TableRows.open(source)
    tokeniser = try TableRows.tokeniser(source)
    file = opened
    self.source = source
  }

  private static func open(_ source: PublishedTable) throws(RunError) -> SystemFile {
    do { return try SystemFile(reading: source.path) } catch { throw source.unreadable(error) }
  }

  private static func tokeniser(_ source: PublishedTable) throws(RunError) -> Tokeniser {
    do {
      return try Tokeniser(delimiter: UInt8(ascii: ","), maximumRecordBytes: TableRows.longest)
    } catch { throw source.refused(zh: "无法按CSV读取（\(error)）", en: "no CSV that can be read (\(error))") }
  }

  /// The next rows; nil when all were given.
  mutating func next() throws(RunError) -> ArraySlice<UInt8>? {
    guard !isEnded else { return nil }
    let more: Int
    do { more = try file.readNext(&buffer) } catch { throw source.unreadable(error) }
    digest.update(data: buffer[..<more])
    batch.beginUnit()
    batch.append(buffer[..<more])
    do { try tokeniser.tokenise(&batch, isLast: more == 0) } catch {
      throw source.refused(zh: "无法按CSV读取（\(error)）", en: "no CSV that can be read (\(error))")
    }
    for record in batch.records {
      if isHeader { isHeader = false } else { try write(record) }
    }
    if more == 0 { try end() }
    return rows.drain()
  }

  private mutating func end() throws(RunError) {
    guard Digest.hex(digest.finalize()) == source.digest else { throw source.notAsStated }
    rows.end()
    isEnded = true
  }

  private mutating func write(_ record: RecordSpan) throws(RunError) {
    number += 1
    guard record.kind == .record, record.cellCount == table.headings.count else {
      throw source.refused(
        zh: "第\(number)行不是\(table.headings.count)格", en: "row \(number) has not \(table.headings.count) cells"
      )
    }
    rows.beginRow(cells: table.columns.count + 1)
    rows.int(number)
    for column in table.columns {
      let cell = record.firstCell + column.cell
      switch column.type {
      case .numbers: rows.jsonb(object(cell).span)
      case .heading(let cells): rows.int(try headingNumber(cell..<cell + cells, first: record.firstCell))
      default:
        guard rows.write(column.type, batch, cell) else {
          throw source.refused(
            zh: "第\(number)行的\(column.name)不是这一列能放的数",
            en: "row \(number), \(column.name): not a number that the column can hold")
        }
      }
    }
  }

  /// Numbers as the file has them, which is how JSON has them too.
  private func object(_ first: Int) -> [UInt8] {
    var json = [UInt8(ascii: "{")]
    for (place, key) in table.keys.enumerated() {
      if place > 0 { json.append(UInt8(ascii: ",")) }
      json.append(contentsOf: key)
      let cell = batch.cell(first + place)
      json.append(contentsOf: cell.isEmpty ? Array("null".utf8)[...] : cell)
    }
    json.append(UInt8(ascii: "}"))
    return json
  }

  /// No UTF-8 holds this byte.
  private static let divider: UInt8 = 0xFF

  private mutating func headingNumber(_ cells: Range<Int>, first: Int) throws(RunError) -> Int32 {
    heading.removeAll(keepingCapacity: true)
    for cell in cells {
      heading.append(contentsOf: batch.cell(cell))
      heading.append(TableRows.divider)
    }
    if let number = headings[heading] { return number }
    if let cell = cells.first(where: { String(validating: batch.cell($0), as: UTF8.self) == nil }) {
      let column = table.headings[cell - first]
      throw source.refused(
        zh: "第\(number)行的\(column)不是UTF-8文字", en: "row \(number), \(column): no text in UTF-8")
    }
    let number = Int32(headings.count + 1)
    headings[heading] = number
    return number
  }

  /// The texts of each heading, by number from 1; nil where a cell was empty. Of the rows that were given.
  var headingTexts: [[String?]] {
    headings.sorted { $0.value < $1.value }.map { heading, _ in
      heading.dropLast().split(separator: TableRows.divider, omittingEmptySubsequences: false).map { text in
        text.isEmpty
          ? nil : String(decoding: text.dropFirst(CSVWriter.guardsFormula(text.span) ? 1 : 0), as: UTF8.self)
      }
    }
  }
}

extension CopyRows {
  /// Writes one cell; false where its text is none of the type.
  fileprivate mutating func write(
    _ type: DatabaseTable.ColumnType, _ batch: RecordBatch, _ cell: Int
  ) -> Bool {
    let range = batch.cells[cell]
    let span = batch.bytes.span.extracting(range.start..<range.end)
    guard !span.isEmpty else {
      null()
      return true
    }
    switch type {
    case .numeric: return numeric(span)
    case .int:
      guard let value = Int32(batch.text(cell)) else { return false }
      int(value)
    case .bigint:
      guard let value = Int64(batch.text(cell)) else { return false }
      bigint(value)
    case .text, .numbers, .heading:
      text(span.extracting((CSVWriter.guardsFormula(span) ? 1 : 0)...))
    }
    return true
  }
}
