import CSV
import Records

/// Builds one typed column of a source, batch by batch.
///
/// A cell in canonical form is taken from its bytes; only what this test refuses becomes a `String` and goes
/// through mending.
struct ColumnDecoder: Sendable {
  enum Storage { case text, coded, integer, number, day, time, flag }

  let index: Int
  let storage: Storage
  let reader: CellReader
  private let screen: CellScreen
  private let codeWidth: Int?
  private let isCategory: Bool

  private var textBytes: [UInt8] = []
  private var textOffsets: [Int] = [0]
  private var dictionary = ByteDictionary()
  private(set) var codes: [UInt32] = []
  private var integers: [Int64] = []
  private var numbers: [Fraction?] = []
  private var days: [Int32] = []
  private var times: [Int64] = []
  private var flags: [UInt8] = []

  init(index: Int, field: FieldSchema, contract: ColumnContract) {
    self.index = index
    reader = CellReader(field: field, contract: contract)
    screen = CellScreen(contract)
    storage = ColumnDecoder.storage(of: contract.type, isReference: field.references != nil)
    if case .code(let width) = contract.type { codeWidth = width } else { codeWidth = nil }
    if case .category(let values) = contract.type {
      isCategory = true
      for value in values { _ = dictionary.insert(value) }
    } else {
      isCategory = false
    }
  }

  private static func storage(of type: FieldType, isReference: Bool) -> Storage {
    switch type {
    case .text: isReference ? .coded : .text
    case .code, .category: .coded
    case .list: .text
    case .integer: .integer
    case .number: .number
    case .date: .day
    case .time: .time
    case .flag: .flag
    }
  }

  var field: FieldSchema { reader.field }
  var contract: ColumnContract { reader.contract }

  /// Appends the cells of a batch's rows; `firstCells` holds the first cell of each row and `firstRow` is the
  /// first row's index in the source. `donor` is the column that fills blanks.
  mutating func decode(
    _ batch: RecordBatch, firstCells: [Int], position: Int?, firstRow: Int, donor: ColumnDecoder?,
    into notes: inout RowNotes
  ) {
    guard let position else {
      for row in firstCells.indices { take("", row: firstRow + row, donor: donor, into: &notes) }
      return
    }
    let all = batch.bytes
    let bytes = all.span
    let cells = batch.cells
    let takesBlanks = contract.fallback == nil && !contract.isRequired
    for row in firstCells.indices {
      let cell = cells[firstCells[row] + position]
      let start = cell.start
      let end = cell.end
      if start == end, takesBlanks {
        appendMissing()
        continue
      }
      if takeClean(all, bytes, start, end) { continue }
      let raw = start == end ? "" : text(bytes, start, end)
      take(raw, row: firstRow + row, donor: donor, into: &notes)
    }
  }

  /// Makes room for the rows that a file probably has, so that growing does not copy again and again.
  mutating func reserve(rows: Int, bytesPerRow: Int) {
    switch storage {
    case .text:
      textOffsets.reserveCapacity(rows + 1)
      textBytes.reserveCapacity(rows * bytesPerRow)
    case .coded: codes.reserveCapacity(rows)
    case .integer: integers.reserveCapacity(rows)
    case .number: numbers.reserveCapacity(rows)
    case .day: days.reserveCapacity(rows)
    case .time: times.reserveCapacity(rows)
    case .flag: flags.reserveCapacity(rows)
    }
  }

  /// Mean bytes of a text cell so far, rounded up; 0 for other columns.
  var bytesPerRow: Int {
    textOffsets.count > 1 ? (textBytes.count * 17 / 16) / (textOffsets.count - 1) + 1 : 0
  }

  private mutating func appendMissing() {
    switch storage {
    case .text: textOffsets.append(textBytes.count)
    case .coded: codes.append(CodedColumn.missing)
    case .integer: integers.append(Column.missingInteger)
    case .number: numbers.append(nil)
    case .day: days.append(Column.missingDay)
    case .time: times.append(Column.missingTime)
    case .flag: flags.append(Column.missingFlag)
    }
  }

  /// Appends a cell that needs no mending; false, and nothing appended, when it may need some.
  @inline(__always)
  private mutating func takeClean(_ all: [UInt8], _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    switch storage {
    case .text:
      guard screen.isClean(bytes, start, end) else { return false }
      textBytes.append(contentsOf: all[start..<end])
      textOffsets.append(textBytes.count)
    case .coded: return takeCleanCode(bytes, start, end)
    case .integer:
      guard let value = CanonicalForms.integer(bytes, start, end) else { return false }
      integers.append(value)
    case .number:
      guard let value = CanonicalForms.integer(bytes, start, end), value < 1_000_000_000_000 else {
        return false
      }
      numbers.append(Fraction(value))
    case .day:
      guard let value = CanonicalForms.day(bytes, start, end) else { return false }
      days.append(value)
    case .time:
      guard let value = CanonicalForms.time(bytes, start, end) else { return false }
      times.append(value)
    case .flag:
      guard let value = CanonicalForms.flag(bytes, start, end) else { return false }
      flags.append(value)
    }
    return true
  }

  private mutating func takeCleanCode(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    if isCategory {
      guard let code = dictionary.code(bytes, start, end), !screen.mayBeWhole(bytes, start, end) else {
        return false
      }
      codes.append(code)
      return true
    }
    if let codeWidth {
      guard CanonicalForms.isCode(bytes, start, end, width: codeWidth) else { return false }
    } else {
      guard screen.isClean(bytes, start, end) else { return false }
    }
    codes.append(dictionary.insert(bytes, start, end))
    return true
  }

  /// Mends, decodes and appends a cell.
  private mutating func take(_ raw: String, row: Int, donor: ColumnDecoder?, into notes: inout RowNotes) {
    var reading = raw.isEmpty ? CellReading(isBlank: true) : reader.read(raw)
    if reading.isBlank { fill(&reading, row: row, donor: donor) }
    if let problem = reading.problem, contract.forgives {
      notes.add(.init(row: row, order: index, column: field.key, problem: problem, refuses: false))
      reading = CellReading()
    }
    if reading.problem == nil, reading.value == .missing, contract.isRequired,
      !contract.leavesBlankToResolve
    {
      reading.problem = .missing(field)
    }
    if let problem = reading.problem {
      notes.add(.init(row: row, order: index, column: field.key, problem: problem, refuses: true))
      reading.value = .missing
    } else if !reading.rules.isEmpty {
      notes.add(
        .init(
          row: row, order: index, column: field.key, rule: reading.rules.joined(separator: "+"), before: raw,
          after: reading.isBlank ? "" : reading.value.canonicalText))
    }
    append(reading.value)
  }

  /// Gives a blank cell the value that the contract states.
  private func fill(_ reading: inout CellReading, row: Int, donor: ColumnDecoder?) {
    let text: String
    switch contract.fallback {
    case .text(let fixed): text = fixed
    case .column: text = donor?.value(row).canonicalText ?? ""
    case nil: text = ""
    }
    if !text.isEmpty { reader.decode(text, into: &reading) }
    reading.rules.removeAll { $0.hasSuffix("_form") }
  }

  private mutating func append(_ value: Value) {
    switch (storage, value) {
    case (.text, .text(let text)):
      textBytes.append(contentsOf: text.utf8)
      textOffsets.append(textBytes.count)
    case (.coded, .text(let text)): codes.append(dictionary.insert(text))
    case (.integer, .integer(let integer)): integers.append(integer)
    case (.number, .number(let number)): numbers.append(number)
    case (.day, .day(let day)): days.append(day.number)
    case (.time, .time(let instant)): times.append(instant.seconds)
    case (.flag, .flag(let flag)): flags.append(flag ? 1 : 0)
    default: appendMissing()
    }
  }

  /// The cell of a row.
  func value(_ row: Int) -> Value {
    switch storage {
    case .text:
      let bytes = textBytes[textOffsets[row]..<textOffsets[row + 1]]
      return bytes.isEmpty ? .missing : .text(String(decoding: bytes, as: UTF8.self))
    case .coded: return codes[row] == CodedColumn.missing ? .missing : .text(dictionary.text(codes[row]))
    case .integer: return integers[row] == Column.missingInteger ? .missing : .integer(integers[row])
    case .number: return numbers[row].map(Value.number) ?? .missing
    case .day: return days[row] == Column.missingDay ? .missing : .day(Day(number: days[row]))
    case .time: return times[row] == Column.missingTime ? .missing : .time(Instant(seconds: times[row]))
    case .flag: return flags[row] == Column.missingFlag ? .missing : .flag(flags[row] == 1)
    }
  }

  func isMissing(_ row: Int) -> Bool {
    switch storage {
    case .text: textOffsets[row] == textOffsets[row + 1]
    case .coded: codes[row] == CodedColumn.missing
    case .integer: integers[row] == Column.missingInteger
    case .number: numbers[row] == nil
    case .day: days[row] == Column.missingDay
    case .time: times[row] == Column.missingTime
    case .flag: flags[row] == Column.missingFlag
    }
  }

  /// A number that orders the cells of integer, date and time columns; nil when missing or of another type.
  func order(_ row: Int) -> Int64? {
    guard !isMissing(row) else { return nil }
    switch storage {
    case .integer: return integers[row]
    case .day: return Int64(days[row])
    case .time: return times[row]
    case .text, .coded, .number, .flag: return nil
    }
  }

  /// The code of a text in a coded column; nil when no cell can hold it.
  func code(of text: String) -> UInt32? {
    let bytes = Array(text.utf8)
    return dictionary.code(bytes.span, 0, bytes.count)
  }

  /// The finished column.
  var column: Column {
    switch storage {
    case .text: .text(TextColumn(bytes: textBytes, offsets: textOffsets))
    case .coded: .coded(CodedColumn(codes: codes, dictionary: dictionary.texts))
    case .integer: .integer(integers)
    case .number: .number(numbers)
    case .day: .day(days)
    case .time: .time(times)
    case .flag: .flag(flags)
    }
  }
}
