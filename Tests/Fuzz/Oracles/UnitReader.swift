import CSV

/// Reads a whole file through the tokeniser, unit by unit.
package func readByUnits(
  _ bytes: [UInt8], unitSize: Int, delimiter: UInt8 = UInt8(ascii: ","), maximum: Int = 1 << 20
) throws -> [ReadRecord] {
  var tokeniser = try Tokeniser(delimiter: delimiter, maximumRecordBytes: maximum)
  var batch = RecordBatch()
  var result: [ReadRecord] = []
  var position = 0
  repeat {
    batch.beginUnit()
    let end = min(position + unitSize, bytes.count)
    batch.append(bytes[position..<end])
    position = end
    try tokeniser.tokenise(&batch, isLast: position == bytes.count)
    for record in batch.records {
      let cells = (record.firstCell..<record.firstCell + record.cellCount).map { Array(batch.cell($0)) }
      result.append(
        ReadRecord(
          kind: record.kind, start: Int(record.byteStart), length: Int(record.byteLength),
          lineEnd: Int(record.lineEndLength), firstLine: Int(record.firstLine),
          lastLine: Int(record.lastLine), cells: cells))
    }
  } while position < bytes.count
  return result
}
