import Foundation
import TestSupport
import Testing

/// `dutyrank workbench` on the run of SampleData, as a process.
@Suite(.serialized)
struct WorkbenchTests {
  /// The folder of publications; it stays until the process ends.
  private static let out = Result {
    let out = try TemporaryFolder()
    let result = try CommandLineTool.run(["run", "Pipelines/evaluation.yaml", "--out", out.url.path])
    try #require(result.status == 0)
    return out
  }

  /// The command, until it is ended; its one line names the address.
  private final class Opened: Sendable {
    let process: Process
    let port: Int
    let token: String

    init(in folder: URL = CommandLineTool.root) throws {
      process = Process()
      process.executableURL = CommandLineTool.executable
      process.arguments = ["workbench", "latest", "--out", try out.get().url.path]
      process.currentDirectoryURL = folder
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardError = FileHandle.nullDevice
      try process.run()
      let line = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
      let parts = try #require(
        line.wholeMatch(of: #/工作台 workbench  http://127\.0\.0\.1:([0-9]+)/\?token=([0-9a-f]{64})\n/#),
        "\(line)")
      (port, token) = (try #require(Int(parts.1)), String(parts.2))
    }

    deinit { if process.isRunning { process.terminate() } }

    func ask(_ line: String, cookie: String = "none=") async throws -> Answer {
      let wire = try Wire(port: port)
      await wire.send("\(line) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nCookie: \(cookie)\r\n\r\n")
      return await wire.answer()
    }

    /// The status of saving one turned knob under a name, which is written as JSON writes it.
    func save(_ name: String, _ cookie: String) async throws -> Int {
      let body = #"{"state":"A.factor=11/10","name":"\#(name)"}"#
      let wire = try Wire(port: port)
      await wire.send(
        "POST /api/save HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nCookie: \(cookie)\r\n"
          + "Origin: http://127.0.0.1:\(port)\r\nContent-Type: application/json\r\n"
          + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
      return await wire.answer().status
    }

    func enter() async throws -> String {
      let answer = try await ask("GET /?token=\(token)")
      return String(try #require(answer.fields["set-cookie"]).prefix { $0 != ";" })
    }

    func end(_ signal: Int32) throws -> Int32 {
      kill(process.processIdentifier, signal)
      let end = try process.waitForEnd()
      try #require(end.reason == .exit, "signal \(end.status)")
      return end.status
    }

    /// Bytes of memory that it held at most; nil where the system does not say.
    var peak: Int? {
      let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
      return status?.firstMatch(of: /VmHWM:\s*([0-9]+) kB/).flatMap { Int($0.1) }.map { $0 << 10 }
    }
  }

  @Test(arguments: [SIGINT, SIGTERM]) func thePageIsServedUntilASignal(signal: Int32) async throws {
    let bench = try Opened()
    #expect(try await bench.ask("GET /").status == 401)
    let cookie = try await bench.enter()
    let page = try await bench.ask("GET /", cookie: cookie)
    #expect(page.status == 200)
    #expect(page.body.hasPrefix("<!doctype html>"))
    for part in page.body.matches(of: /(?:src|href)="([^"#]+)"/) {
      #expect(try await bench.ask("GET /\(part.1)", cookie: cookie).status == 200, "\(part.1)")
    }
    #expect(try await bench.ask("GET /vendor/LICENSE", cookie: cookie).status == 200)
    #expect(try await bench.ask("GET /api/run", cookie: cookie).body.contains("YY-DEFAULT-1"))
    let drag = try await bench.ask("GET /api/drag?state=&knob=A.factor&at=11/10&count=2", cookie: cookie)
    #expect(drag.status == 200)
    #expect(drag.body.contains("\"cost\":{"))
    // A connection that stays open does not hold the end up.
    let idle = try Wire(port: bench.port)
    #expect(try bench.end(signal) == 0)
    #expect(await idle.isClosed())
    #expect(throws: NoServer(port: bench.port)) { try Wire(port: bench.port) }
  }

  /// A model is saved under `scenarios` where the workbench was started, and nowhere else.
  @Test func nothingIsWrittenElsewhere() async throws {
    let (start, outside) = (try TemporaryFolder(), try TemporaryFolder())
    let inputs = ["Pipelines", "SampleData"]
    for name in inputs {
      try FileManager.default.createSymbolicLink(
        at: start.url.appending(path: name), withDestinationURL: CommandLineTool.root.appending(path: name))
    }
    let bench = try Opened(in: start.url)
    let cookie = try await bench.enter()
    let scenarios = start.url.appending(path: "scenarios")
    try FileManager.default.createSymbolicLink(at: scenarios, withDestinationURL: outside.url)
    #expect(try await bench.save("a", cookie) == 409)
    try FileManager.default.removeItem(at: scenarios)
    for name in ["../a", "..", ".a", "a/b", "a%2fb", "/a", "a.yaml", "a b", "a\\\\b", "a\\u0000", ""] {
      #expect(try await bench.save(name, cookie) == 400, "\(name)")
    }
    #expect(try await bench.save("试行", cookie) == 200)
    #expect(try await bench.save("试行", cookie) == 409)
    try FileManager.default.createSymbolicLink(
      at: scenarios.appending(path: "link.yaml"), withDestinationURL: outside.url.appending(path: "link.yaml")
    )
    #expect(try await bench.save("link", cookie) != 200)
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.url.path) == [])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: start.url.path).sorted() == inputs + ["scenarios"])
    #expect(try bench.end(SIGTERM) == 0)
  }

  @Test func hostileClientsTakeNoMemory() async throws {
    let bench = try Opened()
    let cookie = try await bench.enter()
    #expect(try await bench.ask("GET /", cookie: cookie).status == 200)
    let before = bench.peak
    let wires = try (0..<100).map { _ in try Wire(port: bench.port) }
    let head = "POST /api/save HTTP/1.1\r\nHost: 127.0.0.1:\(bench.port)\r\n"
    let piece = String(repeating: "a", count: 1 << 20)
    for (number, wire) in wires.enumerated() {
      switch number % 4 {
      case 0: await wire.send("\(head)Transfer-Encoding: chunked\r\n\r\n100000\r\n\(piece)")
      case 1: await wire.send("\(head)Content-Length: 60000\r\n\r\n\(piece.prefix(50_000))")
      case 2: await wire.send("GET /\(piece)")
      default: await wire.send("\(head)X: \(piece)")
      }
    }
    #expect(try await bench.ask("GET /", cookie: cookie).status == 200)
    if let before, let after = bench.peak { #expect(after - before < 48 << 20, "\(after - before)") }
    #expect(try bench.end(SIGTERM) == 0)
  }

  @Test func aTakenPortIsSaid() async throws {
    let bench = try Opened()
    let result = try CommandLineTool.run([
      "workbench", "latest", "--out", try Self.out.get().url.path, "--port", "\(bench.port)",
    ])
    #expect(result.status == 3)
    #expect(
      result.error
        == "端口\(bench.port)已被占用；不写 --port 就用空闲的\nport \(bench.port) is taken; without --port a free one is used\n"
    )
    #expect(result.output == "")
    #expect(try bench.end(SIGTERM) == 0)
  }

  @Test func whatIsNoRunIsRefused() throws {
    let result = try CommandLineTool.run(["workbench", "nowhere"])
    #expect(result.status == 2)
    #expect(result.error.hasPrefix("nowhere：没有这次运行"))
  }

  /// `dutyrank` alone, without the program that serves.
  @Test func aMissingServerIsSaid() throws {
    let folder = try TemporaryFolder()
    let copy = folder.url.appending(path: "dutyrank")
    try FileManager.default.copyItem(at: CommandLineTool.executable.resolvingSymlinksInPath(), to: copy)
    let result = try CommandLineTool.run(copy, ["workbench", "latest"], in: CommandLineTool.root)
    #expect(result.status == 2)
    let program = folder.url.resolvingSymlinksInPath().appending(path: "dutyrank-workbench").path
    #expect(
      result.error
        == "没有 \(program)；请用 make workbench 或 swift build -c release --product dutyrank-workbench 生成\n"
        + "there is no \(program); make workbench or swift build -c release --product dutyrank-workbench builds it\n"
    )
  }
}
