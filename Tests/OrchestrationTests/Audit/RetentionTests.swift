import Foundation
import Postgres
import Publishing
import Records
import Testing

@testable import Orchestration

struct RetentionTests {
  private let small: SmallPipeline
  private let path: String
  private let name: String

  init() throws {
    small = try SmallPipeline()
    path = try Run.execute(small.request).path
    name = (path as NSString).lastPathComponent
  }

  private static let staff = [
    "ledger.csv", "events.csv", "attendance.csv", "unused.csv", "filtered.csv", "quarantine.csv",
    "findings.csv", "merges.csv", "corrections.csv", "review.csv",
  ]

  private func erase(olderThan days: Int? = nil, _ names: [String] = [], on date: String? = "2029-01-10")
    throws
    -> [String]
  {
    try Retention.erase(RetentionRule(on: date, olderThan: days, names: names), in: small.out)
  }

  private func manifest() throws -> Manifest {
    let bytes = try Data(contentsOf: URL(filePath: path + "/manifest.json"))
    return try #require(Manifest(json: [UInt8](bytes)))
  }

  private func verification() throws -> [String] { try Verification.lines(run: name, in: small.out) }

  private func names() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: path))
  }

  @Test func `what the program did not write stays and is named`() throws {
    for file in [
      "raw.csv", "notices/朱.docx", "notices/tongbao.docx", "notices/statement/0147.docx", "approval.json",
    ] {
      let place = URL(filePath: "\(path)/\(file)")
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("x".utf8).write(to: place)
    }
    let stays =
      "不是这次运行写的，留下了，请自行核对：notices/朱.docx、raw.csv  no file of this run, so they stay; "
      + "look at them: notices/朱.docx、raw.csv"
    let told = try erase([name])
    #expect(told.count == 1 && told[0].hasSuffix("review.csv、notices/statement/\n  \(stays)"), "\(told)")
    #expect(try names().isSuperset(of: ["raw.csv", "notices"]))
    #expect(try erase([name]) == ["\(name)：\(stays)"])
  }

  @Test func `staff files go, the manifest says so, and all else stays`() throws {
    try small.approve()
    let before = try small.files(path)
    #expect(
      try erase([name]) == [
        "\(name)：删除10个文件  10 files erased: \(RetentionTests.staff.joined(separator: "、"))"
      ])
    let after = try small.files(path)
    #expect(Set(before.keys).subtracting(after.keys) == Set(RetentionTests.staff))
    for (file, bytes) in after where file != "manifest.json" { #expect(before[file] == bytes, "\(file)") }
    let noted = try manifest()
    #expect(
      noted.erasure
        == Erasure(on: "2029-01-10", rule: "staff files of a run that was named", files: RetentionTests.staff)
    )
    #expect(noted.original.json() == before["manifest.json"].map { [UInt8]($0) })
    #expect(try erase([name]) == ["没有要删除的文件  nothing is to be erased"])
  }

  @Test func `verify makes the run again and says what was erased`() throws {
    let digests = Dictionary(
      uniqueKeysWithValues: try manifest().outputs.map { ($0.name, $0.sha256) })
    _ = try erase([name])
    let lines = try verification()
    for file in RetentionTests.staff {
      let line = "  – \(DisplayWidth.padded(file, 18))\(digests[file] ?? "")  已按规定删除 erased by rule"
      #expect(lines.contains(line), "\(file)")
    }
    let kept = lines.count { $0.hasPrefix("  ✓") }
    #expect(
      lines.suffix(2) == [
        "\(kept)个文件与重算结果逐字节相同，10个已于2029-01-10按规定删除，重算结果与其原摘要相同（staff files of a run that was named）",
        "\(kept) files equal a new run byte for byte; 10 erased by rule on 2029-01-10, whose new digests are those of then "
          + "(staff files of a run that was named)",
      ])
    #expect(lines.contains { $0.hasPrefix("  ✓ manifest.json") })
  }

  @Test func `an approval stays, and the same run does not bring back what was erased`() throws {
    try small.approve()
    _ = try erase([name])
    try ApprovalGate(run: PublishedRun(name, in: small.out)).check()
    #expect(try Run.execute(small.request).isNew == false)
    #expect(try names().isDisjoint(with: RetentionTests.staff))
    let lines = try RunsReport(in: small.out).lines()
    #expect(lines.contains("    秘书长2026-01-20批准 approved by 秘书长 on 2026-01-20"))
    #expect(lines.contains("    2029-01-10按规定删除10个文件 10 files erased by rule on 2029-01-10"))
  }

  @Test func `a run without its ledger is not loaded into a database`() throws {
    try small.approve()
    _ = try erase([name])
    let error = #expect(throws: RunError.self) {
      try DatabasePublication(run: name, in: small.out, to: ConnectionTarget("nowhere")).publish()
    }
    #expect(error?.exitCode == 1)
    #expect(
      error?.lines().last
        == "\(name): ledger.csv, quarantine.csv erased by rule on 2029-01-10, so it cannot be loaded any more"
    )
  }

  @Test(arguments: [(365, false), (364, true)]) func `age is counted from the as-of date`(
    _ days: Int, _ isMeant: Bool
  ) throws {
    let lines = try erase(olderThan: days, on: "2026-12-31")
    #expect(lines.first?.hasPrefix("\(name)：删除10个文件") == isMeant)
    #expect(
      try manifest().erasure?.rule == (isMeant ? "staff files of runs as of more than 364 days before" : nil))
  }

  @Test func `an erasure that was cut short is told by verify and finished by the next`() throws {
    let ledger = try Data(contentsOf: URL(filePath: path + "/ledger.csv"))
    _ = try erase([name])
    try ledger.write(to: URL(filePath: path + "/ledger.csv"))
    let error = #expect(throws: RunError.self) { try verification() }
    #expect(
      error?.lines() == [
        "ledger.csv：清单说已按规定删除，文件却还在；请再执行一次runs --erase",
        "ledger.csv: erased by rule, says the manifest, and still there; run runs --erase once more",
      ])
    #expect(
      try erase([name], on: "2029-02-01") == ["\(name)：删除1个文件  1 file erased: ledger.csv"])
    #expect(try manifest().erasure?.on == "2029-01-10")
    _ = try verification()
  }

  @Test func `a file that no rule erased is missed`() throws {
    _ = try erase([name])
    try FileManager.default.removeItem(atPath: path + "/ranking.csv")
    let error = #expect(throws: RunError.self) { try verification() }
    #expect(error?.lines().last == "ranking.csv: the directory lacks this file")
  }

  @Test func `without the extracts what is left is held to the manifest`() throws {
    try FileManager.default.createDirectory(atPath: path + "/extracts", withIntermediateDirectories: true)
    try small.write("out/\(name)/extracts/scans.csv", "raw")
    try FileManager.default.createDirectory(
      atPath: path + "/notices/statement", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      atPath: path + "/notices/appeal-package", withIntermediateDirectories: true)
    for file in ["tongbao.docx", "statement/0147.docx", "appeal-package/answer.txt"] {
      try small.write("out/\(name)/notices/\(file)", "")
    }
    #expect(
      try erase([name]).first?.hasSuffix("review.csv、notices/statement/、notices/appeal-package/、extracts/")
        == true)
    #expect(try !names().contains("extracts"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/notices") == ["tongbao.docx"])
    #expect(
      try verification().last
        == "extracts/ was erased by rule on 2029-01-10, so the run is not made again; the files that are left have the "
        + "digests of the manifest")
    try small.write("out/\(name)/ranking.csv", "")
    let error = #expect(throws: RunError.self) { try verification() }
    #expect(error?.lines().last?.hasPrefix("\(path)/ranking.csv: not what the manifest states") == true)
  }

  @Test func `the evidence of a run that a limit stopped is erased too`() throws {
    let stopped = try SmallPipeline(
      items: SmallPipeline.items + "\nW6,0147,微建议,六,昨天,有效", limits: "limits: {rejected: 0}")
    #expect(throws: RunError.self) { try Run.execute(stopped.request) }
    let failed = try #require(stopped.published().first { $0.hasPrefix("failed-") })
    let rule = try RetentionRule(on: "2029-01-10", olderThan: 30, names: [])
    #expect(
      try Retention.erase(rule, in: stopped.out) == [
        "\(failed)：删除4个文件  4 files erased: quarantine.csv、findings.csv、corrections.csv、filtered.csv"
      ])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(stopped.out)/\(failed)").sorted() == [
        "accounting.csv", "failure.json",
      ])
    let lines = try RunsReport(in: stopped.out).lines()
    #expect(lines.contains("    2029-01-10按规定删除4个文件 4 files erased by rule on 2029-01-10"))
  }

  @Test func `a damaged run is named and left alone`() throws {
    try FileManager.default.removeItem(atPath: path + "/ranking.csv")
    #expect(
      try erase(olderThan: 0) == [
        "\(name)：缺ranking.csv，未处理；请先重新运行或删去  ranking.csv is missing, so nothing was erased; run it again or delete it"
      ])
    #expect(try names().isSuperset(of: RetentionTests.staff))
  }

  @Test func `a rule names its day and whom it means`() {
    func told(_ date: String?, _ days: Int?, _ names: [String]) -> String? {
      let error = #expect(throws: RunError.self) { try erase(olderThan: days, names, on: date) }
      return error?.lines().last
    }
    #expect(told(nil, 30, []) == "--erase needs the day, as --on 2029-01-10")
    #expect(told("10.1.2029", 30, []) == "--on: '10.1.2029' is no date; write 2026-01-20")
    let days = "--erase needs --older-than with a number of days, or --run with a run's directory"
    #expect(told("2029-01-10", nil, []) == days)
    #expect(told("2029-01-10", -1, []) == days)
    #expect(told("2029-01-10", nil, ["other"]) == "\(small.out): no run other; write a name that runs lists")
  }
}
