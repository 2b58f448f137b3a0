import Records

/// Puts the pieces of one column together, each from the rows that cleaning kept.
///
/// The dictionary of a coded column does not depend on how a file was cut: the contract's values, or the numbers that
/// occur, ascending, or nothing; then the other texts in the order of their first appearance.
struct ColumnJoin {
  private let decoder: ColumnDecoder
  private let pieces: [ColumnPiece]
  private let kept: [[Range<Int>]]
  private let counts: [Int]
  private let workers: Workers

  init(_ decoder: ColumnDecoder, _ pieces: [ColumnPiece], _ kept: [[Range<Int>]], _ workers: Workers) {
    self.decoder = decoder
    self.pieces = pieces
    self.kept = kept
    self.workers = workers
    counts = kept.map { ranges in ranges.reduce(0) { $0 + $1.count } }
  }

  var column: Column {
    switch decoder.storage {
    case .text: .text(texts)
    case .coded: .coded(codes)
    case .integer: .integer(joined(\.integers))
    case .number: .number(joined(\.numbers))
    case .day: .day(joined(\.days))
    case .time: .time(joined(\.integers))
    case .flag: .flag(joined(\.flags))
    }
  }

  private func joined<Element: Sendable>(_ cells: (ColumnPiece) -> [Element]) -> [Element] {
    let parts = pieces.map(cells)
    return unsafe workers.array(of: counts) { part, buffer in
      var done = 0
      for rows in kept[part] {
        _ = unsafe UnsafeMutableBufferPointer(rebasing: buffer[done...])
          .initialize(fromContentsOf: parts[part][rows])
        done += rows.count
      }
    }
  }

  private var texts: TextColumn {
    let pieces = pieces
    let kept = kept
    let byteRanges = zip(pieces, kept).map { piece, ranges in ranges.map { piece.bytes(of: $0) } }
    let sizes = byteRanges.map { ranges in ranges.reduce(0) { $0 + $1.count } }
    let bytes: [UInt8] = unsafe workers.array(of: sizes) { part, buffer in
      var done = 0
      for range in byteRanges[part] {
        _ = unsafe UnsafeMutableBufferPointer(rebasing: buffer[done...])
          .initialize(fromContentsOf: pieces[part].textBytes[range])
        done += range.count
      }
    }
    var starts = [0]
    for size in sizes { starts.append(starts[starts.count - 1] + size) }
    let bases = starts
    let offsets: [Int] = unsafe workers.array(of: [1] + counts) { part, buffer in
      guard part > 0 else { return unsafe buffer.initialize(repeating: 0) }
      let ends = pieces[part - 1].textEnds
      var base = bases[part - 1]
      var done = 0
      for (rows, range) in zip(kept[part - 1], byteRanges[part - 1]) {
        let shift = base - range.lowerBound
        for row in rows {
          unsafe buffer.initializeElement(at: done, to: Int(ends[row]) + shift)
          done += 1
        }
        base += range.count
      }
    }
    return TextColumn(bytes: bytes, offsets: offsets)
  }

  private var codes: CodedColumn {
    let dictionary = JoinedDictionary(decoder, pieces, workers)
    let (pieces, kept) = (pieces, kept)
    let codes: [UInt32] = unsafe workers.array(of: counts) { part, buffer in
      let codes = pieces[part].codes
      var done = 0
      for rows in kept[part] {
        for row in rows {
          unsafe buffer.initializeElement(at: done, to: dictionary.code(codes[row], of: part))
          done += 1
        }
      }
    }
    return CodedColumn(codes: codes, dictionary: dictionary.texts)
  }
}

extension ColumnPiece {
  /// The bytes of the texts of a range of rows.
  func bytes(of rows: Range<Int>) -> Range<Int> {
    let start = rows.lowerBound == 0 ? 0 : Int(textEnds[rows.lowerBound - 1])
    return start..<(rows.isEmpty ? start : Int(textEnds[rows.upperBound - 1]))
  }
}

/// The dictionary of a whole coded column, and the way to it from those of the pieces.
private struct JoinedDictionary: Sendable {
  let texts: [String]
  private let ranks: NumberRanks?
  /// The whole column's code of each text of a piece's dictionary.
  private let codes: [[UInt32]]

  init(_ decoder: ColumnDecoder, _ pieces: [ColumnPiece], _ workers: Workers) {
    var texts: [String] = []
    switch decoder.coding {
    case .values(let values):
      ranks = nil
      texts = values.texts
    case .digits(let width):
      let numbers = NumberRanks(pieces.map(\.codes), digits: width, workers)
      texts = numbers.numbers.map { ColumnPiece.digits($0, width: width) }
      ranks = numbers
    case .texts: ranks = nil
    }
    var whole = ByteDictionary()
    let base = UInt32(texts.count)
    codes = pieces.map { piece in
      (0..<UInt32(piece.dictionary.count)).map { base + whole.insert(piece.dictionary.text($0)) }
    }
    self.texts = texts + whole.texts
  }

  /// The whole column's code for a code of a piece.
  @inline(__always)
  func code(_ code: UInt32, of piece: Int) -> UInt32 {
    if code < ColumnPiece.firstOfTexts { return ranks.map { $0.rank(code) } ?? code }
    return code == CodedColumn.missing ? code : codes[piece][Int(code - ColumnPiece.firstOfTexts)]
  }
}

/// The numbers that occur among some codes, each with its rank: a bit a number, so that the table stays in cache.
private struct NumberRanks: Sendable {
  private var bits: [UInt64]
  /// Numbers before each word of `bits`.
  private var before: [UInt32] = []

  init(_ codes: [[UInt32]], digits: Int, _ workers: Workers) {
    var limit = 1
    for _ in 0..<digits { limit *= 10 }
    let words = (limit + 63) / 64
    let groups = Workers.ranges(codes.count, of: (codes.count + workers.count - 1) / workers.count + 1)
    let found = workers.map(groups.count) { group in
      var bits = [UInt64](repeating: 0, count: words)
      for piece in groups[group] {
        for code in codes[piece] where code < ColumnPiece.firstOfTexts {
          bits[Int(code >> 6)] |= 1 << UInt64(code & 63)
        }
      }
      return bits
    }
    bits = [UInt64](repeating: 0, count: words)
    for part in found {
      for word in bits.indices { bits[word] |= part[word] }
    }
    var count: UInt32 = 0
    for word in bits {
      before.append(count)
      count += UInt32(word.nonzeroBitCount)
    }
  }

  @inline(__always)
  func rank(_ number: UInt32) -> UInt32 {
    let word = Int(number >> 6)
    let lower = bits[word] & ((1 << UInt64(number & 63)) &- 1)
    return before[word] + UInt32(lower.nonzeroBitCount)
  }

  /// All, ascending.
  var numbers: [UInt32] {
    bits.indices.flatMap { word in
      (0..<64).filter { bits[word] >> UInt64($0) & 1 == 1 }.map { UInt32(word * 64 + $0) }
    }
  }
}
