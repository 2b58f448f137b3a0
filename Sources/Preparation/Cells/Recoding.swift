import Records

/// A coded column whose cells are being replaced.
struct Recoding {
  private(set) var column: CodedColumn
  private var index: [Key: UInt32]

  init(_ column: CodedColumn) {
    self.column = column
    index = Dictionary(
      column.dictionary.enumerated().map { (Key($1), UInt32($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// Sets a cell; nil blanks it.
  mutating func set(_ row: Int32, to text: String?) {
    guard let text else {
      column.codes.set(Int(row), to: CodedColumn.missing)
      return
    }
    let code = index[Key(text)] ?? UInt32(column.dictionary.count)
    if code == column.dictionary.count {
      index[Key(text)] = code
      column.dictionary.append(text)
    }
    column.codes.set(Int(row), to: code)
  }
}
