import Foundation
import Postgres
import TestSupport
import Testing

@Suite("the connection, against a real server")
struct ConnectionTests {
  private static func connect(_ database: String = "postgres", user: String = "owner", silence: Int = 20)
    throws -> PostgresConnection
  {
    let server = try PostgresServer.shared.get()
    return try PostgresConnection(ConnectionTarget(server.url(database, user: user)), silence: silence)
  }

  @Test("values are bound, texts come back as they went, NULL is nil")
  func values() throws {
    let connection = try Self.connect()
    let odd = "a'b\"c\\d\n\u{9}示例𠮷; DROP TABLE x --"
    let result = try connection.query("SELECT $1::text, $2::text, $3::int + 1", [odd, nil, "41"])
    #expect(result.rows == [[odd, nil, "42"]])
  }

  @Test("a text of two statements is refused whole")
  func oneStatement() throws {
    let connection = try Self.connect()
    let error = #expect(throws: PostgresError.self) { try connection.query("SELECT 1; SELECT 2") }
    #expect(error?.sqlState == "42601" && error?.kind == .statement)
    #expect(try connection.query("SELECT 7").rows == [["7"]], "the connection is still good")
  }

  @Test(
    "errors have state, message and hint, and no value",
    arguments: [
      ("SELECT 'geheim'::int", "22P02", "invalid input syntax for type integer", nil),
      (
        "SELECT nam FROM (SELECT 1 AS name) t", "42703", "column \"nam\" does not exist",
        "Perhaps you meant to reference the column \"t.name\"."
      ),
      ("SELECT * FROM nosuch", "42P01", "relation \"nosuch\" does not exist", nil),
    ] as [(String, String, String, String?)])
  func errors(_ sql: String, _ state: String, _ message: String, _ hint: String?) throws {
    let connection = try Self.connect()
    let error = #expect(throws: PostgresError.self) { try connection.query(sql) }
    #expect(error == PostgresError(.statement, sqlState: state, message: message, hint: hint))
  }

  @Test("COPY goes out and in byte for byte, a million bytes in odd pieces")
  func copies() throws {
    let connection = try Self.connect(try PostgresServer.shared.get().newDatabase())
    try connection.query("CREATE TABLE t (n int, s text)")
    let text = (0..<40_000).map { "\($0),\"行\($0), \"\"q\"\"\"\n" }.joined()
    let bytes = Array(text.utf8)
    var pieces: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + 1 + start % 7777)
      pieces.append(bytes[start..<end])
      start = end
    }
    #expect(try Self.copyIn(connection, "COPY t FROM STDIN (FORMAT csv)", pieces) == 40_000)
    var out: [UInt8] = []
    try connection.copyOut("COPY (SELECT * FROM t ORDER BY n) TO STDOUT (FORMAT csv, FORCE_QUOTE (s))") {
      (piece) throws(Never) in for index in piece.indices { out.append(piece[index]) }
    }
    #expect(out == bytes)
  }

  @Test("a COPY that fails in its middle leaves nothing and the connection good")
  func brokenCopy() throws {
    let connection = try Self.connect(try PostgresServer.shared.get().newDatabase())
    try connection.query("CREATE TABLE t (n int)")
    let error = #expect(throws: CopyFailure<Never>.self) {
      try Self.copyIn(connection, "COPY t FROM STDIN (FORMAT csv)", [Array("1\n2\nx\n".utf8)[...]])
    }
    #expect(error?.server?.sqlState == "22P02")
    #expect(try connection.query("SELECT count(*) FROM t").rows == [["0"]])
    let wrong = #expect(throws: CopyFailure<Never>.self) { try Self.copyIn(connection, "SELECT 1", []) }
    #expect(wrong?.server?.kind == .statement || wrong?.server?.kind == .lost)
  }

  private struct Stopped: Error, Equatable {}

  @Test("a COPY whose rows break off leaves nothing and the connection good")
  func rowsBreakOff() throws {
    let connection = try Self.connect(try PostgresServer.shared.get().newDatabase())
    try connection.query("CREATE TABLE t (n int)")
    var given = 0
    let error = #expect(throws: CopyFailure<Stopped>.self) {
      try connection.copyIn("COPY t FROM STDIN (FORMAT csv)") { () throws(Stopped) in
        given += 1
        if given == 3 { throw Stopped() }
        return Array("1\n2\n".utf8)[...]
      }
    }
    guard case .other = error else { return #expect(Bool(false), "\(String(describing: error))") }
    #expect(try connection.query("SELECT count(*) FROM t").rows == [["0"]])
  }

  private static func copyIn(
    _ connection: borrowing PostgresConnection, _ sql: String, _ pieces: [ArraySlice<UInt8>]
  ) throws(CopyFailure<Never>) -> Int64 {
    var rest = pieces.makeIterator()
    return try connection.copyIn(sql) { () throws(Never) in rest.next() }
  }

  @Test("names are quoted, whatever they hold")
  func names() throws {
    let connection = try Self.connect(try PostgresServer.shared.get().newDatabase())
    let odd = "a\"b; DROP"
    try connection.query("CREATE TABLE \(SQLName.quoted(odd)) (n int)")
    #expect(
      try connection.query("SELECT relname FROM pg_class WHERE relkind = 'r' AND relname = $1", [odd]).rows
        == [[odd]])
    #expect(SQLName.quotedPath("public.t") == "\"public\".\"t\"")
  }

  @Test("no server, no role's password and no database are told at once")
  func refusals() throws {
    let server = try PostgresServer.shared.get()
    try server.psql(
      "DO $$ BEGIN CREATE ROLE locked LOGIN PASSWORD 'x'; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    for (url, part) in [
      (server.url("nosuch"), "database \"nosuch\" does not exist"),
      (server.url(user: "locked"), "no password supplied"),
      ("postgresql:///x?host=/tmp/nosuch-folder", "No such file or directory"),
    ] {
      let target = try ConnectionTarget(url)
      let error = #expect(throws: PostgresError.self) { _ = try PostgresConnection(target) }
      #expect(error?.kind == .connection && error?.message.contains(part) == true, "\(error?.message ?? "")")
    }
  }

  @Test("a backend that is killed in the middle is a lost connection")
  func killed() throws {
    let connection = try Self.connect()
    let process = try connection.query("SELECT pg_backend_pid()").rows[0][0] ?? ""
    try PostgresServer.shared.get().psql("SELECT pg_terminate_backend(\(process))")
    let error = #expect(throws: PostgresError.self) {
      try connection.query("SELECT 1")
      try connection.query("SELECT 1")
    }
    #expect(error?.kind == .lost || error?.sqlState == "57P01", "\(String(describing: error))")
  }

  @Test("a statement that says nothing ends after the seconds that were allowed")
  func silence() throws {
    let connection = try Self.connect(silence: 1)
    let clock = ContinuousClock()
    let start = clock.now
    let error = #expect(throws: PostgresError.self) { try connection.query("SELECT pg_sleep(30)") }
    #expect(error?.kind == .silence && error?.message == "no answer for 1 s")
    #expect(clock.now - start < .seconds(25))
  }

  private enum Never: Error {}

  /// Reads 200 MB by COPY and signals the backend at the first bytes: what was said, and the bytes that came.
  private static func copyOut(
    _ connection: borrowing PostgresConnection, signalling signal: Int32
  ) throws -> (said: PostgresError?, bytes: Int, process: Int32) {
    let process = try #require(Int32(try connection.query("SELECT pg_backend_pid()").rows[0][0] ?? ""))
    var bytes = 0
    let error = #expect(throws: CopyFailure<Never>.self) {
      try connection.copyOut(
        "COPY (SELECT repeat('x', 1000) FROM generate_series(1, 200000)) TO STDOUT (FORMAT csv)"
      ) { piece throws(Never) in
        if bytes == 0 { kill(process, signal) }
        bytes += piece.count
      }
    }
    return (error?.server, bytes, process)
  }

  @Test(
    "a backend that ends, or is killed, in the middle of a COPY is no short answer",
    arguments: [SIGTERM, SIGKILL])
  func endedInCopy(_ signal: Int32) throws {
    // SIGKILL makes the whole server start anew, so it has one of its own
    let server = try PostgresServer()
    let connection = try PostgresConnection(try ConnectionTarget(server.url()), silence: 20)
    let (said, bytes, _) = try Self.copyOut(connection, signalling: signal)
    #expect(said?.kind == .lost || said?.sqlState == "57P01", "\(String(describing: said))")
    #expect(bytes < 200_000 * 1001)
  }

  @Test("a backend that is stopped in the middle of a COPY is waited for as long as was allowed")
  func stoppedInCopy() throws {
    let connection = try Self.connect(silence: 4)
    let start = ContinuousClock.now
    let (said, _, process) = try Self.copyOut(connection, signalling: SIGSTOP)
    kill(process, SIGCONT)
    #expect(said?.kind == .silence && said?.message == "no answer for 4 s")
    #expect(ContinuousClock.now - start < .seconds(60))
  }
}

extension CopyFailure {
  /// What the server's side said.
  fileprivate var server: PostgresError? {
    if case .server(let error) = self { error } else { nil }
  }
}
