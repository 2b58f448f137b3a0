import Foundation
import Publishing
import Records
import Testing

@testable import Orchestration

struct ApprovalGateTests {
  private let small: SmallPipeline
  private let path: String

  init() throws {
    small = try NoticeReportTests.pipeline(calendar: NoticeReportTests.calendar, isApproved: false)
    let latest = try small.read(small.out + "/latest").trimmingCharacters(in: .newlines)
    path = "\(small.out)/\(latest)"
  }

  private var directory: String { (path as NSString).lastPathComponent }

  private func notice(_ kind: NoticeKind = .gongshi) throws -> [String] {
    try NoticeReport.write(
      NoticeRequest(
        run: "latest", folder: small.out, kind: kind, format: .html, dateText: "2026-01-20", template: nil,
        file: small.root + "/notice"))
  }

  private func refusal() -> [String]? {
    let error = #expect(throws: RunError.self) { try notice() }
    #expect(error?.exitCode == 1)
    #expect(!FileManager.default.fileExists(atPath: small.root + "/notice"))
    return error?.lines()
  }

  /// What an approval says that a change has ended.
  private func ended(_ zh: String, _ en: String) -> [String] {
    [
      "\(path)：秘书长2026-01-20批准后有变动，批准已失效：\(zh)；请取回原文件，或重新运行并重新批准",
      "\(path): changed since 秘书长 approved it on 2026-01-20, which so no longer holds: \(en); "
        + "restore the file, or run and approve again",
    ]
  }

  @Test func `a public notice waits for the approval, an internal one does not`() throws {
    #expect(try notice(.tongbao) == [small.root + "/notice"])
    try FileManager.default.removeItem(atPath: small.root + "/notice")
    #expect(
      refusal() == [
        "\(path)：尚未批准，不能公示或发布；请负责人核对后执行dutyrank approve \(path) --by 姓名 --date 日期",
        "\(path): not approved, so it is neither made public nor published; once it was looked at: "
          + "dutyrank approve \(path) --by NAME --date DATE",
      ])
    #expect(
      try small.approve() == [
        "\(directory)由秘书长2026-01-20批准，可以公示和发布  approved by 秘书长 on 2026-01-20"
      ])
    #expect(try notice() == [small.root + "/notice"])
  }

  @Test func `an approval names run, manifest, person and day, and changes no file of the run`() throws {
    let before = try small.files(path)
    try small.approve(by: " 秘书长 ")
    var after = try small.files(path)
    let removed = after.removeValue(forKey: "approval.json")
    let file = try #require(removed)
    #expect(after == before)
    let digest = Digest.of([UInt8](try #require(before["manifest.json"])))
    let checksum = Digest.of(Array("\(directory)\u{1F}\(digest)\u{1F}秘书长\u{1F}2026-01-20\u{1F}".utf8))
    #expect(
      String(decoding: file, as: UTF8.self) == """
        {
          "by" : "秘书长",
          "checksum" : "\(checksum)",
          "date" : "2026-01-20",
          "manifest_sha256" : "\(digest)",
          "run" : "\(directory)"
        }

        """)
    #expect(try Run.execute(small.request).isNew == false)
    #expect(try Verification.lines(run: "latest", in: small.out).last?.contains("equal a new run") == true)
  }

  @Test(arguments: [
    (
      "ranking.csv", "ranking.csv的内容与清单不符", "ranking.csv is not what its manifest says"
    ),
    ("events.csv", "events.csv的内容与清单不符", "events.csv is not what its manifest says"),
    ("manifest.json", "manifest.json与批准时不同", "manifest.json is not the one that was approved"),
  ]) func `a change of any file ends the approval`(_ file: String, _ zh: String, _ en: String) throws {
    try small.approve()
    let url = URL(filePath: "\(path)/\(file)")
    let bytes = try Data(contentsOf: url)
    let digit = try #require(bytes.lastIndex { 0x30...0x39 ~= $0 })
    var changed = bytes
    changed[digit] ^= 1
    try changed.write(to: url)
    #expect(refusal() == ended(zh, en))
    try bytes.write(to: url)
    #expect(try notice() == [small.root + "/notice"], "restored")
  }

  @Test func `a file that is gone ends the approval, and the run cannot be approved`() throws {
    try small.approve()
    try FileManager.default.removeItem(atPath: "\(path)/ledger.csv")
    #expect(refusal() == ended("缺ledger.csv", "ledger.csv is missing"))
    let error = #expect(throws: RunError.self) { try small.approve() }
    #expect(
      error?.lines() == [
        "\(path)：缺ledger.csv，不能批准；请重新运行",
        "\(path): ledger.csv is missing, so it cannot be approved; run it again",
      ])
    #expect(try Run.execute(small.request).isNew)
    #expect(refusal()?.last?.contains("not approved") == true, "the run was written again")
  }

  @Test func `a model that was changed since is refused, approved or not`() throws {
    try small.approve()
    try small.write("model.yaml", SmallPipeline.model.replacing("cap: 2", with: "cap: 3"))
    #expect(refusal()?.last?.hasPrefix("model.yaml: the definition changed since that run") == true)
  }

  /// Writes an approval of this manifest as a program would.
  private func forge(run: String? = nil, date: String = "2026-01-20") throws {
    let digest = Digest.of([UInt8](try Data(contentsOf: URL(filePath: "\(path)/manifest.json"))))
    let approval = Approval(run: run ?? directory, manifestSha256: digest, by: "秘书长", date: date)
    try Data(approval.json()).write(to: URL(filePath: "\(path)/approval.json"))
  }

  @Test func `the approval of another run is none`() throws {
    try forge()
    #expect(try notice() == [small.root + "/notice"], "the forgery is good")
    try FileManager.default.removeItem(atPath: small.root + "/notice")
    try forge(run: "small-2024-00000000")
    #expect(refusal() == ended("批准的是small-2024-00000000", "the approval is that of small-2024-00000000"))
    try small.write("out/\(directory)/approval.json", "{}")
    #expect(
      refusal() == [
        "\(path)/approval.json：不是批准文件；请删去后重新执行dutyrank approve",
        "\(path)/approval.json: no approval; remove it and approve the run again",
      ])
  }

  @Test(arguments: ["昨天", "2025-02-01"]) func `an approval without a day, or before the run's own, is none`(
    _ date: String
  ) throws {
    try forge(date: date)
    #expect(refusal()?.last == "\(path)/approval.json: no approval; remove it and approve the run again")
  }

  @Test(arguments: [
    ("秘书长", "副秘书长"), ("2026-01-20", "2026-01-21"), ("\"checksum\" : \"", "\"checksum\" : \"0"),
  ]) func `an approval that was edited by hand approves nothing, and nobody is told of it`(
    _ before: String, _ after: String
  ) throws {
    try small.approve()
    let file = "\(path)/approval.json"
    let text = try small.read(file)
    try small.write("out/\(directory)/approval.json", text.replacing(before, with: after))
    #expect(
      refusal() == [
        "\(file)：写出之后被改过（校验值不符），批准无效；请取回原文件，或删去后重新执行dutyrank approve",
        "\(file): was edited after it was written, as its checksum tells, so it approves nothing; restore it, or "
          + "remove it and approve the run again",
      ])
    #expect(try RunsReport(in: small.out).lines().contains { $0.contains("批准") } == false)
    try small.write("out/\(directory)/approval.json", text)
    #expect(try notice() == [small.root + "/notice"], "restored")
  }

  @Test func `an approval that stands is not written over`() throws {
    try small.approve()
    #expect(
      try small.approve() == [
        "\(directory)早已由秘书长批准，未改动  was approved so before; nothing was changed"
      ])
    let error = #expect(throws: RunError.self) { try small.approve(by: "副秘书长") }
    #expect(error?.exitCode == 2)
    #expect(
      error?.lines() == [
        "\(directory)：秘书长2026-01-20已经批准；要改，请先删去\(path)/approval.json",
        "\(directory): 秘书长 approved it on 2026-01-20; to change that, remove \(path)/approval.json first",
      ])
  }

  @Test(arguments: ["", " ", "张\n三", "张三13800138000"]) func `who approves has a name on one line`(
    _ name: String
  ) throws {
    let error = #expect(throws: RunError.self) { try small.approve(by: name) }
    #expect(error?.exitCode == 2)
    #expect(
      error?.lines() == [
        "--by：请写批准人的姓名或职务，一行，不含号码",
        "--by: write the name or office of who approves, on one line and without numbers of persons",
      ])
    #expect(!FileManager.default.fileExists(atPath: "\(path)/approval.json"))
  }

  @Test func `the day of an approval is a date`() throws {
    let error = #expect(throws: RunError.self) { try small.approve(date: "2026-1-20") }
    #expect(error?.lines().last == "--date: '2026-1-20' is no date; write 2026-01-20")
  }

  @Test func `an approval is not given before the day as of which the run is`() throws {
    let error = #expect(throws: RunError.self) { try small.approve(date: "2025-12-30") }
    #expect(error?.exitCode == 2)
    #expect(
      error?.lines() == [
        "--date：2025-12-30早于这次运行的截止日期2025-12-31；请核对日期",
        "--date: 2025-12-30 lies before 2025-12-31, as of which the run is; check the date",
      ])
    #expect(!FileManager.default.fileExists(atPath: "\(path)/approval.json"))
    #expect(try small.approve(date: "2025-12-31").count == 1)
  }

  @Test func `runs says who approved, as long as the manifest is the same`() throws {
    try small.approve()
    func told() throws -> [String] { try RunsReport(in: small.out).lines().filter { $0.contains("批准") } }
    #expect(try told() == ["    秘书长2026-01-20批准 approved by 秘书长 on 2026-01-20"])
    try small.write("out/\(directory)/manifest.json", small.read("\(path)/manifest.json"))
    #expect(try told().isEmpty, "a line end more")
  }
}
