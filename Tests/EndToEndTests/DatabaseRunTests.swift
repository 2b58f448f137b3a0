import Foundation
import TestSupport
import Testing

/// Runs whose sources are tables of a PostgreSQL server.
struct DatabaseRunTests {
  @Test func `tables give the bytes that files give, and their extracts stay with the run`() throws {
    let workspace = try Workspace(Scenario.rich())
    let files = try workspace.publication(out: "files")
    let (server, database) = try workspace.moveToDatabase()
    let tables = try workspace.publication()
    for name in ["ranking.csv", "ledger.csv", "attendance.csv"] {
      #expect(try tables.text(name) == files.text(name), "\(name)")
    }
    let folder = "out/\(workspace.published().first { $0.hasPrefix("evaluation") } ?? "")"
    let extract = workspace.url("\(folder)/extracts/scans.csv").path
    let mode = try FileManager.default.attributesOfItem(atPath: extract)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try workspace.read("\(folder)/manifest.json").contains("\"relation\" : \"table duty.scans\""))
    #expect(try workspace.rank().output.contains("no file was touched"))
    #expect(!workspace.published().contains { $0.hasPrefix(".") }, "nothing is left over")
    try server.psql("DROP SCHEMA duty CASCADE", database: database)
    #expect(try workspace.run(["verify", "latest", "--out", "out"]).status == 0, "the extracts are enough")
  }

  @Test func `a table of which a row is lost on the way is refused`() throws {
    let workspace = try Workspace(Scenario.rich())
    let (server, database) = try workspace.moveToDatabase()
    let proxy = try FaultyProxy(.lostRow, before: server)
    let pipeline = try workspace.read(Workspace.pipeline)
    try workspace.write(
      pipeline.replacing(server.url(database), with: proxy.url(database)), to: Workspace.pipeline)
    let result = try workspace.rank()
    #expect(result.status == 3)
    let sent = try #require(
      result.complaint.firstMatch(of: /: (\d+) rows were sent and (\d+) came; nothing was published/))
    #expect(try #require(Int(sent.1)) == #require(Int(sent.2)) + 1)
    #expect(workspace.published().isEmpty)
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// Beside the contract of scans.
    let source: String
    var database = "connect: \"URL\", silence: 20"
    var user = "owner"
    var sql = ""
    var exit: Int32 = 3
    let message: String
  }

  static let refusals = [
    Refusal(
      testDescription: "no such table", source: "table: duty.scanz",
      message:
        "source scans: database URL: 42P01 relation \"duty.scanz\" does not exist; nothing was published, "
        + "correct the table's name in the pipeline"),
    Refusal(
      testDescription: "no such column", source: "query: SELECT scan_nr FROM duty.scans",
      message:
        "source scans: database URL: 42703 column \"scan_nr\" does not exist (Perhaps you meant to reference the "
        + "column \"scans.scan_no\".); nothing was published, correct the column's name in the query"),
    Refusal(
      testDescription: "no permission", source: "table: duty.scans", user: "stranger",
      message:
        "source scans: database URL: 42501 permission denied for schema duty; nothing was published, have SELECT "
        + "granted to the user"),
    Refusal(
      testDescription: "no password", source: "table: duty.scans", user: "locked",
      message:
        "no password supplied; nothing was published, check the service or address, the user, and the password "
        + "(PGPASSWORD, passfile or service file)"),
    Refusal(
      testDescription: "a query that writes", source: "query: \"DELETE FROM duty.scans RETURNING *\"",
      message:
        "source scans: database URL: 25006 cannot execute DELETE in a read-only transaction; nothing was published, "
        + "a query may only read"),
    Refusal(
      testDescription: "a query that ends the transaction",
      source: "query: \"SELECT 1; COMMIT; DROP TABLE duty.scans\"",
      message: "42601 cannot insert multiple commands into a prepared statement; nothing was published"),
    Refusal(
      testDescription: "a query that leaves its brackets",
      source: "query: \"SELECT 1) TO PROGRAM 'touch /tmp/dutyrank-broken' --\"",
      message: "42601 syntax error at or near \")\"; nothing was published"),
    Refusal(
      testDescription: "a lacking column", source: "query: \"SELECT scan_no, member_no FROM duty.scans\"",
      exit: 3,
      message: "scans.csv:1: the header lacks required columns: activity_no, scanned_at"),
    Refusal(
      testDescription: "a password in the definition", source: "table: duty.scans",
      database: "connect: \"postgresql://u:geheim@h/db\"", exit: 2,
      message:
        "connect: a password must not stand in a definition; use PGPASSWORD, the passfile or the service file"
    ),
    Refusal(
      testDescription: "a silence of none", source: "table: duty.scans",
      database: "connect: \"URL\", silence: 0", exit: 2,
      message: "silence: at least 1, found 0"),
    Refusal(
      testDescription: "a table and files", source: "table: duty.scans, files: a.csv", exit: 2,
      message: "source scans: one of files, table, query; found files, table"),
  ]

  @Test(arguments: refusals)
  func `what a database refuses is one clear message, and nothing is published`(_ refusal: Refusal) throws {
    var data = Scenario()
    data.member("0147")
    let workspace = try Workspace(data)
    let server = try PostgresServer.shared.get()
    let database = try server.newDatabase()
    try server.psql(
      """
      CREATE SCHEMA duty; CREATE TABLE duty.scans (scan_no text, member_no text);
      DO $$ BEGIN CREATE ROLE stranger LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
      DO $$ BEGIN CREATE ROLE locked LOGIN PASSWORD 'x'; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
      """, database: database)
    let url = server.url(database, user: refusal.user)
    let pipeline = try workspace.read(Workspace.pipeline)
      .replacing("files: [scans.csv, scans-*.csv]", with: refusal.source)
      .replacing(
        "\nsources:", with: "\ndatabase: {\(refusal.database.replacing("URL", with: url))}\nsources:")
    try workspace.write(pipeline, to: Workspace.pipeline)
    let result = try workspace.rank()
    #expect(result.status == refusal.exit, "\(result.error)")
    #expect(result.error.contains(refusal.message.replacing("URL", with: url)), "\(result.error)")
    #expect(!result.error.contains("geheim"))
    #expect(workspace.published().isEmpty)
    #expect(!FileManager.default.fileExists(atPath: "/tmp/dutyrank-broken"))
  }

  private static func scansOnly(_ connect: String, silence: Int) throws -> Workspace {
    var data = Scenario()
    data.member("0147")
    let workspace = try Workspace(data)
    let pipeline = try workspace.read(Workspace.pipeline)
      .replacing("files: [scans.csv, scans-*.csv]", with: "table: scans")
      .replacing("\nsources:", with: "\ndatabase: {connect: \"\(connect)\", silence: \(silence)}\nsources:")
    try workspace.write(pipeline, to: Workspace.pipeline)
    return workspace
  }

  @Test func `a server that says nothing ends the run after the seconds that were allowed`() throws {
    let folder = try TemporaryFolder()
    let silent = try SilentServer(in: folder.url)
    let workspace = try DatabaseRunTests.scansOnly("postgresql:///db?host=\(silent.folder.path)", silence: 1)
    let start = ContinuousClock.now
    let result = try workspace.rank()
    #expect(ContinuousClock.now - start < .seconds(30))
    #expect(result.status == 3 && result.error.contains("no answer for 1 s; nothing was published"))
    #expect(workspace.published().isEmpty)
  }

  @Test func `a lock that somebody holds is waited for ten seconds at most`() throws {
    let server = try PostgresServer.shared.get()
    let database = try server.newDatabase()
    try server.psql("CREATE TABLE scans (scan_no text)", database: database)
    let holder = try server.beginSession(
      "BEGIN; LOCK TABLE scans IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(60)", database: database)
    defer { holder.terminate() }
    while try server.psql(
      "SELECT count(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE relname = 'scans' AND "
        + "mode = 'AccessExclusiveLock' AND granted", database: database) != "1\n"
    {}
    let workspace = try DatabaseRunTests.scansOnly(server.url(database), silence: 30)
    let start = ContinuousClock.now
    let result = try workspace.rank()
    #expect(ContinuousClock.now - start < .seconds(50))
    #expect(
      result.status == 3
        && result.error.contains(
          "55P03 canceling statement due to lock timeout; nothing was published, somebody holds"),
      "\(result.error)")
  }
}
