import Foundation
import Orchestration
import Postgres
import SystemCalls
import TestSupport
import Testing

/// Promises P1, P2 and P8 with a server: its connection breaks at the nth call, for every n.
struct BrokenConnectionTests {
  private let server: PostgresServer
  private let database: String
  private let small: SmallPipeline

  init() throws {
    server = try PostgresServer.shared.get()
    database = try server.newDatabase()
    small = try SmallPipeline()
  }

  private var request: RunRequest {
    var request = small.request
    request.workers = 1
    return request
  }

  private func run(_ fault: FaultyCalls.Fault) -> (result: Result<RunOutcome, RunError>, calls: FaultyCalls) {
    let calls = FaultyCalls(fault)
    let result = System.$calls.withValue(calls) {
      Result { () throws(RunError) in try Run.execute(request) }
    }
    return (result, calls)
  }

  @Test func `while tables are read, nothing is published and nothing is left`() throws {
    try server.psql(
      "CREATE TABLE micro_items (\"编号\" text, \"委员编号\" text, \"类别\" text, \"标题\" text, \"提交时间\" text, \"状态\" text)",
      database: database)
    try server.psql(
      "INSERT INTO micro_items SELECT 'W' || n, '0147', '微建议', 'n', '2025-03-01 09:00', '有效' FROM generate_series(1, 600) n",
      database: database)
    let pipeline = try small.read(small.root + "/small.yaml")
      .replacing("files: [micro_items.csv]", with: "table: micro_items")
      .replacing("\nsources:", with: "\ndatabase: {connect: \"\(server.url(database))\"}\nsources:")
    try small.write("small.yaml", pipeline)
    let outcome = try run(.none).result.get()
    let expected = try small.files(outcome.path)
    try FileManager.default.removeItem(atPath: small.out)
    var place = 1
    var stopped = 0
    while true {
      let (result, calls) = run(.brokenConnection(at: place))
      switch result {
      case .success(let outcome):
        #expect(try small.files(outcome.path) == expected, "call \(place)")
      case .failure(let error):
        stopped += 1
        #expect(error.exitCode == 3, "call \(place): \(error.lines())")
        #expect(
          error.lines().last?.contains("nothing was published") == true, "call \(place): \(error.lines())")
        #expect(small.published().isEmpty, "call \(place)")
      }
      if calls.countOnConnections < place { break }
      #expect(try small.files(try Run.execute(request).path) == expected, "re-run after call \(place)")
      try FileManager.default.removeItem(atPath: small.out)
      place += 1
    }
    #expect(stopped > 15 && place < 5_000, "\(place) calls, \(stopped) stopped")
  }

  @Test func `while a run is loaded, all or nothing is there, and what is said is so`() throws {
    _ = try Run.execute(request)
    try small.approve()
    let target = try ConnectionTarget(server.url(database))
    let publication = try DatabasePublication(run: "latest", in: small.out, to: target)
    let whole = "1|1|2"
    func loaded() throws -> String {
      let isThere = try server.psql(
        "SELECT to_regclass('dutyrank.load_ledger') IS NOT NULL", database: database)
      guard isThere.hasPrefix("t") else { return "0|0|0" }
      return try server.psql(
        "SELECT (SELECT count(*) FROM dutyrank.load_ledger), (SELECT count(*) FROM dutyrank.publication), "
          + "(SELECT count(*) FROM dutyrank.ranking)", database: database
      ).trimmingCharacters(in: .newlines)
    }
    var place = 1
    var stopped = 0
    while true {
      let calls = FaultyCalls(.brokenConnection(at: place))
      let result = System.$calls.withValue(calls) {
        Result { () throws(RunError) in try publication.publish() }
      }
      let found = try loaded()
      switch result {
      case .success(let lines):
        #expect(found == whole, "call \(place): \(lines)")
      case .failure(let error):
        stopped += 1
        #expect(error.exitCode == 3 && found == "0|0|0", "call \(place): \(error.lines()) \(found)")
        #expect(
          error.lines().last?.contains("nothing was written there") == true, "call \(place): \(error.lines())"
        )
      }
      if calls.countOnConnections < place { break }
      _ = try publication.publish()
      #expect(try loaded() == whole, "again after call \(place)")
      try server.psql("DROP SCHEMA dutyrank CASCADE", database: database)
      place += 1
    }
    #expect(stopped > 40 && place < 2_000, "\(place) calls, \(stopped) stopped")
  }
}
