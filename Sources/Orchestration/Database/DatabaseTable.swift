import Postgres

/// A file of a run as a table of the database.
struct DatabaseTable {
  let name: String
  /// Of the file's header, in its order.
  private let headings: [String]
  /// Of the table and what is put there, an SQL expression over the headings.
  private let columns: [(name: String, value: String)]

  private var staged: String { "staged_\(name)" }

  /// Makes a temporary table of texts, one for each heading, that goes with the transaction.
  func stage(_ connection: borrowing PostgresConnection) throws(PostgresError) {
    let texts = headings.map { "\(SQLName.quoted($0)) text" }.joined(separator: ", ")
    try connection.query("CREATE TEMP TABLE \(staged) (position bigserial, \(texts)) ON COMMIT DROP")
  }

  /// Fills it from the file's bytes; returns the rows.
  func copy(
    _ connection: borrowing PostgresConnection, _ pieces: some Sequence<ArraySlice<UInt8>>
  ) throws(PostgresError) -> Int64 {
    let texts = headings.map(SQLName.quoted).joined(separator: ", ")
    return try connection.copyIn("COPY \(staged) (\(texts)) FROM STDIN (FORMAT csv, HEADER true)", pieces)
  }

  /// Puts its rows into the table for a run; returns how many.
  func merge(_ connection: borrowing PostgresConnection, run: String) throws(PostgresError) -> Int64 {
    let names = columns.map { SQLName.quoted($0.name) }.joined(separator: ", ")
    let values = columns.map(\.value).joined(separator: ", ")
    return try connection.query(
      "INSERT INTO dutyrank.\(name) (run, position, \(names)) SELECT $1, position, \(values) FROM \(staged)",
      [run]
    ).affected
  }

  /// Texts lose the apostrophe that keeps a spreadsheet from taking them for a formula.
  private static func text(_ heading: String) -> String {
    "regexp_replace(\(SQLName.quoted(heading)), E'^''(?=[=+@\\t\\r-])', '')"
  }

  private static func cast(_ heading: String, _ type: String) -> String {
    "\(SQLName.quoted(heading))::\(type)"
  }

  /// `ranking.csv`, whose categories between `grade` and `bonus` are the model's own; nil for another header.
  static func ranking(_ headings: [String]) -> DatabaseTable? {
    let first = ["profile", "rank", "member_no", "name", "sector", "committee", "total", "grade"]
    let last = ["bonus", "deduction", "reasons"]
    guard headings.starts(with: first), headings.suffix(3) == last[...] else { return nil }
    let categories = headings.dropFirst(first.count).dropLast(last.count)
    let pairs = categories.map { "'\($0.replacing("'", with: "''"))', \(cast($0, "numeric"))" }
    return DatabaseTable(
      name: "ranking", headings: headings,
      columns: [
        ("profile", text("profile")), ("rank", cast("rank", "int")), ("member_no", text("member_no")),
        ("name", text("name")), ("sector", text("sector")), ("committee", text("committee")),
        ("total", cast("total", "numeric")), ("grade", text("grade")),
        ("points", "jsonb_build_object(\(pairs.joined(separator: ", ")))"),
        ("bonus", cast("bonus", "numeric")),
        ("deduction", cast("deduction", "numeric")), ("reasons", text("reasons")),
      ])
  }

  static let ledger = DatabaseTable(
    name: "ledger",
    headings: [
      "member_no", "profile", "category", "indicator", "clause", "events", "kept", "raw", "limited",
      "prorated", "entered",
      "capped", "shared", "rounding", "points",
    ],
    columns: ["member_no", "profile", "category", "indicator", "clause"].map { ($0, text($0)) }
      + ["events", "kept"].map { ($0, cast($0, "bigint")) }
      + ["raw", "limited", "prorated", "entered", "capped", "shared", "rounding", "points"].map {
        ($0, cast($0, "numeric"))
      })

  static let quarantine = DatabaseTable(
    name: "quarantine",
    headings: [
      "source", "file", "record", "line_first", "line_last", "byte_start", "byte_length", "column", "code",
      "severity",
      "message_zh", "message_en", "raw_text", "raw_base64", "row_id", "readmitted_by", "cell",
    ],
    columns: [("source", text("source")), ("file", text("file"))]
      + ["record", "line_first", "line_last", "byte_start", "byte_length"].map { ($0, cast($0, "bigint")) }
      + [("column_key", text("column"))]
      + [
        "code", "severity", "message_zh", "message_en", "raw_text", "raw_base64", "row_id", "readmitted_by",
        "cell",
      ].map { ($0, text($0)) })

  /// True when a file begins with these headings.
  func fits(_ headings: [String]) -> Bool { self.headings == headings }
}
