import CSV
import Records

/// How the cells of one column of a source are read; the same for every unit.
struct ColumnDecoder: Sendable {
  enum Storage { case text, coded, integer, number, day, time, flag }

  let index: Int
  let storage: Storage
  let reader: CellReader
  let screen: CellScreen
  let coding: Coding
  let calendar = Calendar.shared
  let codeMending: CodeMending?
  let takesBlanks: Bool

  /// What the codes of a coded column stand for.
  enum Coding: Sendable {
    /// The contract's values, in its order.
    case values(ByteDictionary)
    /// Numbers of that many digits stand for themselves; other texts come after them.
    case digits(Int)
    /// Texts in order of appearance.
    case texts
  }

  init(index: Int, field: FieldSchema, contract: ColumnContract) {
    self.index = index
    reader = CellReader(field: field, contract: contract)
    screen = CellScreen(contract)
    takesBlanks = contract.fallback == nil && !contract.isRequired
    storage = ColumnDecoder.storage(of: contract.type, isReference: field.references != nil)
    switch contract.type {
    case .category(let values):
      var dictionary = ByteDictionary()
      for value in values { _ = dictionary.insert(value) }
      coding = .values(dictionary)
      codeMending = nil
    case .code(let width) where 1...ColumnDecoder.digitsAtMost ~= width:
      coding = .digits(width)
      codeMending = CodeMending(contract, width: width)
    default:
      coding = .texts
      codeMending = nil
    }
  }

  /// Wider codes are looked up in a dictionary, since a bit for each would take more than the cache holds.
  static let digitsAtMost = 6

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

  /// Whether it is free text, of which rows may repeat a few.
  var mayRepeat: Bool { storage == .text && contract.type == .text }

  var field: FieldSchema { reader.field }
  var contract: ColumnContract { reader.contract }
}
