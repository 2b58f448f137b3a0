import Records

/// The rows of blocks, put together again in the order in which they were written.
struct SpilledCells {
  private(set) var origins = Origins()
  private var columns: [Cells]

  /// One column's cells, in the arrays of a `ColumnPiece`. Free texts stand as codes while all blocks have them so.
  struct Cells {
    var textBytes: [UInt8] = []
    var textEnds: [UInt32] = []
    var codes: [UInt32] = []
    var integers: [Int64] = []
    var numbers: [Fraction?] = []
    var days: [Int32] = []
    var flags: [UInt8] = []

    /// Adds free texts that stand as codes.
    mutating func spellOut(_ codes: [UInt32], _ dictionary: ByteDictionary) {
      for code in codes {
        if code != CodedColumn.missing { dictionary.append(code - ColumnPiece.firstOfTexts, to: &textBytes) }
        textEnds.append(UInt32(textBytes.count))
      }
    }
  }

  init(_ decoders: [ColumnDecoder]) {
    columns = decoders.map { _ in Cells() }
  }

  var count: Int { origins.count }

  /// Adds the rows of a block. O(bytes).
  mutating func append(
    _ block: [UInt8], rows: Int, _ decoders: [ColumnDecoder], _ dictionaries: [ByteDictionary]
  ) {
    var reader = PackedReader(block)
    appendOrigins(&reader, rows)
    for column in columns.indices {
      SpilledCells.append(
        &reader, rows, to: &columns[column], decoders[column].storage, dictionaries[column])
    }
    precondition(reader.place == block.count, "a block is its rows and nothing else")
  }

  private mutating func appendOrigins(_ reader: inout PackedReader, _ rows: Int) {
    var lists = [[Int64]](repeating: [], count: 6)
    for list in lists.indices {
      lists[list].reserveCapacity(rows)
      reader.integers(rows) { lists[list].append($0) }
    }
    for row in 0..<rows {
      let firstLine = Int32(lists[4][row])
      origins.append(
        Origin(
          file: UInt32(lists[0][row]), record: Int32(lists[3][row]), firstLine: firstLine,
          lastLine: firstLine + Int32(lists[5][row]), byteStart: lists[1][row],
          byteLength: Int32(lists[2][row])))
    }
  }

  /// Static, so that the columns are held once while they grow.
  private static func append(
    _ reader: inout PackedReader, _ rows: Int, to cells: inout Cells, _ storage: ColumnDecoder.Storage,
    _ dictionary: ByteDictionary
  ) {
    switch storage {
    case .text: appendTexts(&reader, rows, to: &cells, dictionary)
    case .coded: reader.integers(rows) { cells.codes.append(code($0)) }
    case .integer, .time: reader.integers(rows) { cells.integers.append($0) }
    case .day: reader.integers(rows) { cells.days.append(Int32(truncatingIfNeeded: $0)) }
    case .flag: reader.integers(rows) { cells.flags.append(UInt8(truncatingIfNeeded: $0)) }
    case .number:
      var numerators: [Int64] = []
      reader.integers(rows) { numerators.append($0) }
      var row = 0
      reader.integers(rows) { denominator in
        cells.numbers.append(denominator == 0 ? nil : Fraction(numerators[row], denominator))
        row += 1
      }
    }
  }

  private static func code(_ value: Int64) -> UInt32 {
    value < 0 ? CodedColumn.missing : UInt32(truncatingIfNeeded: value)
  }

  private static func appendTexts(
    _ reader: inout PackedReader, _ rows: Int, to cells: inout Cells, _ dictionary: ByteDictionary
  ) {
    if reader.take(1).first == SpillEncoder.coded {
      var codes: [UInt32] = []
      reader.integers(rows) { codes.append(code($0)) }
      if cells.textEnds.isEmpty { cells.codes += codes } else { cells.spellOut(codes, dictionary) }
      return
    }
    if !cells.codes.isEmpty {
      cells.spellOut(cells.codes, dictionary)
      cells.codes = []
    }
    var end = cells.textBytes.count
    reader.integers(rows) { length in
      end += Int(length)
      cells.textEnds.append(UInt32(end))
    }
    cells.textBytes.append(contentsOf: reader.take(end - cells.textBytes.count))
  }

  /// The cells as pieces of one unit, which leaves none here. `dictionaries` are those of the encoder.
  mutating func takePieces(_ decoders: [ColumnDecoder], _ dictionaries: [ByteDictionary]) -> [ColumnPiece] {
    defer { columns = decoders.map { _ in Cells() } }
    return decoders.indices.map { column in
      ColumnPiece(decoders[column], columns[column], dictionaries[column])
    }
  }
}
