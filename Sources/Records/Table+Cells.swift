/// Whole columns in the type that a stage works with, whatever the table holds; an absent column is all
/// missing.
extension Table {
  package var rowCount: Int { origins.count }

  /// Texts as codes; distinct codes are distinct texts.
  package func coded(_ key: String) -> CodedColumn {
    column(key)?.encoded()
      ?? CodedColumn(codes: Array(repeating: CodedColumn.missing, count: rowCount), dictionary: [])
  }

  /// Days; a time gives its date.
  package func days(_ key: String) -> [Int32] {
    switch column(key) {
    case .day(let values): values
    case .time(let values):
      values.map { $0 == Column.missingTime ? Column.missingDay : Instant(seconds: $0).day.number }
    default: Array(repeating: Column.missingDay, count: rowCount)
    }
  }

  /// Seconds of instants; a date is 00:00:00.
  package func times(_ key: String) -> [Int64] {
    switch column(key) {
    case .time(let values): values
    case .day(let values):
      values.map { $0 == Column.missingDay ? Column.missingTime : Day(number: $0).start.seconds }
    default: Array(repeating: Column.missingTime, count: rowCount)
    }
  }

  package func integers(_ key: String) -> [Int64] {
    switch column(key) {
    case .integer(let values): values
    case .none: Array(repeating: Column.missingInteger, count: rowCount)
    case .some(let other):
      (0..<rowCount).map { Int64(other.canonicalText($0)) ?? Column.missingInteger }
    }
  }

  /// True where the flag is 是; false where it is 否 or missing.
  package func flags(_ key: String) -> [Bool] {
    if case .flag(let values) = column(key) { return values.map { $0 == 1 } }
    return Array(repeating: false, count: rowCount)
  }

  /// The place of each row's text in `values`; -1 for another text and for a missing cell.
  package func classes(_ key: String, _ values: [String]) -> [Int8] {
    let column = coded(key)
    let keys = values.map(Key.init)
    let byCode = column.dictionary.map { text in Int8(keys.firstIndex(of: Key(text)) ?? -1) }
    return column.codes.map { $0 == CodedColumn.missing ? -1 : byCode[Int($0)] }
  }

  /// True where a cell is filled.
  package func isFilled(_ key: String, _ row: Int32) -> Bool {
    column(key).map { !$0.isMissing(Int(row)) } ?? false
  }

  /// The fields that refer to a source, with their columns' places.
  package func references(to source: String) -> [Int] {
    shape.fields.indices.filter { shape.fields[$0].references == source }
  }

  /// Byte order of two rows' record keys.
  package func keyPrecedes(_ left: Int32, _ right: Int32) -> Bool {
    Key(recordKey(Int(left))) < Key(recordKey(Int(right)))
  }
}

extension Column {
  /// The column as codes. A column that is none yet is encoded by its canonical texts.
  package func encoded() -> CodedColumn {
    switch self {
    case .coded(let column): return column
    case .text(let column): return column.encoded()
    default: return CodedColumn((0..<count).lazy.map(canonicalText))
    }
  }
}

extension TextColumn {
  /// The column as codes. O(bytes).
  package func encoded() -> CodedColumn {
    var dictionary = ByteDictionary()
    let bytes = bytes.span
    let codes = (0..<count).map { row in
      isMissing(row) ? CodedColumn.missing : dictionary.insert(bytes.extracting(places.range(row)))
    }
    return CodedColumn(codes: codes, dictionary: dictionary.texts)
  }
}
