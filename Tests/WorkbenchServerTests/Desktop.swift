import Foundation
import NIOCore
import Synchronization
import TestSupport
import Testing
import Workbench

@testable import WorkbenchServer

/// A server on a free port with a page of two files, and the client's half of a conversation with it.
struct Desktop: Sendable {
  let port: Int
  let token: String

  /// Answers every question with `{"name":…}` unless told otherwise.
  static func open(
    limits: ServerLimits = ServerLimits(),
    answer: @escaping @Sendable (BenchRequest) throws(BenchProblem) -> [UInt8] = { _ in
      Array(#"{"ok":true}"#.utf8)
    },
    _ work: @escaping @Sendable (Desktop) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let page = folder.appending(path: "Page")
    try FileManager.default.createDirectory(
      at: page.appending(path: "vendor"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("beyond".utf8).write(to: folder.appending(path: "outside.txt"))
    try Data("<!doctype html>".utf8).write(to: page.appending(path: "index.html"))
    try Data("export {}".utf8).write(to: page.appending(path: "vendor/table.js"))
    let server = WorkbenchServer(page: try PageFiles(folder: page), limits: limits, answer)
    let (addresses, ready) = AsyncStream.makeStream(of: String.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await server.run { address in ready.yield(address) }
      }
      var iterator = addresses.makeAsyncIterator()
      let address = try #require(await iterator.next())
      let parts = try #require(
        address.firstMatch(of: #/^http://127\.0\.0\.1:([0-9]+)/\?token=([0-9a-f]{64})$/#))
      let desktop = Desktop(port: try #require(Int(parts.1)), token: String(parts.2))
      try await work(desktop)
      // What comes in later is taken up later: no connection is left that a cancelled server would never take up, at which
      // NIO traps.
      _ = try? await desktop.ask("GET /")
      group.cancelAll()
    }
  }

  func wire(patience: Int = 10) throws -> Wire { try Wire(port: port, patience: patience) }

  /// The text of a request as a browser writes it, `fields` instead of or besides its own; nil takes one away.
  func request(
    _ line: String, _ fields: [String: String?] = [:], cookie: String? = nil, body: String = ""
  ) -> String {
    var all: [String: String?] = ["Host": "127.0.0.1:\(port)", "Cookie": cookie]
    if !body.isEmpty { all["Content-Length"] = "\(body.utf8.count)" }
    all.merge(fields) { $1 }
    let head = all.sorted { $0.key < $1.key }.compactMap { name, value in value.map { "\(name): \($0)\r\n" } }
    return "\(line) HTTP/1.1\r\n\(head.joined())\r\n\(body)"
  }

  func ask(
    _ line: String, _ fields: [String: String?] = [:], cookie: String? = nil, body: String = ""
  ) async throws -> Answer {
    let wire = try wire()
    await wire.send(request(line, fields, cookie: cookie, body: body))
    return await wire.answer()
  }

  /// Changes the token for the cookie, `name=value`.
  func enter() async throws -> String {
    let answer = try await ask("GET /?token=\(token)")
    return String(try #require(answer.fields["set-cookie"]).prefix { $0 != ";" })
  }
}
