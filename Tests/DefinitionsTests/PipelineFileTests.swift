import Definitions
import Records
import Testing

@Suite struct PipelineFileTests {
  static let sources = "sources:\n  members: {contract: contracts/members.yaml, files: members.csv}\n"

  @Test func defaultsHoldWhereNothingIsStated() throws {
    let pipeline = try PipelineFile.decode(
      text: "pipeline: p\nmodel: m.yaml\n" + Self.sources, path: "p.yaml")
    #expect(
      pipeline
        == PipelineDefinition(
          name: "p", title: "p", period: nil, data: ".",
          sources: [
            PipelineSource(name: "members", contract: "contracts/members.yaml", files: ["members.csv"])
          ],
          model: "m.yaml"))
  }

  @Test func everythingStatedIsRead() throws {
    let text = """
      pipeline: p
      title: 标题
      period: "2026-Q3"
      data: ../Data
      model: m.yaml
      decisions: decisions.csv
      limits:
        rejected: 1/20
        rejected_rows: 100
        rules:
        - {code: BAD_DATE, stage: clean, source: leave, column: starts_at, rows: 3, share: 1/100, action: warn}
        - {stage: resolve, rows: 0}
      outputs: {events: false}
      units: {bytes: 64KiB}
      sources:
        leave: {contract: l.yaml, files: ["leave.csv", "leave-*.csv"], optional: true}
      """
    let pipeline = try PipelineFile.decode(text: text, path: "p.yaml")
    #expect(pipeline.period == Period(year: 2026, quarter: 3))
    #expect(pipeline.decisions == "decisions.csv")
    #expect(
      pipeline.limits
        == RunLimits(
          rejectedShare: Fraction(1, 20), rejectedRows: 100,
          rules: [
            RuleLimit(
              code: "BAD_DATE", stage: .clean, source: "leave", column: "starts_at", rows: 3,
              share: Fraction(1, 100), action: .warn),
            RuleLimit(stage: .resolve, rows: 0, action: .fail),
          ]))
    #expect(pipeline.outputs == Set(OptionalOutput.allCases).subtracting([.events]))
    #expect(pipeline.unitBytes == 65_536)
    #expect(pipeline.sources.map(\.isOptional) == [true])
  }

  static let refused: [(text: String, expected: [String])] = [
    ("model: m.yaml\n" + sources, ["p.yaml:1:1  pipeline: missing"]),
    (
      "pipeline: p\nmodel: m.yaml\nperiod: 2025-Q5\n" + sources,
      ["p.yaml:3:9  period: '2025-Q5' is neither a year such as \"2025\" nor a quarter such as \"2026-Q3\""]
    ),
    (
      "pipeline: p\nmodel: m.yaml\nlimits: {rejected: 5}\n" + sources,
      ["p.yaml:3:20  limits.rejected: between 0 and 1, found 5"]
    ),
    (
      "pipeline: p\nmodel: m.yaml\nlimits: {rules: [{source: member, stage: cleen}]}\n" + sources,
      [
        "p.yaml:3:18  limits.rules: rows or share, or both",
        "p.yaml:3:27  source: 'member' is none of members; nearest 'members'",
        "p.yaml:3:42  stage: 'cleen' is none of ingest, clean, resolve, deduplicate.equal, deduplicate.key, void, "
          + "deduplicate.thing, deduplicate.decided, derive; nearest 'clean'",
      ]
    ),
    (
      "pipeline: p\nmodel: m.yaml\nunits: {bytes: 8MB}\n" + sources,
      ["p.yaml:3:16  units.bytes: expected a size from 4KiB to 1GiB such as 8MiB, found '8MB'"]
    ),
    (
      "pipeline: p\nmodel: m.yaml\nsources: {a: {files: a.csv}}", ["p.yaml:3:14  source a: contract: missing"]
    ),
    (
      "pipeline: p\nmodel: m.yaml\noutputs: {event: true}\n" + sources,
      [
        """
        p.yaml:3:11  unknown key 'event' in outputs
            nearest 'events'; keys of outputs: attendance, corrections, events, findings, merges, page, quality, review, unused, workbook
        """
      ]
    ),
    ("pipeline: [p\n", ["p.yaml:2:1  not YAML: did not find expected ',' or ']'"]),
    ("", ["p.yaml:1:1  the file is empty"]),
    ("pipeline: p\nmodel: m.yaml\nsources: {}", ["p.yaml:3:10  sources: none is listed"]),
    (
      "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        + "bcdefgh".map {
          "\($0): &\($0) [\(Array(repeating: "*\(previous($0))", count: 10).joined(separator: ","))]"
        }
        .joined(separator: "\n"), ["p.yaml:1:1  more than 100000 values"]
    ),
  ]

  private static func previous(_ letter: Character) -> Character {
    letter.asciiValue.map { Character(Unicode.Scalar($0 - 1)) } ?? letter
  }

  @Test(arguments: refused)
  func aMistakeIsNamed(_ item: (text: String, expected: [String])) {
    do {
      _ = try PipelineFile.decode(text: item.text, path: "p.yaml")
      Issue.record("decoded")
    } catch {
      #expect(error.problems.map(\.description) == item.expected)
    }
  }
}
