import Postgres

/// A file of a run as a table of the database.
struct DatabaseTable {
  /// Of the file without its ending.
  let file: String
  let name: String
  /// Of the file's header, in its order.
  let headings: [String]
  /// Of the table, after the row's number.
  let columns: [Column]
  /// By which its rows are found.
  let key: RowKey
  /// Of the column of numbers, as JSON with the colon behind.
  var keys: [[UInt8]] = []

  /// A column of the table, of one cell of the file or of several.
  struct Column {
    let name: String
    let type: ColumnType
    /// Where its first cell stands in a row of the file.
    let cell: Int
  }

  enum ColumnType: Hashable {
    case text
    case int
    case bigint
    case numeric
    /// An object of the numbers of as many cells as there are `keys`.
    case numbers
    /// The number of the texts of that many cells in a table of their own, where each combination stands once.
    case heading(cells: Int)
  }

  enum RowKey {
    /// No two rows of a run have the same.
    case primary(String)
    /// The rows stand in its order, so that an index of blocks is enough.
    case inOrder(String)
  }

  /// The names of its columns for SQL, the row's number first.
  var columnNames: String {
    (["position"] + columns.map(\.name)).map(SQLName.quoted).joined(separator: ", ")
  }

  /// True when texts of its rows stand in a table of their own.
  var hasHeadings: Bool {
    columns.contains { if case .heading = $0.type { true } else { false } }
  }

  /// True when a file begins with these headings.
  func fits(_ headings: [String]) -> Bool { self.headings == headings }

  private typealias Part = (name: String, type: ColumnType)

  private static func columns(_ parts: [Part], from cell: Int = 0) -> [Column] {
    parts.enumerated().map { Column(name: $1.name, type: $1.type, cell: cell + $0) }
  }

  /// `ranking.csv`, whose categories between `grade` and `bonus` are the model's own; nil for another header.
  static func ranking(_ headings: [String]) -> DatabaseTable? {
    let first: [Part] = [
      ("profile", .text), ("rank", .int), ("member_no", .text), ("name", .text), ("sector", .text),
      ("committee", .text), ("total", .numeric), ("grade", .text),
    ]
    let last: [Part] = [("bonus", .numeric), ("deduction", .numeric), ("reasons", .text)]
    guard headings.count >= first.count + last.count, headings.starts(with: first.map(\.name)),
      headings.suffix(last.count) == last.map(\.name)[...]
    else { return nil }
    let keys = headings.dropFirst(first.count).dropLast(last.count).map(jsonKey)
    let points = Column(name: "points", type: .numbers, cell: first.count)
    return DatabaseTable(
      file: "ranking", name: "ranking", headings: headings,
      columns: columns(first) + [points] + columns(last, from: headings.count - last.count),
      key: .primary("member_no"), keys: keys)
  }

  /// A text as a key of JSON (RFC 8259, 7).
  private static func jsonKey(_ text: String) -> [UInt8] {
    let escaped = text.utf8.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
      case ..<0x20: Array("\\u00\(byte >> 4)\(String(byte & 15, radix: 16))".utf8)
      default: [byte]
      }
    }
    return [UInt8(ascii: "\"")] + escaped + Array("\":".utf8)
  }

  static let ledger = {
    let heading = ["profile", "category", "indicator", "clause"]
    let counts: [Part] = [("events", .bigint), ("kept", .bigint)]
    let points: [Part] = [
      "raw", "limited", "prorated", "entered", "capped", "shared", "rounding", "points",
    ].map { ($0, .numeric) }
    return DatabaseTable(
      file: "ledger", name: "ledger_entry",
      headings: ["member_no"] + heading + (counts + points).map(\.name),
      columns: columns([("member_no", .text), ("heading", .heading(cells: heading.count))])
        + columns(counts + points, from: 1 + heading.count),
      key: .inOrder("member_no"))
  }()

  static let quarantine = {
    let place = ["record", "line_first", "line_last", "byte_start", "byte_length"]
    let texts = [
      "code", "severity", "message_zh", "message_en", "raw_text", "raw_base64", "row_id", "readmitted_by",
      "cell",
    ]
    let first: [Part] = [("source", .text), ("file", .text)] + place.map { ($0, .bigint) }
    let last: [Part] = texts.map { ($0, .text) }
    return DatabaseTable(
      file: "quarantine", name: "quarantine", headings: first.map(\.name) + ["column"] + texts,
      columns: columns(first + [("column_key", .text)] + last),
      key: .primary("position"))
  }()
}
