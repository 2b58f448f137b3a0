import CSV
import FuzzOracles

@testable import struct CSV.LibCSV

/// Reads a whole file in parts, each by a tokeniser of its own that goes on in the state and at the byte where the one
/// before stopped.
func readByParts(_ bytes: [UInt8], partSize: Int, maximum: Int) throws -> [ReadRecord] {
  var result: [ReadRecord] = []
  var place = 0
  var lines: Int32 = 0
  var state = Tokeniser.State()
  for stop in stride(from: partSize, to: bytes.count + partSize, by: partSize) {
    var tokeniser = try Tokeniser(
      delimiter: UInt8(ascii: ","), maximumRecordBytes: maximum, firstLine: 1, state: state)
    var batch = RecordBatch(fileOffset: Int64(place))
    var end = place
    while place < bytes.count, place < stop || (tokeniser.state.isSkipping && end < stop) {
      batch.beginUnit()
      let next = min(max(end + 5, min(stop, bytes.count)), bytes.count)
      batch.append(bytes[end..<next])
      end = next
      try tokeniser.tokenise(&batch, isLast: end == bytes.count, stop: Int64(stop))
      place = Int(batch.fileOffset) + batch.consumed
      for record in batch.records {
        let cells = (record.firstCell..<record.firstCell + record.cellCount).map { Array(batch.cell($0)) }
        result.append(
          ReadRecord(
            kind: record.kind, start: Int(record.byteStart), length: Int(record.byteLength),
            lineEnd: Int(record.lineEndLength), firstLine: Int(record.firstLine + lines),
            lastLine: Int(record.lastLine + lines), cells: cells))
      }
    }
    state = tokeniser.state.countingLines(from: tokeniser.line - 1)
    lines += tokeniser.line - 1
  }
  return result
}

/// The rows of a whole file as libcsv alone gives them.
func readByLibrary(_ bytes: [UInt8], delimiter: UInt8 = UInt8(ascii: ",")) throws -> [[[UInt8]]] {
  var library = try LibCSV(delimiter: delimiter)
  var rows: [[[UInt8]]] = []
  func take() {
    guard library.sink.rowEnded else { return }
    var start = 0
    var row: [[UInt8]] = []
    for end in library.sink.ends {
      row.append(Array(library.sink.bytes[start..<end]))
      start = end
    }
    rows.append(row)
    library.clear()
  }
  for index in bytes.indices {
    try library.feed(bytes.span.extracting(index..<index + 1))
    take()
  }
  _ = library.finish()
  take()
  return rows
}
