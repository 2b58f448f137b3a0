import Records
import Testing

@testable import Orchestration

@Suite struct PlanningTests {
  @Test(arguments: [
    ("scans.csv", "scans.csv", true), ("scans-2025-03.csv", "scans-2025-*.csv", true),
    ("scans-2025-03.csv", "scans-????-??.csv", true), ("scans.csv", "*", true),
    (".scans.csv", "*.csv", false),
    ("scans.csv.bak", "*.csv", false), ("aXbXc", "a*b*c", true), ("签到.csv", "签*.csv", true),
    ("b", "a*", false),
    ("", "*", true),
  ])
  func `a pattern fits whole names`(_ name: String, _ pattern: String, _ fits: Bool) {
    #expect(FilePattern.fits(name, pattern) == fits)
  }

  struct Dates: CustomTestStringConvertible {
    let period: String?
    let asOf: String?
    let expected: String
    var testDescription: String { "\(period ?? "–") as of \(asOf ?? "–")" }
  }

  @Test(arguments: [
    Dates(period: nil, asOf: nil, expected: "2025 2025-12-31"),
    Dates(period: "2026-Q3", asOf: nil, expected: "2026-Q3 2026-09-30"),
    Dates(period: nil, asOf: "2026-10-05", expected: "2026-Q3 2026-10-05"),
    Dates(period: nil, asOf: "2026-09-30", expected: "2026-Q3 2026-09-30"),
    Dates(period: nil, asOf: "2026-02-03", expected: "2025 2026-02-03"),
    Dates(period: "2025-Q4", asOf: "2025-11-01", expected: "2025-Q4 2025-11-01"),
  ])
  func `period and date follow from what is given`(_ dates: Dates) throws {
    let found = try Plan.dates(
      period: dates.period.flatMap { Period(text: $0) }, asOf: dates.asOf.flatMap { Day(text: $0) },
      pipeline: Period(year: 2025))
    #expect("\(found.period) \(found.asOf)" == dates.expected)
  }

  @Test func `SHA-256 is that of FIPS 180-4`() {
    #expect(
      Digest.of(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
