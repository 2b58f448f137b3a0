import Foundation
import Testing

/// What a person sees while a run works, and what a log or a pipe gets instead.
@Suite(.serialized)
struct TerminalTests {
  private static let erase = "\r\u{1B}[K"

  /// One member with a day of leave: a run that is over at once.
  private static func small() throws -> Workspace {
    var data = Scenario()
    data.member("0147")
    data.leave("0147", from: "2025-01-09", to: "2025-01-09")
    return try Workspace(data)
  }

  /// SampleData with so many repeated scans that their reading is drawn several times.
  private static func longData() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let sample = CommandLineTool.root.appending(path: "SampleData")
    for name in try FileManager.default.contentsOfDirectory(atPath: sample.path) {
      try FileManager.default.copyItem(at: sample.appending(path: name), to: folder.url.appending(path: name))
    }
    let scans = try Data(contentsOf: sample.appending(path: "scans-2025-Q1.csv"))
    let head = try #require(scans.firstIndex(of: UInt8(ascii: "\n"))) + 1
    var long = Data(scans[..<head])
    for _ in 0..<200 { long += scans[head...] }
    try long.write(to: folder.url.appending(path: "scans-2025-long.csv"))
    return folder
  }

  private static func rank(
    _ workspace: Workspace, _ more: [String] = [], piped: Bool = false, _ environment: [String: String] = [:],
    out: String = "out"
  ) throws -> PseudoTerminal.Result {
    try PseudoTerminal.run(
      ["run", Workspace.pipeline, "--data", "data", "--out", out] + more, in: workspace.url("."),
      columns: 100,
      piped: piped, environment: environment)
  }

  /// Columns of a line: two for each Chinese character, one for anything else that is printed here.
  private static func columns(_ line: some StringProtocol) -> Int {
    line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
  }

  @Test
  func `a terminal of 40 columns sees one line drawn anew; Ctrl-C takes it away and nothing is published`()
    throws
  {
    let (data, out) = (try TerminalTests.longData(), try TemporaryFolder())
    let seen = try PseudoTerminal.run(
      ["run", Workspace.pipeline, "--data", data.url.path, "--out", out.url.path], in: CommandLineTool.root,
      columns: 40, piped: true, until: { $0.contains("剩余") }, then: SIGINT)
    #expect(seen.reason == .uncaughtSignal && seen.status == SIGINT)
    let drawn = seen.screen.components(separatedBy: TerminalTests.erase)
    #expect(drawn.count >= 3, "\(seen.screen)")
    #expect(drawn.first == "" && drawn.last == "")
    for line in drawn {
      #expect(TerminalTests.columns(line) < 40, "\(line)")
      #expect(!line.contains("\n") && !line.contains("\u{1B}"), "\(line)")
    }
    #expect(drawn.contains { $0.contains(#/^读入 ingest  [█░]{8} +\d+ %  剩余 \d/#) }, "\(drawn)")
    let left = try FileManager.default.contentsOfDirectory(atPath: out.url.path)
    #expect(left.filter { $0 != ".lock" } == [])
  }

  @Test func `the report has bars and colour on a terminal, and no colour under NO_COLOR`() throws {
    let workspace = try TerminalTests.small()
    let colour = try TerminalTests.rank(workspace)
    let plain = try TerminalTests.rank(workspace, [], ["NO_COLOR": "1"], out: "other")
    let report = try #require(colour.screen.components(separatedBy: TerminalTests.erase).last)
    #expect(report.hasPrefix("\u{1B}[1m示例市政协 委员履职量化考核 · 2025\u{1B}[0m · model YY-DEFAULT-1（示例）\r\n"))
    #expect(report.contains("\u{1B}[32m✓ closed at every stage\u{1B}[0m\r\n"))
    let words = try #require(plain.screen.components(separatedBy: TerminalTests.erase).last)
    #expect(words.contains("██████████████████") && !words.contains("\u{1B}"))
    let same = { (text: String) in
      text.replacing(/\u{1B}\[\d+m/, with: "").replacing(/\d+\.\d\d s/, with: "T s")
        .replacing("other/", with: "out/")
    }
    #expect(same(words) == same(report))
  }

  @Test func `stdout that is no terminal gets the same words without bars or colour`() throws {
    let workspace = try TerminalTests.small()
    let seen = try TerminalTests.rank(workspace, piped: true)
    let piped = try workspace.rank(out: "other")
    #expect(seen.output.hasPrefix("示例市政协 委员履职量化考核 · 2025 · model YY-DEFAULT-1（示例）\n"))
    for text in [seen.output, piped.output] {
      #expect(!text.contains("\u{1B}") && !text.contains("█") && !text.contains("\r"))
    }
    #expect(piped.complaint == "" && !piped.error.contains("\u{1B}") && !piped.error.contains("\r"))
  }

  @Test(arguments: [["TERM": "dumb"], ["CI": "true"]])
  func `a terminal that cannot draw, or that nobody watches, gets plain lines`(
    _ environment: [String: String]
  ) throws {
    let seen = try TerminalTests.rank(try TerminalTests.small(), [], piped: true, environment)
    #expect(seen.status == 0)
    #expect(
      seen.screen.replacing(/\d+\.\d\d s/, with: "T s").replacing(/\d+\.\d kB/, with: "SIZE")
        .components(separatedBy: "\r\n") == [
          "读入 ingest   2 rows  SIZE  T s", "整理 prepare  T s", "计分 score    T s", "排名 rank     T s",
          "结账 close    T s", "发布 publish  T s", "",
        ])
  }

  @Test func `a refusal is red where it is wanted`() throws {
    let workspace = try TerminalTests.small()
    let zh = "--period：“2025-13”不是时段；请写2025或2026-Q3\u{1B}"
    let colour = try TerminalTests.rank(workspace, ["--period", "2025-13"])
    #expect(
      colour.status == 2 && colour.screen.hasPrefix("\u{1B}[31m\(zh)[0m\r\n--period: '2025-13' is no period"))
    let plain = try TerminalTests.rank(workspace, ["--period", "2025-13"], ["NO_COLOR": "1"])
    #expect(plain.screen == colour.screen.replacing(/\u{1B}\[\d+m/, with: ""))
  }

  @Test func `with --json stdout is one document and stderr is empty`() throws {
    let seen = try TerminalTests.rank(try TerminalTests.small(), ["--json"], piped: true)
    #expect(seen.status == 0 && seen.screen == "")
    let document = try JSONSerialization.jsonObject(with: Data(seen.output.utf8)) as? [String: Any]
    #expect(document?.keys.sorted() == ["is_new", "manifest", "path"])
  }
}
