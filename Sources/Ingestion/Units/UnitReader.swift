import CSV
import Records

extension OpenSource {
  /// Reads the records of a file that begin at or after a place and before the byte `stop`.
  func read(_ file: OpenFile, from start: UnitPlace, before stop: Int64) throws(IngestionError) -> UnitRows {
    var rows = UnitRows(start: start, file: file.index)
    guard let header = file.head?.header else { return rows }
    rows.columns = decoders.map(ColumnPiece.init)
    var stream = try UnitStream(
      contract: contract, settings: settings, file: file, from: start, batchSize: settings.batchSize)
    var filling = FillDown(decoders, header)
    while try stream.nextBatch(before: stop) {
      rows.classify(stream.batch, stream.encodings, width: header.headings.count, furniture, totals)
      var notes = RowNotes()
      stream.fill(&filling, rows, into: &notes)
      decode(stream.batch, header, &notes, into: &rows)
      reserve(&rows, read: stream.place.byte - start.byte, of: stop - start.byte)
    }
    for column in rows.columns.indices { rows.columns[column].settle() }
    rows.end = stream.handover
    rows.lines = stream.lines
    return rows
  }

  /// Reads a unit as if a record began after the first line end from its cut on; nothing when there is none.
  func speculate(
    _ file: OpenFile, cut: Int64, before stop: Int64
  ) throws(IngestionError) -> UnitRows {
    guard let start = try firstLineStart(file, from: cut, before: stop) else {
      return UnitRows(start: nil, file: file.index)
    }
    return try read(file, from: UnitPlace(byte: start), before: stop)
  }

  /// The byte after the first line end that ends at or after a cut; nil when none begins before `stop`.
  private func firstLineStart(
    _ file: OpenFile, from cut: Int64, before stop: Int64
  ) throws(IngestionError) -> Int64? {
    var offset = cut - 1
    var size: Int64 = 256
    while offset < stop {
      let wanted = min(size, file.reader.size - offset)
      let bytes = try file.reader.bytes(at: offset, count: Int(wanted))
      if let index = bytes.firstIndex(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
        let isCRLF =
          bytes[index] == UInt8(ascii: "\r") && index + 1 < bytes.count
          && bytes[index + 1] == UInt8(ascii: "\n")
        guard bytes[index] == UInt8(ascii: "\r"), index + 1 == bytes.count else {
          return offset + Int64(index) + (isCRLF ? 2 : 1)
        }
        let next = offset + Int64(index) + 1
        guard next < file.reader.size else { return next }
        return try file.reader.bytes(at: next, count: 1) == [UInt8(ascii: "\n")] ? next + 1 : next
      }
      offset += wanted
      size = min(size * 4, 1 << 20)
    }
    return nil
  }

  /// After the first rows, makes room for as many as the unit's size lets expect.
  private func reserve(_ rows: inout UnitRows, read: Int64, of size: Int64) {
    guard !rows.isReserved, rows.origins.count > 0, read > 0 else { return }
    rows.isReserved = true
    let read = Int(read)
    let expected = rows.origins.count * Int(size) / read * 33 / 32 + 16
    rows.reserve(expected)
    for column in rows.columns.indices {
      rows.columns[column].reserve(rows: expected, read: rows.origins.count)
    }
  }

  /// Decodes the data rows of a batch column by column and settles their disposition.
  private func decode(
    _ batch: RecordBatch, _ header: Header, _ notes: inout RowNotes, into rows: inout UnitRows
  ) {
    guard !rows.firstCells.isEmpty else { return }
    let firstRow = rows.origins.count - rows.firstCells.count
    for column in order {
      let donor = donors[column].map { rows.columns[$0] }
      rows.columns[column].decode(
        batch, firstCells: rows.firstCells, position: header.positions[column], firstRow: firstRow,
        donor: donor,
        into: &notes)
    }
    RowChecks(contract).run(rows.columns, rows: firstRow..<rows.origins.count, into: &notes)
    for drift in header.refusing { refuse(drift, header, batch, rows, firstRow, into: &notes) }
    notes.sort()
    rows.take(notes)
  }

  /// Refuses the rows of a batch that have a value under a heading that the contract does not suffer.
  private func refuse(
    _ drift: Drift, _ header: Header, _ batch: RecordBatch, _ rows: UnitRows, _ firstRow: Int,
    into notes: inout RowNotes
  ) {
    guard let position = drift.position else { return }
    let problem = drift.refusal(header)
    let column = drift.column.map { contract.shape.fields[$0].key } ?? header.headings[position]
    for (index, first) in rows.firstCells.enumerated() {
      let cell = batch.cells[first + position]
      if Trim.isBlank(batch.bytes.span, cell.start, cell.end) { continue }
      notes.add(
        .init(
          row: firstRow + index, order: decoders.count + contract.checks.count + position, column: column,
          problem: problem, refuses: true))
    }
  }
}

extension UnitRows {
  /// The first refusing problem of a row refuses it.
  fileprivate mutating func take(_ notes: RowNotes) {
    for problem in notes.problems where problem.refuses && refused.last != Int32(problem.row) {
      refused.append(Int32(problem.row))
    }
    problems.append(contentsOf: notes.problems)
    changes.append(contentsOf: notes.changes)
  }
}
