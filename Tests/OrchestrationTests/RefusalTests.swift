import Foundation
import Orchestration
import Publishing
import Records
import Testing

@Suite struct RefusalTests {
  /// The error of a run that must leave nothing behind.
  private func refusal(_ small: SmallPipeline, _ request: RunRequest? = nil) -> RunError? {
    let error = #expect(throws: RunError.self) { try Run.execute(request ?? small.request) }
    #expect(small.published().allSatisfy { $0.hasPrefix("failed-") })
    return error
  }

  @Test func `a source without a file stops the run, all at once`() throws {
    let small = try SmallPipeline(members: nil, items: nil)
    let data = small.root + "/data"
    let error = refusal(small)
    #expect(error?.exitCode == 3)
    #expect(
      error?.lines() == [
        "\(data)：没有members的文件（members.csv）；请把文件放进数据目录，或用--data指定目录",
        "\(data): no file of members (members.csv); put it into the data folder, or name the folder with --data",
        "\(data)：没有micro_items的文件（micro_items.csv）；请把文件放进数据目录，或用--data指定目录",
        "\(data): no file of micro_items (micro_items.csv); put it into the data folder, or name the folder with "
          + "--data",
      ])
  }

  @Test func `an empty file stops the run`() throws {
    let small = try SmallPipeline()
    try Data().write(to: URL(filePath: small.root + "/data/micro_items.csv"))
    let error = refusal(small)
    #expect(error?.exitCode == 1)
    #expect(
      error?.lines() == [
        "micro_items.csv：文件是空的（0字节）；请重新导出，确实没有数据时也要保留表头",
        "micro_items.csv: the file is empty (0 bytes); export it again, and keep the header even when there are no data",
      ])
  }

  @Test func `a missing pipeline, an unknown key and a wrong type are listed with their places`() throws {
    let small = try SmallPipeline(
      model: SmallPipeline.model.replacing("cap: 2", with: "capp: 2").replacing("from: 2", with: "from: two"))
    let error = refusal(small)
    #expect(error?.exitCode == 2)
    let lines = error?.lines() ?? []
    #expect(lines.contains { $0.contains("model.yaml:5:") && $0.contains("unknown key 'capp'") })
    #expect(lines.contains { $0.contains("model.yaml:6:") && $0.contains("'two'") })
    #expect(lines.suffix(2) == ["2处定义错误，未运行", "2 problems; nothing was run."])
    let missing = refusal(small, RunRequest(pipeline: small.root + "/none.yaml", out: small.out))
    #expect(missing?.exitCode == 2)
    #expect(missing?.lines().first == "\(small.root)/none.yaml  no such file")
  }

  @Test func `an as-of date before the end of a year run is refused`() throws {
    let small = try SmallPipeline()
    var request = small.request
    request.period = Period(year: 2025)
    request.asOf = Day(year: 2025, month: 12, day: 30)
    let error = refusal(small, request)
    #expect(error?.exitCode == 2)
    #expect(
      error?.lines() == [
        "--as-of 2025-12-30早于年度考核2025的最后一天2025-12-31；请改日期，或用--period选一个季度",
        "--as-of 2025-12-30 lies before the end of 2025, 2025-12-31; give a later date, or choose a quarter with "
          + "--period",
      ])
  }

  @Test func `too many rejected rows stop the run and are named`() throws {
    let small = try SmallPipeline(
      items: SmallPipeline.items.replacing("W4,0201,微建议", with: "W4,0201,微意见"),
      limits: "limits: {rejected: 0.1}")
    let error = refusal(small)
    #expect(error?.exitCode == 1)
    #expect(
      error?.lines().prefix(2) == [
        "micro_items：读入6行，退回1行，超过流程允许的0.1；未发布任何文件，请先处理退回的行",
        "micro_items: 1 of 6 rows was rejected, more than the 0.1 that the pipeline allows; nothing was published, "
          + "mend the rejected rows first",
      ])
    #expect(error?.lines()[2].hasPrefix("micro_items.csv:6 kind UNKNOWN_VALUE  ") == true)
  }

  @Test(arguments: [
    ("{rejected: 0.1, rejected_rows: 1}", nil), ("{rejected: 0.5, rejected_rows: 0}", nil),
    ("{rejected: 0.1, rejected_rows: 0}", "0.1，也超过0行"), ("{rejected_rows: 0}", "0行"),
  ])
  func `a share and a count must both be exceeded`(_ limits: String, _ allowed: String?) throws {
    let small = try SmallPipeline(
      items: SmallPipeline.items.replacing("W4,0201,微建议", with: "W4,0201,微意见"), limits: "limits: \(limits)")
    guard let allowed else {
      _ = try Run.execute(small.request)
      return
    }
    let error = refusal(small)
    #expect(error?.lines().first?.contains("超过流程允许的\(allowed)；") == true)
  }

  @Test func `a phone number in a name stops the run`() throws {
    let small = try SmallPipeline(members: SmallPipeline.members.replacing("教育界", with: "教育界13912345678"))
    let error = refusal(small)
    #expect(error?.exitCode == 1)
    #expect(error?.lines().first?.hasPrefix("ranking.csv:3:18  手机号码\n") == true)
  }

  @Test func `a second run at the same time is refused with the holder's process`() throws {
    let small = try SmallPipeline()
    try FileManager.default.createDirectory(atPath: small.out, withIntermediateDirectories: true)
    try Data("4242\n".utf8).write(to: URL(filePath: small.out + "/.lock"))
    let descriptor = unsafe open(small.out + "/.lock", O_RDWR)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let error = refusal(small)
    #expect(error?.exitCode == 3)
    #expect(
      error?.lines() == [
        "\(small.out)：另一次运行（进程4242）正在写入这个目录；请等它结束，或用--out换一个目录",
        "\(small.out): another run (process 4242) is writing into this folder; wait until it ends, or name another "
          + "folder with --out",
      ])
    #expect(flock(descriptor, LOCK_UN) == 0)
    #expect(try Run.execute(small.request).isNew)
  }

  @Test func `a folder that cannot be made is an operation that failed`() throws {
    let small = try SmallPipeline()
    var request = small.request
    request.out = small.root + "/small.yaml/out"
    let error = refusal(small, request)
    #expect(error?.exitCode == 3)
    #expect(
      error?.lines().last
        == "\(request.out): cannot create: Not a directory; nothing was published, check the folder's permissions and "
        + "free space")
  }

  struct Tampering: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let after: Stage
    let change: @Sendable (inout [Int32]) -> Void
  }

  private static let tamperings = [
    Stage.clean, .resolve, .deduplicateEqual, .deduplicateKey, .void, .deduplicateThing,
    .deduplicateDecided,
  ]
  .flatMap { stage in
    [
      Tampering(testDescription: "a row dropped after \(stage)", after: stage) { $0.removeLast() },
      Tampering(testDescription: "a row doubled after \(stage)", after: stage) { $0.append($0[0]) },
      Tampering(testDescription: "a row swapped after \(stage)", after: stage) { $0[0] = $0[1] },
    ]
  }

  @Test(arguments: tamperings)
  func `the books notice every row that is lost, doubled or exchanged`(_ tampering: Tampering) throws {
    let small = try SmallPipeline()
    let plan = try Plan(small.request)
    let error = #expect(throws: RunError.self) {
      try Run.execute(plan, out: small.out) { stage, tables in
        if stage == tampering.after { tampering.change(&tables[1].live) }
      }
    }
    #expect(error?.exitCode == 1)
    #expect(
      error?.lines().last
        == "the books do not close and nothing was published; this is a fault of the program, please report it"
    )
    #expect(small.published().isEmpty)
  }
}
