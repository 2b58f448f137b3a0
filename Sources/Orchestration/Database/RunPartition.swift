import Postgres
import Records

/// The part of a table that holds one run's rows: a table of its own until it is complete.
///
/// Rows go straight into it, and its key is made once they are there: into a table with an index, or by way of a
/// temporary table, the same rows take two to three times as long. Whoever reads the published runs is not held up.
struct RunPartition {
  let source: PublishedTable
  /// The number that the database gave the run.
  let run: Int

  private var table: DatabaseTable { source.table }
  private var whole: String { "dutyrank.\(table.name)" }
  private var part: String { "\(whole)_\(run)" }

  /// True when the table holds as many rows of the run as the manifest states.
  func isComplete(_ connection: borrowing PostgresConnection) throws(PostgresError) -> Bool {
    try held(connection) == source.rows
  }

  private func held(_ connection: borrowing PostgresConnection) throws(PostgresError) -> Int {
    try connection.query("SELECT count(*) FROM \(whole) WHERE run_no = \(run)").number ?? 0
  }

  /// Takes away what is left of it, so that it can be loaded again.
  func remove(_ connection: borrowing PostgresConnection) throws(PostgresError) {
    try connection.query("DROP TABLE IF EXISTS \(part)")
    if table.hasHeadings {
      try connection.query("DELETE FROM dutyrank.ledger_heading WHERE run_no = \(run)")
    }
  }

  /// Makes it, fills it from the file, joins it to the table, and counts what the table then holds of the run.
  func load(_ connection: borrowing PostgresConnection) throws(LoadFailure) {
    try LoadFailure.asked { () throws(PostgresError) in try make(connection) }
    var rows = try LoadFailure.read { () throws(RunError) in try TableRows(source) }
    _ = try connection.copyIn("COPY \(part) (\(table.columnNames)) FROM STDIN (FORMAT binary)") {
      () throws(RunError) in try rows.next()
    }
    if table.hasHeadings { try enter(rows.headingTexts, connection) }
    try LoadFailure.asked { () throws(PostgresError) in
      try join(connection)
      let found = try held(connection)
      guard found == source.rows else { throw differs(found) }
    }
  }

  private func make(_ connection: borrowing PostgresConnection) throws(PostgresError) {
    try connection.query("CREATE TABLE \(part) (LIKE \(whole) INCLUDING DEFAULTS)")
    try connection.query("ALTER TABLE \(part) ALTER run_no SET DEFAULT \(run)")
  }

  private func enter(_ headings: [[String?]], _ connection: borrowing PostgresConnection) throws(LoadFailure)
  {
    var rows = CopyRows()
    for (place, texts) in headings.enumerated() {
      rows.beginRow(cells: 2 + texts.count)
      rows.int(Int32(run))
      rows.int(Int32(place + 1))
      for text in texts { text.map { rows.text($0.utf8.span) } ?? rows.null() }
    }
    rows.end()
    var piece: ArraySlice<UInt8>? = rows.drain()
    _ = try connection.copyIn("COPY dutyrank.ledger_heading FROM STDIN (FORMAT binary)") {
      () throws(RunError) in
      defer { piece = nil }
      return piece
    }
  }

  private func join(_ connection: borrowing PostgresConnection) throws(PostgresError) {
    switch table.key {
    case .primary(let column): try connection.query("ALTER TABLE \(part) ADD PRIMARY KEY (\(column), run_no)")
    case .inOrder(let column): try connection.query("CREATE INDEX ON \(part) USING brin (\(column))")
    }
    try connection.query("ALTER TABLE \(whole) ATTACH PARTITION \(part) FOR VALUES IN (\(run))")
  }

  private func differs(_ found: Int) -> PostgresError {
    PostgresError(
      .statement, message: "\(table.file): \(source.rows) rows in the manifest, \(found) in the database")
  }
}

/// The server's side of a load, or the file's.
typealias LoadFailure = CopyFailure<RunError>

extension LoadFailure {
  /// What the server is asked.
  static func asked<Value: ~Copyable>(
    _ body: () throws(PostgresError) -> Value
  ) throws(LoadFailure) -> Value {
    do { return try body() } catch { throw .server(error) }
  }

  /// What is read of the file.
  static func read<Value: ~Copyable>(_ body: () throws(RunError) -> Value) throws(LoadFailure) -> Value {
    do { return try body() } catch { throw .other(error) }
  }
}
