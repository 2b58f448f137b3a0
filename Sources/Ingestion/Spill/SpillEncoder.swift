import Records

/// The texts that the codes of all blocks stand for.
struct SpillTexts: Sendable {
  /// By column: its texts, by code from `ColumnPiece.firstOfTexts` on.
  private(set) var dictionaries: [ByteDictionary]
  /// By column: false once its free texts were found to differ too much for codes.
  private var repeats: [Bool]
  private var rowCount = 0

  init(_ decoders: [ColumnDecoder]) {
    dictionaries = decoders.map { _ in ByteDictionary() }
    repeats = decoders.map(\.mayRepeat)
  }

  /// By column the codes that a unit's texts have in all blocks; nil for a column whose cells are no codes.
  mutating func codes(of pieces: [ColumnPiece], rows: Int) -> [[UInt32]?] {
    rowCount += rows
    return pieces.indices.map { column in
      let piece = pieces[column]
      if piece.storage == .text, !(piece.repeats && repeats[column]) { return nil }
      guard piece.storage == .text || piece.storage == .coded else { return nil }
      let codes = (0..<UInt32(piece.dictionary.count)).map {
        ColumnPiece.firstOfTexts + dictionaries[column].insert(piece.dictionary, $0)
      }
      if piece.storage == .text, ColumnPiece.differ(dictionaries[column].count, of: rowCount) {
        repeats[column] = false
      }
      return codes
    }
  }
}

/// Turns some rows of a unit into the bytes of a block.
///
/// A block is: file, first byte, length, record, first line and lines beyond it of each row as lists of a `PackedWriter`, then
/// each column. A text column begins with a byte that says whether its cells are codes or spelled out.
struct SpillEncoder {
  static let spelled: UInt8 = 0
  static let coded: UInt8 = 1

  private var packed = PackedWriter()

  /// The bytes of a block. O(rows). `origins` are of all rows of the unit, counted from the file's beginning.
  mutating func block(
    _ rows: ArraySlice<Int32>, of pieces: [ColumnPiece], codes: [[UInt32]?], origins: [Origin]
  ) -> [UInt8] {
    packed.removeAll()
    append(rows, origins)
    for (piece, codes) in zip(pieces, codes) { append(rows, piece, codes) }
    return packed.bytes
  }

  private mutating func append(_ rows: ArraySlice<Int32>, _ origins: [Origin]) {
    let first = rows.startIndex
    packed.append(rows.count) { Int64(origins[Int(rows[first + $0])].file) }
    packed.append(rows.count) { origins[Int(rows[first + $0])].byteStart }
    packed.append(rows.count) { Int64(origins[Int(rows[first + $0])].byteLength) }
    packed.append(rows.count) { Int64(origins[Int(rows[first + $0])].record) }
    packed.append(rows.count) { Int64(origins[Int(rows[first + $0])].firstLine) }
    packed.append(rows.count) { index in
      let origin = origins[Int(rows[first + index])]
      return Int64(origin.lastLine - origin.firstLine)
    }
  }

  private mutating func append(_ rows: ArraySlice<Int32>, _ piece: ColumnPiece, _ codes: [UInt32]?) {
    let (count, first) = (rows.count, rows.startIndex)
    switch piece.storage {
    case .text: appendTexts(rows, piece, codes)
    case .coded: append(codesOf: rows, piece, codes ?? [])
    case .integer, .time: packed.append(count) { piece.integers[Int(rows[first + $0])] }
    case .day: packed.append(count) { Int64(piece.days[Int(rows[first + $0])]) }
    case .flag: packed.append(count) { Int64(piece.flags[Int(rows[first + $0])]) }
    case .number:
      // no fraction has a denominator of 0
      packed.append(count) { piece.numbers[Int(rows[first + $0])]?.numerator ?? 0 }
      packed.append(count) { piece.numbers[Int(rows[first + $0])]?.denominator ?? 0 }
    }
  }

  private mutating func append(codesOf rows: ArraySlice<Int32>, _ piece: ColumnPiece, _ codes: [UInt32]) {
    let first = rows.startIndex
    packed.append(rows.count) { index in
      let code = piece.codes[Int(rows[first + index])]
      if code == CodedColumn.missing { return -1 }
      return Int64(
        code < ColumnPiece.firstOfTexts ? code : codes[Int(code - ColumnPiece.firstOfTexts)])
    }
  }

  private mutating func appendTexts(_ rows: ArraySlice<Int32>, _ piece: ColumnPiece, _ codes: [UInt32]?) {
    if let codes {
      packed.append([SpillEncoder.coded])
      return append(codesOf: rows, piece, codes)
    }
    packed.append([SpillEncoder.spelled])
    let first = rows.startIndex
    packed.append(rows.count) { Int64(piece.utf8(Int(rows[first + $0])).count) }
    for row in rows { packed.append(piece.utf8(Int(row))) }
  }
}
