import Orchestration
import Publishing
import Testing

@Suite struct ProgressMeterTests {
  /// Half of 2 MB and 4,000 rows after a second.
  private static var halfway: ProgressMeter {
    var meter = ProgressMeter()
    _ = meter.take(.begins(.ingest, bytes: 2_000_000), at: .milliseconds(500))
    _ = meter.take(.read(bytes: 600_000, rows: 3999), at: .milliseconds(900))
    _ = meter.take(.read(bytes: 400_000, rows: 1), at: .milliseconds(1500))
    return meter
  }

  @Test(arguments: [
    (120, "读入 ingest   █████████░░░░░░░░░  50 %  4,000 rows  4,000 rows/s  1.0 MB/s  剩余 left 1 s"),
    (89, "读入 ingest   █████████░░░░░░░░░  50 %  4,000 rows  4,000 rows/s  1.0 MB/s  剩余 left 1 s"),
    (88, "读入 ingest  ████░░░░  50 %  剩余 1 s"), (39, "读入 ingest  ████░░░░  50 %  剩余 1 s"),
    (36, "读入 ingest  ████░░░░  50 %  剩余 1…"),
    (12, "读入 ingest…"), (3, "读…"), (0, ""),
  ])
  func `a line fits into the columns there are`(_ columns: Int, _ line: String) {
    let drawn = ProgressMeterTests.halfway.line(at: .milliseconds(1500), columns: columns)
    #expect(drawn == line)
    #expect(DisplayWidth.of(drawn) <= columns)
  }

  @Test func `what reads nothing shows the time passed alone`() {
    var meter = ProgressMeterTests.halfway
    #expect(meter.take(.begins(.prepare, bytes: 0), at: .seconds(2)) == nil)
    #expect(meter.line(at: .milliseconds(2345), columns: 80) == "整理 prepare  0.35 s")
    #expect(meter.take(.ends(.prepare), at: .milliseconds(3000)) == "整理 prepare  1.00 s")
  }

  @Test func `a log gets a line at each end, and at each quarter of what takes long`() {
    var meter = ProgressMeter()
    let told: [(RunProgress, Int)] = [
      (.begins(.ingest, bytes: 400_000_000), 0), (.read(bytes: 120_000_000, rows: 1_200_000), 4),
      (.read(bytes: 1_000_000, rows: 1), 6), (.read(bytes: 1_000_000, rows: 1), 7),
      (.read(bytes: 200_000_000, rows: 2_000_000), 100), (.read(bytes: 78_000_000, rows: 1), 130),
      (.ends(.ingest), 131),
    ]
    let lines = told.compactMap { meter.take($0.0, at: .seconds($0.1)) }
    #expect(
      lines == [
        "读入 ingest   25 %  1,200,001 rows  121.0 MB  200,000 rows/s  20.1 MB/s  剩余 left 14 s",
        "读入 ingest   75 %  3,200,002 rows  322.0 MB  32,000 rows/s  3.2 MB/s  剩余 left 25 s",
        "读入 ingest   3,200,003 rows  400.0 MB  131.00 s",
      ])
  }

  @Test func `a long time left is told in minutes`() {
    var meter = ProgressMeter()
    _ = meter.take(.begins(.ingest, bytes: 1000), at: .zero)
    _ = meter.take(.read(bytes: 10, rows: 1), at: .seconds(2))
    #expect(meter.line(at: .seconds(2), columns: 90).hasSuffix("1 row  0 rows/s  5 B/s  剩余 left 3 min 18 s"))
  }
}
