import CSV
import Records

/// The cells of one column in the rows of one unit.
///
/// A cell in canonical form is taken from its bytes; only what this test refuses becomes a `String` and goes
/// through mending.
struct ColumnPiece: Sendable {
  let decoder: ColumnDecoder
  private(set) var textBytes: [UInt8] = []
  /// Where each text ends; a unit's texts are shorter than 4 GiB.
  private(set) var textEnds: [UInt32] = []
  /// Texts that `codes` stand for beyond what the decoder's coding says.
  private(set) var dictionary = ByteDictionary()
  private(set) var codes: [UInt32] = []
  private(set) var integers: [Int64] = []
  private(set) var numbers: [Fraction?] = []
  private(set) var days: [Int32] = []
  private(set) var flags: [UInt8] = []
  /// Whether texts stand as codes of `dictionary`: free text whose rows mostly repeat a few.
  private(set) var repeats: Bool
  /// Of texts that repeat, by code: whether a cell of these bytes is taken as it stands.
  private var isClean: [Bool] = []

  init(_ decoder: ColumnDecoder) {
    self.decoder = decoder
    repeats = decoder.mayRepeat
  }

  /// Cells that were decoded before. Free texts are codes of the dictionary where there are any.
  init(_ decoder: ColumnDecoder, _ cells: SpilledCells.Cells, _ dictionary: ByteDictionary) {
    self.decoder = decoder
    repeats = decoder.storage == .text && !cells.codes.isEmpty
    textBytes = cells.textBytes
    textEnds = cells.textEnds
    if decoder.storage == .coded || repeats { self.dictionary = dictionary }
    codes = cells.codes
    integers = cells.integers
    numbers = cells.numbers
    days = cells.days
    flags = cells.flags
  }

  /// The first code of a text that is no number of the column's digits.
  static let firstOfTexts: UInt32 = 1 << 30

  var storage: ColumnDecoder.Storage { decoder.storage }

  /// Appends the cells of a batch's rows; `firstCells` holds the first cell of each row and `firstRow` is the
  /// first row's index in the unit. `donor` is the column that fills blanks.
  mutating func decode(
    _ batch: RecordBatch, firstCells: [Int], position: Int?, firstRow: Int, donor: ColumnPiece?,
    into notes: inout RowNotes
  ) {
    let context = Context(
      bytes: batch.bytes, cells: batch.cells, firstCells: firstCells, position: position, firstRow: firstRow,
      donor: donor)
    switch storage {
    case .text where repeats: decodeRepeated(context, &notes)
    case .text: decodeTexts(context, &notes)
    case .coded: decodeCodes(context, &notes)
    case .integer:
      fill(\.integers, Column.missingInteger, context, &notes) { _, cell in
        CanonicalForms.integer(cell, 0, cell.count)
      } mended: { _, value in
        if case .integer(let integer) = value { integer } else { nil }
      }
    case .number:
      fill(\.numbers, nil, context, &notes) { _, cell in
        guard let value = CanonicalForms.integer(cell, 0, cell.count), value < 1_000_000_000_000 else {
          return nil
        }
        return Fraction(value)
      } mended: { _, value in
        if case .number(let number) = value { number } else { nil }
      }
    case .day:
      let calendar = decoder.calendar
      fill(\.days, Column.missingDay, context, &notes) { _, cell in
        calendar.day(cell, 0, cell.count)
      } mended: { _, value in
        if case .day(let day) = value { day.number } else { nil }
      }
    case .time:
      let calendar = decoder.calendar
      fill(\.integers, Column.missingTime, context, &notes) { _, cell in
        calendar.time(cell, 0, cell.count)
      } mended: { _, value in
        if case .time(let instant) = value { instant.seconds } else { nil }
      }
    case .flag:
      fill(\.flags, Column.missingFlag, context, &notes) { _, cell in
        CanonicalForms.flag(cell, 0, cell.count)
      } mended: { _, value in
        if case .flag(let flag) = value { flag ? 1 : 0 } else { nil }
      }
    }
  }

  private mutating func decodeTexts(_ context: Context, _ notes: inout RowNotes) {
    let decoder = decoder
    let screen = decoder.screen
    let takesBlanks = decoder.takesBlanks
    for index in context.firstCells.indices {
      let place = context.place(index)
      let cell = context.bytes.span.extracting(place.start..<place.end)
      if !cell.isEmpty || !takesBlanks {
        if screen.isClean(cell, 0, cell.count) {
          unsafe cell.withUnsafeBufferPointer { unsafe textBytes.append(contentsOf: $0) }
        } else if case .text(let text) = decoder.mend(cell, context, index, into: &notes) {
          textBytes.append(contentsOf: text.utf8)
        }
      }
      textEnds.append(UInt32(truncatingIfNeeded: textBytes.count))
    }
  }

  /// As long as texts repeat, a cell that was met before costs no look at its characters.
  private mutating func decodeRepeated(_ context: Context, _ notes: inout RowNotes) {
    let screen = decoder.screen
    fill(
      \.codes, CodedColumn.missing, context, &notes,
      clean: { piece, cell in
        if let code = piece.dictionary.code(cell), piece.isClean[Int(code)] {
          return ColumnPiece.firstOfTexts + code
        }
        return screen.isClean(cell, 0, cell.count) ? piece.code(adding: cell, isClean: true) : nil
      },
      mended: { piece, value in
        guard case .text(let text) = value, !text.isEmpty else { return nil }
        let bytes = Array(text.utf8)
        return piece.code(adding: bytes.span, isClean: false)
      })
    if ColumnPiece.differ(dictionary.count, of: codes.count) { spellOut() }
  }

  private mutating func code(adding cell: Span<UInt8>, isClean isCellClean: Bool) -> UInt32 {
    let code = dictionary.insert(cell)
    if Int(code) == isClean.count { isClean.append(false) }
    isClean[Int(code)] = isClean[Int(code)] || isCellClean
    return ColumnPiece.firstOfTexts + code
  }

  /// True when so many texts are different among some rows that codes for them save little; few rows must differ more.
  static func differ(_ texts: Int, of rows: Int) -> Bool { texts * 4 > (rows < fewRows ? rows * 3 : rows) }

  /// Fewer rows than these say nothing of the rows to come.
  private static let fewRows = 4096

  /// Ends the reading of a unit: few rows keep their texts.
  mutating func settle() {
    if repeats, codes.count < ColumnPiece.fewRows { spellOut() }
  }

  /// Puts texts in the place of codes.
  private mutating func spellOut() {
    textEnds.reserveCapacity(codes.count)
    for code in codes {
      if code != CodedColumn.missing { dictionary.append(code - ColumnPiece.firstOfTexts, to: &textBytes) }
      textEnds.append(UInt32(truncatingIfNeeded: textBytes.count))
    }
    (codes, dictionary, isClean, repeats) = ([], ByteDictionary(), [], false)
  }

  private mutating func decodeCodes(_ context: Context, _ notes: inout RowNotes) {
    let coding = decoder.coding
    let screen = decoder.screen
    let mended = { (piece: inout ColumnPiece, value: Value) -> UInt32? in
      if case .text(let text) = value { piece.code(adding: text) } else { nil }
    }
    switch coding {
    case .digits(let width):
      fill(
        \.codes, CodedColumn.missing, context, &notes,
        clean: { _, cell in cell.count == width ? CanonicalForms.digits(cell, 0, width) : nil },
        mended: mended)
    case .values(let values):
      fill(
        \.codes, CodedColumn.missing, context, &notes,
        clean: { _, cell in
          guard !cell.isEmpty, let code = values.code(cell), !screen.mayBeWhole(cell, 0, cell.count) else {
            return nil
          }
          return code
        }, mended: mended)
    case .texts:
      let width = if case .code(let width) = decoder.contract.type { width } else { 0 }
      fill(
        \.codes, CodedColumn.missing, context, &notes,
        clean: { piece, cell in
          guard
            width > 0
              ? CanonicalForms.isCode(cell, 0, cell.count, width: width) : screen.isClean(cell, 0, cell.count)
          else { return nil }
          return ColumnPiece.firstOfTexts + piece.dictionary.insert(cell)
        }, mended: mended)
    }
  }

  /// The cells of one column in a batch.
  struct Context {
    let bytes: [UInt8]
    let cells: [CellRange]
    let firstCells: [Int]
    /// Nil when the file lacks the column.
    let position: Int?
    let firstRow: Int
    let donor: ColumnPiece?

    /// Where the cell of the batch's row at an index stands.
    @inline(__always)
    func place(_ index: Int) -> CellRange {
      position.map { cells[firstCells[index] + $0] } ?? CellRange(0, 0)
    }
  }

  /// Appends a cell for each row of the batch: as `clean` reads it, or else as `mended` finds it in the mended value;
  /// where both give nil it is missing.
  @inline(__always)
  private mutating func fill<Cell>(
    _ column: WritableKeyPath<ColumnPiece, [Cell]>, _ missing: Cell, _ context: Context,
    _ notes: inout RowNotes,
    clean: (inout ColumnPiece, Span<UInt8>) -> Cell?, mended: (inout ColumnPiece, Value) -> Cell?
  ) {
    var cells: [Cell] = []
    swap(&cells, &self[keyPath: column])
    let base = cells.count
    cells.append(contentsOf: repeatElement(missing, count: context.firstCells.count))
    let decoder = decoder  // so that a cell to mend copies no piece
    let takesBlanks = decoder.takesBlanks
    unsafe cells.withUnsafeMutableBufferPointer { cells in
      for index in context.firstCells.indices {
        let place = context.place(index)
        let cell = context.bytes.span.extracting(place.start..<place.end)
        if cell.isEmpty, takesBlanks { continue }
        if let value = clean(&self, cell) {
          unsafe cells[base + index] = value
        } else if let value = mended(&self, decoder.mend(cell, context, index, into: &notes)) {
          unsafe cells[base + index] = value
        }
      }
    }
    swap(&cells, &self[keyPath: column])
  }

  /// Makes room for a number of rows in all, of which the `read` first are there.
  mutating func reserve(rows: Int, read: Int) {
    guard read > 0 else { return }
    switch storage {
    case .text where repeats: codes.reserveCapacity(rows)
    case .text:
      textEnds.reserveCapacity(rows)
      textBytes.reserveCapacity(textBytes.count * rows / read)
    case .coded: codes.reserveCapacity(rows)
    case .integer, .time: integers.reserveCapacity(rows)
    case .number: numbers.reserveCapacity(rows)
    case .day: days.reserveCapacity(rows)
    case .flag: flags.reserveCapacity(rows)
    }
  }

  private mutating func code(adding text: String) -> UInt32 {
    code(of: text) ?? ColumnPiece.firstOfTexts + dictionary.insert(text)
  }
}

extension ColumnPiece {
  /// The cell of a row.
  func value(_ row: Int) -> Value {
    guard !isMissing(row) else { return .missing }
    switch storage {
    case .text where repeats: return .text(dictionary.text(codes[row] - ColumnPiece.firstOfTexts))
    case .text:
      let range = bytes(of: row..<row + 1)
      return .text(String(decoding: textBytes[range], as: UTF8.self))
    case .coded: return .text(text(ofCode: codes[row]))
    case .integer: return .integer(integers[row])
    case .number: return numbers[row].map(Value.number) ?? .missing
    case .day: return .day(Day(number: days[row]))
    case .time: return .time(Instant(seconds: integers[row]))
    case .flag: return .flag(flags[row] == 1)
    }
  }

  func isMissing(_ row: Int) -> Bool {
    switch storage {
    case .text where repeats: codes[row] == CodedColumn.missing
    case .text: (row == 0 ? 0 : textEnds[row - 1]) == textEnds[row]
    case .coded: codes[row] == CodedColumn.missing
    case .integer: integers[row] == Column.missingInteger
    case .number: numbers[row] == nil
    case .day: days[row] == Column.missingDay
    case .time: integers[row] == Column.missingTime
    case .flag: flags[row] == Column.missingFlag
    }
  }

  /// The bytes of a text, whether it is spelled out or a code; none where it is missing.
  func utf8(_ row: Int) -> ArraySlice<UInt8> {
    guard repeats else { return textBytes[bytes(of: row..<row + 1)] }
    return codes[row] == CodedColumn.missing ? [] : dictionary.utf8(codes[row] - ColumnPiece.firstOfTexts)
  }

  /// A number that orders the cells of integer, date and time columns; nil when missing or of another type.
  func order(_ row: Int) -> Int64? {
    guard !isMissing(row) else { return nil }
    switch storage {
    case .integer, .time: return integers[row]
    case .day: return Int64(days[row])
    case .text, .coded, .number, .flag: return nil
    }
  }

  /// The code of a text in a coded column; nil when no cell holds it.
  func code(of text: String) -> UInt32? {
    let bytes = Array(text.utf8)
    switch decoder.coding {
    case .values(let values):
      if let code = values.code(bytes.span) { return code }
    case .digits(let width):
      if bytes.count == width, let value = CanonicalForms.digits(bytes.span, 0, width) { return value }
    case .texts: break
    }
    return dictionary.code(bytes.span).map { ColumnPiece.firstOfTexts + $0 }
  }

  private func text(ofCode code: UInt32) -> String {
    if code >= ColumnPiece.firstOfTexts { return dictionary.text(code - ColumnPiece.firstOfTexts) }
    switch decoder.coding {
    case .values(let values): return values.text(code)
    case .digits(let width): return ColumnPiece.digits(code, width: width)
    case .texts: return dictionary.text(code)
    }
  }

  /// A number with zeros before it up to a width of 1 to 15.
  static func digits(_ value: UInt32, width: Int) -> String {
    var rest = value
    return unsafe String(unsafeUninitializedCapacity: width) { buffer in
      for index in stride(from: width - 1, through: 0, by: -1) {
        unsafe buffer[index] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
      return width
    }
  }
}
