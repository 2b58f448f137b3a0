import Foundation
import NIOCore
import TestSupport
import Testing
import Workbench

@testable import WorkbenchServer

/// Clients that are slow, broken or hostile: each is let go in time, and others are answered all the while.
@Suite(.serialized) struct HostileTests {
  private static let brief: ServerLimits = {
    var limits = ServerLimits()
    limits.reading = .milliseconds(400)
    // Longer than anybody here waits: what should end before is not ended by it.
    limits.idle = .seconds(60)
    limits.writing = .milliseconds(400)
    limits.draining = .milliseconds(200)
    return limits
  }()

  /// Whether the next one is served, and how long that took.
  private static func isServed(_ desktop: Desktop, _ cookie: String) async throws -> Bool {
    let start = ContinuousClock.now
    let status = try await desktop.ask("GET /", cookie: cookie).status
    return status == 200 && ContinuousClock.now - start < .seconds(2)
  }

  /// Sends a text 20 times in a second until the server closes; nil where it did not within ten seconds.
  private static func drip(_ wire: Wire, _ text: String) async throws -> Duration? {
    let start = ContinuousClock.now
    while ContinuousClock.now - start < .seconds(10) {
      guard await wire.send(text) else { return ContinuousClock.now - start }
      try await Task.sleep(for: .milliseconds(50))
    }
    return nil
  }

  /// Where a client stays that does not come to an end.
  enum Standstill: CaseIterable {
    case silence, head, body, bodyOfStranger, bodyForAnotherHost

    func start(_ desktop: Desktop, _ cookie: String) -> String {
      let fields = [
        "Origin": "http://127.0.0.1:\(desktop.port)", "Content-Type": "application/json",
        "Content-Length": "60000",
      ]
      func post(_ fields: [String: String?], _ cookie: String?) -> String {
        desktop.request("POST /api/save", fields, cookie: cookie)
      }
      return switch self {
      case .silence: ""
      case .head: "GET / HTTP/1.1\r\n"
      case .body: post(fields, cookie)
      case .bodyOfStranger: post(fields, nil)
      case .bodyForAnotherHost: post(fields.merging(["Host": "evil.example"]) { $1 }, cookie)
      }
    }

    /// What is answered before the end.
    var status: Int {
      switch self {
      case .silence, .head, .body: 0
      case .bodyOfStranger: 401
      case .bodyForAnotherHost: 421
      }
    }
  }

  @Test(arguments: Standstill.allCases) func whoNeverComesToAnEndIsClosed(place: Standstill) async throws {
    try await Desktop.open(limits: HostileTests.brief) { desktop async throws in
      let cookie = try await desktop.enter()
      let wires = try (0..<20).map { _ in try desktop.wire() }
      for wire in wires { await wire.send(place.start(desktop, cookie)) }
      #expect(try await HostileTests.isServed(desktop, cookie))
      if place != .silence { #expect(try await HostileTests.drip(wires[0], "a") != nil) }
      for wire in wires {
        #expect(await wire.answer().status == place.status)
        #expect(await wire.isClosed())
      }
      #expect(try await HostileTests.isServed(desktop, cookie))
    }
  }

  /// Who ends a body after its refusal has the time of anybody between requests, and no more.
  @Test func aBodyThatEndsAfterItsAnswerKeepsNothingOpen() async throws {
    var limits = HostileTests.brief
    (limits.reading, limits.idle) = (.seconds(4), .seconds(4))
    try await Desktop.open(limits: limits) { desktop async throws in
      let cookie = try await desktop.enter()
      let wire = try desktop.wire()
      await wire.send(
        desktop.request(
          "POST /api/save", ["Origin": "http://127.0.0.1:\(desktop.port)", "Content-Length": "5"]))
      #expect(await wire.answer().status == 401)
      await wire.send("12345")
      await wire.send(desktop.request("GET /", cookie: cookie))
      #expect(await wire.answer().status == 200)
      let stranger = try desktop.wire()
      await stranger.send(desktop.request("POST /", ["Content-Length": "5"]))
      #expect(await stranger.answer().status == 403)
      await stranger.send("12345")
      #expect(await stranger.isClosed())
    }
  }

  @Test func betweenRequestsAConnectionIsKeptForATime() async throws {
    var limits = HostileTests.brief
    (limits.reading, limits.idle) = (.seconds(60), .seconds(2))
    try await Desktop.open(limits: limits) { desktop async throws in
      let cookie = try await desktop.enter()
      let wire = try desktop.wire()
      for _ in 0..<4 {
        await wire.send(desktop.request("GET /", cookie: cookie))
        #expect(await wire.answer().status == 200)
        try await Task.sleep(for: .milliseconds(700))
      }
      #expect(await wire.isClosed())
    }
  }

  @Test func aBodyTooLargeIsRefusedAtOnce() async throws {
    var limits = HostileTests.brief
    limits.reading = .seconds(60)
    try await Desktop.open(limits: limits) { desktop async throws in
      let cookie = try await desktop.enter()
      let fields = ["Origin": "http://127.0.0.1:\(desktop.port)", "Content-Type": "application/json"]
      for line in ["POST /api/save", "GET /", "POST /nowhere"] {
        let told = try desktop.wire()
        await told.send(
          desktop.request(line, fields.merging(["Content-Length": "10000000000"]) { $1 }, cookie: cookie))
        #expect(await told.answer().status == 413, "\(line)")
        #expect(await told.isClosed())
      }
      #expect(try await HostileTests.isServed(desktop, cookie))
    }
  }

  /// Where no length was told, the first byte too many shows it, also after an answer that did not wait for the
  /// body. Nothing but the guard ends such a body here.
  @Test(arguments: [("POST /api/save", true, 413), ("GET /", true, 200), ("POST /api/save", false, 401)])
  func aBodyWithoutAnEndIsCutOff(line: String, isKnown: Bool, status: Int) async throws {
    var limits = HostileTests.brief
    limits.reading = .seconds(60)
    try await Desktop.open(limits: limits) { desktop async throws in
      let cookie = try await desktop.enter()
      let fields = [
        "Origin": "http://127.0.0.1:\(desktop.port)", "Content-Type": "application/json",
        "Transfer-Encoding": "chunked",
      ]
      let wire = try desktop.wire()
      await wire.send(desktop.request(line, fields, cookie: isKnown ? cookie : nil))
      let chunk = "8000\r\n" + String(repeating: "a", count: 0x8000) + "\r\n"
      if status != 413 { #expect(await wire.answer().status == status) }
      for _ in 0..<3 { await wire.send(chunk) }
      if status == 413 { #expect(await wire.answer().status == 413) }
      #expect(try await HostileTests.drip(wire, chunk) != nil)
      #expect(try await HostileTests.isServed(desktop, cookie))
    }
  }

  @Test func aHeadTooLargeIsRefused() async throws {
    try await Desktop.open(limits: HostileTests.brief) { desktop async throws in
      let cookie = try await desktop.enter()
      let long = String(repeating: "a", count: 1 << 20)
      for text in [
        "GET /\(long) HTTP/1.1\r\nHost: 127.0.0.1:\(desktop.port)\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:\(desktop.port)\r\nX: \(long)\r\n\r\n",
        "GET / HTTP/1.1\r\n\(long): 1\r\n\r\n",
        "GET / HTTP/1.1\r\n" + String(repeating: "X: 1\r\n", count: 1000) + "\r\n",
        long,
      ] {
        let wire = try desktop.wire()
        await wire.send(text)
        #expect([0, 400, 431].contains(await wire.answer().status))
        #expect(await wire.isClosed())
      }
      #expect(try await HostileTests.isServed(desktop, cookie))
    }
  }

  /// The limits of a head leave room for a state with hundreds of turned knobs.
  @Test func aLongStateIsTaken() async throws {
    try await Desktop.open { desktop async throws in
      let cookie = try await desktop.enter()
      let state = String(repeating: "A3.cap%3D25%26", count: 2000)
      #expect(try await desktop.ask("GET /api/state?state=\(state)", cookie: cookie).status == 200)
    }
  }

  @Test func manyIdleConnectionsKeepNobodyOut() async throws {
    var limits = ServerLimits()
    limits.connections = 8
    limits.reading = .seconds(8)
    try await Desktop.open(limits: limits) { desktop async throws in
      let cookie = try await desktop.enter()
      let own = try desktop.wire()
      await own.send(desktop.request("GET /", cookie: cookie))
      #expect(await own.answer().status == 200)
      let idle = try (0..<40).map { _ in try desktop.wire() }
      #expect(try await HostileTests.isServed(desktop, cookie))
      let start = ContinuousClock.now
      #expect(await idle[0].isClosed())
      #expect(ContinuousClock.now - start < .seconds(4))
      // Who showed the cookie is not the one that is let go.
      await own.send(desktop.request("GET /", cookie: cookie))
      #expect(await own.answer().status == 200)
    }
  }

  @Test(arguments: [
    "\r\n\r\n\r\n", "\0\0\0\0\r\n\r\n", "GET\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
    "\u{16}\u{3}\u{1}\u{2}\0",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET / HTTP/1.1\r\nHost 127.0.0.1\r\n\r\n",
    "GET / HTTP/1.1\r\n : \r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: 1, 2\r\n\r\nab",
    "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
  ]) func whatIsNoRequestHarmsNobody(text: String) async throws {
    try await Desktop.open(limits: HostileTests.brief) { desktop async throws in
      let cookie = try await desktop.enter()
      let wire = try desktop.wire()
      await wire.send(text)
      #expect([0, 400, 413, 421].contains(await wire.answer().status))
      #expect(await wire.isClosed())
      #expect(try await HostileTests.isServed(desktop, cookie))
    }
  }

  @Test func whoGoesAwayHarmsNobody() async throws {
    try await Desktop.open { desktop async throws in
      let cookie = try await desktop.enter()
      let request = desktop.request("GET /api/run", cookie: cookie)
      for count in stride(from: 0, through: request.utf8.count, by: 7) {
        let wire = try desktop.wire()
        await wire.send(String(request.prefix(count)))
        wire.reset()
      }
      #expect(try await HostileTests.isServed(desktop, cookie))
      // Who says that nothing more comes still gets the answer.
      let half = try desktop.wire()
      await half.send(request)
      half.finish()
      #expect(await half.answer().body == #"{"ok":true}"#)
      #expect(await half.isClosed())
    }
  }

  @Test func requestsInOnePieceAreAnsweredInOrder() async throws {
    try await Desktop.open { desktop async throws in
      let cookie = try await desktop.enter()
      let wire = try desktop.wire()
      let paths = ["/", "/nowhere", "/vendor/table.js", "/api/run"]
      await wire.send(
        (0..<50).flatMap { _ in paths.map { desktop.request("GET \($0)", cookie: cookie) } }.joined())
      for _ in 0..<50 {
        #expect(await wire.answer().body == "<!doctype html>")
        #expect(await wire.answer().status == 404)
        #expect(await wire.answer().body == "export {}")
        #expect(await wire.answer().body == #"{"ok":true}"#)
      }
    }
  }

  @Test func whoDoesNotTakeTheAnswerIsClosed() async throws {
    let large = [UInt8](repeating: 32, count: 32 << 20)
    try await Desktop.open(limits: HostileTests.brief, answer: { _ in large }) { desktop async throws in
      let cookie = try await desktop.enter()
      let wires = try (0..<4).map { _ in try desktop.wire() }
      for wire in wires { await wire.send(desktop.request("GET /api/run", cookie: cookie)) }
      try await Task.sleep(for: .seconds(1))
      #expect(try await HostileTests.isServed(desktop, cookie))
      for wire in wires { #expect(await wire.answer().body.utf8.count < large.count) }
    }
  }

  /// `/proc/net/tcp` names what listens, in hexadecimal from the last byte to the first.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/net/tcp")))
  func noOtherMachineReachesIt() async throws {
    try await Desktop.open { desktop async throws in
      let port = String(desktop.port, radix: 16, uppercase: true)
      let suffix = ":" + String(repeating: "0", count: 4 - port.count) + port
      let tables = try ["tcp", "tcp6"].map { try String(contentsOfFile: "/proc/net/\($0)", encoding: .utf8) }
      let sockets = tables.joined().split(separator: "\n").map { $0.split(separator: " ") }
      let listening = sockets.filter { $0.count > 3 && $0[3] == "0A" && $0[1].hasSuffix(suffix) }
      #expect(listening.map { $0[1].prefix(8) } == ["0100007F"])
    }
  }
}
