import Foundation
import Postgres
import TestSupport
import Testing

/// `publish RUN --to DATABASE`.
struct DatabasePublicationTests {
  private let server: PostgresServer
  private let database: String
  private let workspace: Workspace

  init() throws {
    server = try PostgresServer.shared.get()
    database = try server.newDatabase()
    var data = Scenario()
    data.member("0147", name: "=示例甲")
    data.member("0201", name: "示例乙")
    for number in 1...3 { data.report("R\(number)", "0147", on: "2025-03-0\(number)") }
    data.report("R9", "9999", on: "2025-03-09")
    workspace = try Workspace(data)
  }

  /// Ranks and approves.
  private func approvedRun() throws -> Publication {
    let publication = try workspace.publication()
    try workspace.approve()
    return publication
  }

  private func publish(_ run: String = "latest", _ more: [String] = []) throws -> CommandLineTool.Result {
    try workspace.run(["publish", run, "--out", "out", "--to", server.url(database)] + more)
  }

  private func rows(_ sql: String, user: String = "owner") throws -> [String] {
    try server.psql(sql, database: database, user: user).split(separator: "\n").map(String.init)
  }

  @Test func `a run published twice is one run, and the tables hold what the files hold`() throws {
    let publication = try approvedRun()
    let first = try publish()
    #expect(first.status == 0 && first.output.contains("loaded and published: ranking 2 ·"), "\(first.error)")
    let again = try publish()
    #expect(again.status == 0 && again.output.contains("nothing was changed"), "\(again.error)")
    #expect(try rows("SELECT count(*) FROM dutyrank.load_ledger") == ["1"])
    let ranking = try publication.table("ranking.csv").select([
      "profile", "rank", "member_no", "total", "grade", "A", "C",
    ]).map { $0.joined(separator: "|") }
    #expect(
      try rows(
        "SELECT profile, rank, member_no, total, grade, points->>'A', points->>'C' FROM dutyrank.current_ranking "
          + "ORDER BY position") == ranking)
    #expect(
      try rows("SELECT name FROM dutyrank.current_ranking ORDER BY member_no") == ["=示例甲", "示例乙"],
      "no apostrophe of a spreadsheet")
    let ledger = try publication.table("ledger.csv").select(["member_no", "indicator", "points"])
    #expect(
      try rows("SELECT member_no, indicator, points FROM dutyrank.ledger ORDER BY position")
        == ledger.map { $0.joined(separator: "|") })
    #expect(try rows("SELECT code, line_first FROM dutyrank.quarantine") == ["AWAITING_CLAIM|5"])
    let total = try publication.table("ranking.csv").select(["total"], where: ["member_no": "0147"])[0][0]
    #expect(
      try rows("SELECT points FROM dutyrank.member_score WHERE member_no = '0147' AND category = 'total'")
        == [total])
  }

  @Test func `each cell of the three files stands in its table, an empty one as NULL`() throws {
    let publication = try approvedRun()
    #expect(try publish().status == 0)
    func held(_ columns: [String], _ table: String) throws -> [[String]] {
      let cells = columns.map { "coalesce(\($0)::text, '')" }.joined(separator: ", ")
      return try rows("SELECT \(cells) FROM dutyrank.\(table) ORDER BY position").map {
        $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      }
    }
    let ledger = try publication.table("ledger.csv")
    #expect(try held(ledger.headings, "ledger") == ledger.rows)
    let quarantine = try publication.table("quarantine.csv")
    let columns = quarantine.headings.map { $0 == "column" ? "column_key" : $0 }
    #expect(try held(columns, "quarantine") == quarantine.rows)
    let ranking = try publication.table("ranking.csv")
    let places = ranking.headings.map { $0.count == 1 ? "(points->>'\($0)')" : $0 }
    let expected = ranking.rows.map { $0.map { $0 == "'=示例甲" ? "=示例甲" : $0 } }
    #expect(try held(places, "ranking") == expected)
  }

  @Test func `who reads the published ranking neither waits for a publication nor holds one up`() throws {
    _ = try approvedRun()
    #expect(try publish().status == 0)
    let reader = try server.beginSession(
      "BEGIN; SELECT count(*) FROM dutyrank.current_ranking; SELECT count(*) FROM dutyrank.ledger; SELECT pg_sleep(60)",
      database: database)
    defer { reader.terminate() }
    let sleeping =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
    for _ in 0..<100 where try rows(sleeping) != ["1"] { Thread.sleep(forTimeInterval: 0.05) }
    #expect(try rows(sleeping) == ["1"])
    let line = "R8,0201,关于R8的信息,,2025-04-01,收录,2025-04-01,"
    try workspace.write(workspace.read("data/reports.csv") + line + "\r\n", to: "data/reports.csv")
    _ = try approvedRun()
    let second = try publish()
    #expect(second.status == 0 && second.output.contains("loaded and published"), "\(second.error)")
    #expect(reader.isRunning)
    #expect(try rows("SELECT count(*) FROM dutyrank.ranking") == ["4"], "of two runs")
  }

  @Test(arguments: [
    "DROP TABLE dutyrank.ranking_1", "TRUNCATE dutyrank.ledger_entry_1",
    "ALTER TABLE dutyrank.quarantine DETACH PARTITION dutyrank.quarantine_1",
  ])
  func `rows that somebody took away are loaded again`(_ sql: String) throws {
    _ = try approvedRun()
    #expect(try publish().status == 0)
    let counts =
      "SELECT (SELECT count(*) FROM dutyrank.ranking), (SELECT count(*) FROM dutyrank.ledger), "
      + "(SELECT count(*) FROM dutyrank.quarantine), (SELECT count(*) FROM dutyrank.publication)"
    let whole = try rows(counts)
    try server.psql(sql, database: database)
    #expect(try rows(counts) != whole)
    let again = try publish()
    #expect(
      again.status == 0 && again.output.contains("loaded again and published"),
      "\(again.output)\(again.error)")
    #expect(try rows(counts) == whole)
    #expect(try publish().output.contains("nothing was changed"))
  }

  @Test func `a lost republication is not taken for done because the run was loaded before`() throws {
    _ = try approvedRun()
    #expect(try publish().status == 0)
    #expect(try publish("latest", ["--take-back"]).status == 0)
    let proxy = try FaultyProxy(.beforeCommit, before: server)
    let result = try workspace.run(["publish", "latest", "--out", "out", "--to", proxy.url(database)])
    #expect(
      result.status == 3 && result.error.contains("nothing was written there"),
      "\(result.output)\(result.error)")
    #expect(try rows("SELECT count(*) FROM dutyrank.current_run") == ["0"])
  }

  @Test func `texts go there in UTF-8 whatever the URL wishes`() throws {
    _ = try approvedRun()
    let url = server.url(database)
    let result = try workspace.run([
      "publish", "latest", "--out", "out", "--to", url + "&client_encoding=LATIN1",
    ])
    #expect(result.status == 0, "\(result.error)")
    #expect(try rows("SELECT name FROM dutyrank.ranking ORDER BY member_no") == ["=示例甲", "示例乙"])
    let other = url + "&options=-c%20client_encoding%3DGBK"
    let again = try workspace.run(["publish", "latest", "--out", "out", "--to", other])
    #expect(again.status == 0 && again.output.contains("nothing was changed"), "\(again.error)")
  }

  @Test func `the owner of the schema needs no right to create schemas`() throws {
    _ = try approvedRun()
    let role = "o\(database)"
    try server.psql(
      "CREATE ROLE \(role) LOGIN; REVOKE CREATE ON DATABASE \(database) FROM PUBLIC; CREATE SCHEMA dutyrank AUTHORIZATION \(role)",
      database: database)
    let result = try workspace.run(
      ["publish", "latest", "--out", "out", "--to", server.url(database, user: role)])
    #expect(result.status == 0 && result.output.contains("loaded and published"), "\(result.error)")
  }

  @Test func `a reader's snapshot does not see a run that was published after it`() throws {
    _ = try approvedRun()
    #expect(try publish().status == 0)
    let reader = try PostgresConnection(ConnectionTarget(server.url(database)))
    try reader.query("BEGIN ISOLATION LEVEL REPEATABLE READ")
    let count = "SELECT count(*) FROM dutyrank.ranking"
    #expect(try reader.query(count).number == 2)
    let line = "R8,0201,关于R8的信息,,2025-04-01,收录,2025-04-01,"
    try workspace.write(workspace.read("data/reports.csv") + line + "\r\n", to: "data/reports.csv")
    _ = try approvedRun()
    #expect(try publish().status == 0)
    #expect(try reader.query(count).number == 2)
    #expect(try rows(count) == ["4"])
  }

  @Test func `a file with an open quote is refused at once`() throws {
    _ = try approvedRun()
    let folder = "out/\(workspace.published().first { $0.hasPrefix("evaluation") } ?? "")"
    let ledger = try workspace.read("\(folder)/ledger.csv")
    let rest = String(repeating: ledger, count: 20_000_000 / ledger.utf8.count)
    try workspace.write(ledger + "\"" + rest, to: "\(folder)/ledger.csv")
    let start = ContinuousClock.now
    let result = try publish()
    #expect(result.status == 1 && result.error.contains("ledger.csv: "), "\(result.error)")
    #expect(ContinuousClock.now - start < .seconds(60))
    #expect(try rows("SELECT count(*) FROM pg_namespace WHERE nspname = 'dutyrank'") == ["0"])
  }

  @Test func `a publication is a pointer, and can be taken back`() throws {
    _ = try approvedRun()
    let first = workspace.published().first { $0.hasPrefix("evaluation") } ?? ""
    #expect(try publish().status == 0)
    let line = "R8,0201,关于R8的信息,,2025-04-01,收录,2025-04-01,"
    let reports = try workspace.read("data/reports.csv")
    try workspace.write(reports + line + "\r\n", to: "data/reports.csv")
    _ = try approvedRun()
    #expect(try publish().status == 0)
    let points = "SELECT points->>'C' FROM dutyrank.current_ranking WHERE member_no = '0201'"
    #expect(try rows(points) == ["1.00"])
    let back = try publish("latest", ["--take-back"])
    #expect(back.status == 0 && back.output.contains("current: \(first)"), "\(back.output)\(back.error)")
    #expect(try rows(points) == ["0.00"])
    #expect(try publish().output.contains("was loaded before; published again"))
    #expect(try rows(points) == ["1.00"])
    #expect(try rows("SELECT count(*) FROM dutyrank.load_ledger") == ["2"])
  }

  @Test func `the portal's role sees the published views and nothing else`() throws {
    _ = try approvedRun()
    #expect(try publish().status == 0)
    let text = try String(
      contentsOf: CommandLineTool.root.appending(path: "Pipelines/database/portal.sql"), encoding: .utf8)
    try server.psql(text.replacing("duty_portal", with: "p\(database)"), database: database)
    let role = "p\(database)"
    #expect(try rows("SELECT count(*) FROM dutyrank.current_ranking", user: role) == ["2"])
    #expect(try rows("SELECT count(*) > 0 FROM dutyrank.member_score", user: role) == ["t"])
    for table in ["ranking", "ledger", "quarantine", "run", "publication", "load_ledger", "current_run"] {
      #expect(throws: PostgresServer.Failed.self, "\(table)") {
        try rows("SELECT count(*) FROM dutyrank.\(table)", user: role)
      }
    }
    #expect(throws: PostgresServer.Failed.self) {
      try rows("DELETE FROM dutyrank.current_ranking", user: role)
    }
    #expect(throws: PostgresServer.Failed.self) { try rows("CREATE TABLE dutyrank.x (n int)", user: role) }
  }

  @Test func `files that are not the manifest's are not loaded`() throws {
    _ = try approvedRun()
    let folder = "out/\(workspace.published().first { $0.hasPrefix("evaluation") } ?? "")"
    let ranking = try workspace.read("\(folder)/ranking.csv")
    try workspace.write(ranking.replacing("示例乙", with: "示例丙"), to: "\(folder)/ranking.csv")
    let result = try publish()
    #expect(
      result.status == 1
        && result.error.contains("ranking.csv: not what the manifest states, nothing was loaded"))
    #expect(try rows("SELECT count(*) FROM pg_namespace WHERE nspname = 'dutyrank'") == ["0"])
  }

  @Test func `a heading of the ledger that is no text is named with its row`() throws {
    _ = try approvedRun()
    let ledger = "out/\(workspace.published().first { $0.hasPrefix("evaluation") } ?? "")/ledger.csv"
    var bytes = Array(try Data(contentsOf: workspace.url(ledger)))
    let name = try #require(bytes.firstRange(of: Array(",C1,收录,".utf8)))
    let row = bytes[..<name.lowerBound].count { $0 == UInt8(ascii: "\n") }
    bytes[name.upperBound - 3] = 0xFF
    try Data(bytes).write(to: workspace.url(ledger))
    let result = try publish()
    #expect(result.status == 1)
    #expect(
      result.error.contains(
        "ledger.csv: row \(row), clause: no text in UTF-8, nothing was loaded; verify it, or run again"),
      "\(result.error)")
    #expect(result.error.contains("ledger.csv：第\(row)行的clause不是UTF-8文字，未写入数据库"))
    #expect(try rows("SELECT count(*) FROM pg_namespace WHERE nspname = 'dutyrank'") == ["0"])
  }

  @Test(arguments: ["postgresql://u:geheim@h/db", "a b", "host=h"])
  func `a destination with a password, or none at all, is refused`(_ target: String) throws {
    let result = try workspace.run(["publish", "latest", "--to", target])
    #expect(result.status == 2 && result.error.contains("--to"))
  }

  @Test func `two publishers at once load a run once`() async throws {
    _ = try approvedRun()
    let results = try await withThrowingTaskGroup(of: Int32.self) { group in
      for _ in 0..<4 { group.addTask { try publish().status } }
      return try await group.reduce(into: [Int32]()) { $0.append($1) }
    }
    #expect(results == [0, 0, 0, 0])
    #expect(try rows("SELECT count(*) FROM dutyrank.load_ledger") == ["1"])
    #expect(try rows("SELECT count(*) FROM dutyrank.publication") == ["1"])
    #expect(try rows("SELECT count(*) FROM dutyrank.ranking") == ["2"])
  }

  @Test(arguments: [(FaultyProxy.Fault.afterCommit, 0 as Int32, ["1|2"]), (.beforeCommit, 3, [])])
  func `where the connection breaks at the commit the database is asked, and nothing is guessed`(
    _ fault: FaultyProxy.Fault, _ exit: Int32, _ loaded: [String]
  ) throws {
    _ = try approvedRun()
    let proxy = try FaultyProxy(fault, before: server)
    let result = try workspace.run(["publish", "latest", "--out", "out", "--to", proxy.url(database)])
    #expect(result.status == exit, "\(result.output)\(result.error)")
    let words =
      exit == 0
      ? "as the database says after the connection was lost" : "nothing was written there, run it again"
    #expect((result.output + result.error).contains(words), "\(result.output)\(result.error)")
    let count = "SELECT (SELECT count(*) FROM dutyrank.load_ledger), (SELECT count(*) FROM dutyrank.ranking)"
    #expect(
      try loaded.isEmpty
        ? rows("SELECT nspname FROM pg_namespace WHERE nspname = 'dutyrank'").isEmpty : rows(count) == loaded)
    #expect(try publish().status == 0)
    #expect(try rows(count) == ["1|2"])
  }
}
