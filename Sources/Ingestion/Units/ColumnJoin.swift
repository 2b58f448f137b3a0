import Records

/// One column of a source while its units arrive, in the order of rows: of each the rows that cleaning kept.
///
/// The dictionary of a coded column does not depend on how a file was cut: the contract's values, or the numbers that
/// occur, ascending, or nothing; then the other texts in the order of their first appearance.
struct ColumnJoin: Sendable {
  private let decoder: ColumnDecoder
  private var textBytes: [UInt8] = []
  private var textPlaces = TextPlaces()
  /// Numbers of a column of digits, and texts after the coding's own, stand as in a piece until all are there.
  private var codes: [UInt32] = []
  /// The texts beyond the coding's own.
  private var dictionary = ByteDictionary()
  private var numbers: NumberSet?
  private var integers: [Int64] = []
  private var fractions: [Fraction?] = []
  private var days: [Int32] = []
  private var flags: [UInt8] = []
  /// Whether free texts stand as codes; nil before the first row, which decides with its unit.
  private var repeats: Bool?

  init(_ decoder: ColumnDecoder) {
    self.decoder = decoder
    if decoder.storage == .coded, case .digits(let width) = decoder.coding {
      numbers = NumberSet(digits: width)
    }
  }

  /// Makes room for `rows` rows in all, where a unit of `read` rows is the measure.
  mutating func reserve(_ rows: Int, like piece: ColumnPiece, of read: Int) {
    switch decoder.storage {
    case .text where piece.repeats: codes.reserveCapacity(rows)
    case .text:
      textPlaces.reserveCapacity(rows)
      textBytes.reserveCapacity(piece.textBytes.count * rows / max(read, 1))
    case .coded: codes.reserveCapacity(rows)
    case .integer, .time: integers.reserveCapacity(rows)
    case .number: fractions.reserveCapacity(rows)
    case .day: days.reserveCapacity(rows)
    case .flag: flags.reserveCapacity(rows)
    }
  }

  /// Adds the next unit's piece, ranges of its rows. O(rows).
  mutating func append(_ piece: ColumnPiece, _ kept: [Range<Int>]) {
    switch decoder.storage {
    case .text: appendTexts(piece, kept)
    case .coded: appendCodes(piece, kept)
    case .integer, .time: for rows in kept { integers.append(contentsOf: piece.integers[rows]) }
    case .number: for rows in kept { fractions.append(contentsOf: piece.numbers[rows]) }
    case .day: for rows in kept { days.append(contentsOf: piece.days[rows]) }
    case .flag: for rows in kept { flags.append(contentsOf: piece.flags[rows]) }
    }
  }

  /// Free text stays coded while it repeats; a unit without codes either adds few rows or shows that it does not.
  private mutating func appendTexts(_ piece: ColumnPiece, _ kept: [Range<Int>]) {
    guard !kept.isEmpty else { return }
    let stays = repeats ?? piece.repeats
    repeats = stays
    if stays {
      if piece.repeats { appendCodes(piece, kept) } else { appendCoded(piece, kept) }
      if ColumnPiece.differ(dictionary.count, of: codes.count) { spellOut() }
      return
    }
    for rows in kept {
      if piece.repeats { spellOut(piece, rows) } else { appendTexts(piece, rows) }
    }
  }

  private mutating func appendCoded(_ piece: ColumnPiece, _ kept: [Range<Int>]) {
    for row in kept.joined() {
      let text = piece.textBytes.span.extracting(piece.bytes(of: row..<row + 1))
      codes.append(text.isEmpty ? CodedColumn.missing : ColumnPiece.firstOfTexts + dictionary.insert(text))
    }
  }

  private mutating func spellOut(_ piece: ColumnPiece, _ rows: Range<Int>) {
    for code in piece.codes[rows] {
      if code != CodedColumn.missing {
        piece.dictionary.append(code - ColumnPiece.firstOfTexts, to: &textBytes)
      }
      textPlaces.append(length: textBytes.count - textPlaces.end)
    }
  }

  /// Puts texts in the place of codes. O(bytes of the texts).
  private mutating func spellOut() {
    textPlaces.reserveCapacity(codes.capacity)
    for code in codes {
      if code != CodedColumn.missing { dictionary.append(code - ColumnPiece.firstOfTexts, to: &textBytes) }
      textPlaces.append(length: textBytes.count - textPlaces.end)
    }
    (codes, dictionary, repeats) = ([], ByteDictionary(), false)
  }

  private mutating func appendTexts(_ piece: ColumnPiece, _ rows: Range<Int>) {
    let range = piece.bytes(of: rows)
    textBytes.append(contentsOf: piece.textBytes[range])
    textPlaces.append(ends: piece.textEnds[rows], from: range.lowerBound)
  }

  private mutating func appendCodes(_ piece: ColumnPiece, _ kept: [Range<Int>]) {
    numbers?.insert(piece.codes)
    let first = ColumnPiece.firstOfTexts
    let texts = (0..<UInt32(piece.dictionary.count)).map { first + dictionary.insert(piece.dictionary, $0) }
    for rows in kept {
      guard !texts.isEmpty else {
        codes.append(contentsOf: piece.codes[rows])
        continue
      }
      codes.append(
        contentsOf: piece.codes[rows].lazy.map { code in
          code < first || code == CodedColumn.missing ? code : texts[Int(code - first)]
        })
    }
  }

  /// The column of all units, which leaves nothing here. O(rows) for codes, O(1) for the rest.
  mutating func take(_ workers: Workers) -> Column {
    defer { self = ColumnJoin(decoder) }
    return switch decoder.storage {
    case .text where repeats == true: .coded(coded(workers))
    case .text: .text(TextColumn(bytes: textBytes, places: textPlaces))
    case .coded: .coded(coded(workers))
    case .integer: .integer(integers)
    case .number: .number(fractions)
    case .day: .day(days)
    case .time: .time(integers)
    case .flag: .flag(flags)
    }
  }

  private mutating func coded(_ workers: Workers) -> CodedColumn {
    let own: [String]
    var ranks: NumberRanks?
    switch decoder.coding {
    case .values(let values): own = values.texts
    case .digits(let width):
      ranks = numbers.map(NumberRanks.init)
      own = ranks?.numbers.map { ColumnPiece.digits($0, width: width) } ?? []
    case .texts: own = []
    }
    let texts = own + dictionary.texts
    let finished = FinishedCode(base: UInt32(own.count), ranks: ranks)
    return CodedColumn(codes: finished.codes(of: &codes, below: texts.count, workers), dictionary: texts)
  }
}

extension ColumnPiece {
  /// The bytes of the texts of a range of rows.
  func bytes(of rows: Range<Int>) -> Range<Int> {
    let start = rows.lowerBound == 0 ? 0 : Int(textEnds[rows.lowerBound - 1])
    return start..<(rows.isEmpty ? start : Int(textEnds[rows.upperBound - 1]))
  }
}

/// The code of a finished dictionary in the place of a number or of a text's own.
private struct FinishedCode {
  /// Of the first text.
  let base: UInt32
  /// Of a column of digits.
  let ranks: NumberRanks?

  /// In the place of each code, as narrow as codes below `limit` may be; those that stay as wide are changed where they
  /// stand. O(codes), shared out.
  func codes(of codes: inout [UInt32], below limit: Int, _ workers: Workers) -> Codes {
    switch Codes.width(below: limit) {
    case .bytes: return Codes(bytes: narrowed(codes, below: limit, workers))
    case .pairs: return Codes(pairs: narrowed(codes, below: limit, workers))
    case .words:
      workers.change(&codes) { codes in
        for row in codes.indices { codes[row] = checked(codes[row], below: limit) }
      }
      return Codes(words: codes)
    }
  }

  private func narrowed<Code: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ codes: [UInt32], below limit: Int, _ workers: Workers
  ) -> [Code] {
    workers.fill(codes.count) { range, output in
      for row in range {
        output.append(Code(truncatingIfNeeded: checked(codes[row], below: limit)))
      }
    }
  }

  @inline(__always)
  private func checked(_ own: UInt32, below limit: Int) -> UInt32 {
    let code = code(own)
    precondition(code < limit || code == CodedColumn.missing, "a code of the dictionary")
    return code
  }

  @inline(__always)
  private func code(_ code: UInt32) -> UInt32 {
    if code < ColumnPiece.firstOfTexts { return ranks?.rank(code) ?? code }
    return code == CodedColumn.missing ? code : base + (code - ColumnPiece.firstOfTexts)
  }
}

/// Which numbers occur among codes: a bit a number, so that the set stays in cache.
private struct NumberSet: Sendable {
  private(set) var bits: [UInt64]

  init(digits: Int) {
    var limit = 1
    for _ in 0..<digits { limit *= 10 }
    bits = [UInt64](repeating: 0, count: (limit + 63) / 64)
  }

  mutating func insert(_ codes: [UInt32]) {
    for code in codes where code < ColumnPiece.firstOfTexts { bits[Int(code >> 6)] |= 1 << UInt64(code & 63) }
  }
}

/// The numbers of a set, each with its rank.
private struct NumberRanks: Sendable {
  private let bits: [UInt64]
  /// Numbers before each word of `bits`.
  private var before: [UInt32] = []

  init(_ set: NumberSet) {
    bits = set.bits
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
    var numbers: [UInt32] = []
    for (word, bits) in bits.enumerated() {
      var left = bits
      while left != 0 {
        numbers.append(UInt32(word * 64 + left.trailingZeroBitCount))
        left &= left - 1
      }
    }
    return numbers
  }
}
