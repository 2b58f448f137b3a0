import Records

/// What the slow and complete path makes of one cell.
struct CellReading {
  var value: Value = .missing
  /// The rules that changed the cell, in order; empty when it stands as delivered.
  var rules: [String] = []
  var problem: CellProblem?
  /// True when the cell is blank after mending.
  var isBlank = false
}

/// Why a cell could not be read.
struct CellProblem {
  let code: String
  let message: Message
}

/// Mends and decodes the cells of one column.
struct CellReader: Sendable {
  let field: FieldSchema
  let contract: ColumnContract
  private let synonyms: [Key: String]
  private let missingMarks: Set<Key>

  init(field: FieldSchema, contract: ColumnContract) {
    self.field = field
    self.contract = contract
    synonyms = Dictionary(
      contract.synonyms.map { (Key($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    missingMarks = Set(contract.missingMarks.map(Key.init))
  }

  private var codeWidth: Int? {
    if case .code(let width) = contract.type { width } else { nil }
  }

  /// Mends, then decodes: the rules in their order, synonyms, missing marks, the type's forms.
  func read(_ raw: String) -> CellReading {
    var reading = CellReading()
    var text = raw
    for rule in contract.mending {
      let mended = rule.mend(text, codeWidth: codeWidth)
      if Key(mended) != Key(text) { reading.rules.append(rule.rawValue) }
      text = mended
    }
    if let meaning = synonyms[Key(text)] {
      if Key(meaning) != Key(text) { reading.rules.append("synonym") }
      text = meaning
    }
    if missingMarks.contains(Key(text)) {
      reading.rules.append("missing_mark")
      text = ""
    }
    if Trim.mend(text).isEmpty {
      reading.isBlank = true
      return reading
    }
    decode(text, into: &reading)
    return reading
  }

  /// Decodes a text that is mended, as a fallback is.
  func decode(_ text: String, into reading: inout CellReading) {
    switch contract.type {
    case .text where GarbledText.original(text) != nil:
      reading.problem = .garbled(field, text, GarbledText.original(text) ?? "")
    case .text where contract.mending.contains(.identityNumber) && !IdentityNumber.isValid(text):
      reading.problem = .badIdentityNumber(field)
    case .text: reading.value = .text(text)
    case .list: reading.value = list(text)
    case .code(let width): decodeCode(text, width: width, into: &reading)
    case .category(let values):
      if values.contains(where: { Key($0) == Key(text) }) {
        reading.value = .text(text)
      } else {
        reading.problem = .unknownValue(field, text, values: values)
      }
    case .integer:
      accept(integer(text).map(Value.integer), else: .badInteger(field, text), into: &reading)
    case .number:
      accept(Fraction(text: text).map(Value.number), else: .badNumber(field, text), into: &reading)
    case .date: decodeDate(text, into: &reading)
    case .time: decodeTime(text, into: &reading)
    case .flag:
      accept(FlagForms.flag(text).map(Value.flag), else: .badFlag(field, text), into: &reading)
      noteForm("flag_form", text, &reading)
    }
  }

  private func accept(_ value: Value?, else problem: CellProblem, into reading: inout CellReading) {
    if let value { reading.value = value } else { reading.problem = problem }
  }

  /// A form other than the canonical one is a correction of its own name.
  private func noteForm(_ rule: String, _ text: String, _ reading: inout CellReading) {
    if reading.problem == nil, Key(reading.value.canonicalText) != Key(text) { reading.rules.append(rule) }
  }

  private func decodeDate(_ text: String, into reading: inout CellReading) {
    let day =
      DateForms.day(text, contract.serials)
      ?? TimeForms.instant(text, dateEndsDay: false, contract.serials)?.day
    accept(day.map(Value.day), else: .badDate(field, text), into: &reading)
    noteForm("date_form", text, &reading)
  }

  private func decodeTime(_ text: String, into reading: inout CellReading) {
    let instant = TimeForms.instant(text, dateEndsDay: contract.dateEndsDay, contract.serials)
    accept(instant.map(Value.time), else: .badTime(field, text), into: &reading)
    noteForm("time_form", text, &reading)
  }

  /// What is no code stays as it stands in a reference, to be met as an unknown one later.
  private func decodeCode(_ text: String, width: Int, into reading: inout CellReading) {
    let isCode =
      text.utf8.count <= width && text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    if isCode || field.references != nil {
      reading.value = .text(text)
    } else {
      reading.problem = .badCode(field, text, width: width)
    }
  }

  private func integer(_ text: String) -> Int64? {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
    guard 1...18 ~= digits.utf8.count, digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
    else { return nil }
    return Int64(text)
  }

  /// The parts of a cell, trimmed, in their order, joined by U+001F.
  private func list(_ text: String) -> Value {
    var parts = [text]
    for separator in contract.separators where !separator.isEmpty {
      parts = parts.flatMap { CellReader.split($0, by: separator) }
    }
    let filled = parts.map(Trim.mend).filter { !$0.isEmpty }
    return filled.isEmpty ? .missing : .text(filled.joined(separator: "\u{1F}"))
  }

  private static func split(_ text: String, by separator: String) -> [String] {
    let mark = Array(separator.utf8)
    let bytes = Array(text.utf8)
    var parts: [String] = []
    var start = 0
    var index = 0
    while index + mark.count <= bytes.count {
      if bytes[index..<index + mark.count].elementsEqual(mark) {
        parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
        index += mark.count
        start = index
      } else {
        index += 1
      }
    }
    return parts + [String(decoding: bytes[start...], as: UTF8.self)]
  }
}
