import Definitions
import Ingestion
import Postgres
import Publishing
import Records

/// Reads the tables and queries of a plan into CSV files, all of one moment of the database.
enum Extraction {
  /// One file for each source that is read of the database, named after it; O(1) memory.
  static func run(_ plan: Plan, into folder: String) throws(RunError) {
    guard let database = plan.database else { return }
    let connection = try connect(database)
    do throws(PostgresError) {
      try connection.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
      for setting in settings { try connection.query("SET LOCAL \(setting)") }
    } catch { throw .database(error, database.target, .reading) }
    for source in plan.sources {
      guard let relation = source.relation else { continue }
      let name = source.contract.shape.name
      do throws(CopyFailure<PublishingError>) {
        try copy(relation, connection, to: fileName(name), in: folder)
      } catch {
        switch error {
        case .server(let error): throw .database(error, database.target, .reading, source: name)
        case .other(let error): throw .operation(error.message)
        }
      }
    }
    do throws(PostgresError) { try connection.query("COMMIT") } catch {
      throw .database(error, database.target, .reading)
    }
  }

  static func fileName(_ source: String) -> String { "\(source).csv" }

  /// Rows of a table come in one order as long as it is not written to, and times as their clocks in Beijing show.
  private static let settings = [
    "synchronize_seqscans = off", "lock_timeout = '10s'", "TimeZone = 'Asia/Shanghai'",
    "DateStyle = 'ISO, YMD'",
    "IntervalStyle = 'iso_8601'", "bytea_output = 'hex'",
  ]

  private static func connect(_ database: PipelineDatabase) throws(RunError) -> PostgresConnection {
    do {
      return try PostgresConnection(database.target, silence: database.silence)
    } catch { throw .database(error, database.target, .reading) }
  }

  private static func copy(
    _ relation: DatabaseRelation, _ connection: borrowing PostgresConnection, to file: String,
    in folder: String
  ) throws(CopyFailure<PublishingError>) {
    let statement: String
    switch relation {
    case .table(let name): statement = "SELECT * FROM \(SQLName.quotedPath(name))"
    case .query(let text):
      statement = withoutEnd(text)
      // Alone, so that it cannot leave its brackets
      do { try connection.parse(statement) } catch { throw .server(error) }
    }
    var writer: DurableWriter
    do { writer = try DurableWriter(file, in: folder) } catch { throw .other(error) }
    var lines: Int64 = 0
    let rows = try connection.copyOut("COPY (\(statement)\n) TO STDOUT (FORMAT csv, HEADER true)") {
      (bytes) throws(PublishingError) in
      lines += 1
      try writer.append(bytes)
    }
    guard lines == rows + 1 else {
      throw .server(PostgresError(.lost, message: "\(rows) rows were sent and \(lines - 1) came"))
    }
    do { try writer.sync() } catch { throw .other(error) }
  }

  /// Without the semicolons and blanks behind a statement.
  private static func withoutEnd(_ text: String) -> String {
    String(text.reversed().drop { $0 == ";" || $0.isWhitespace }.reversed())
  }
}
