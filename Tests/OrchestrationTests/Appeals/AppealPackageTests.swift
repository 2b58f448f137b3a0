import Foundation
import Testing

@testable import Orchestration

struct AppealPackageTests {
  private let filed: AppealFixture

  init() throws { filed = try AppealFixture() }

  private func package(_ member: String, _ claims: String...) throws -> [String] {
    try FileManager.default.createDirectory(
      atPath: filed.small.root + "/notices", withIntermediateDirectories: true)
    try filed.small.write("notices/statement.txt", "# 明细\n{{number}}{{name}}\n@table lines\n@table aside")
    try filed.small.write("claims.csv", ([AppealFixture.header] + claims).joined(separator: "\n"))
    return try AppealPackage.write(
      run: filed.name, member: member, claims: claims.isEmpty ? nil : filed.small.root + "/claims.csv",
      in: filed.small.out,
      format: .html)
  }

  @Test func `a package holds a member's own lines and answers, and nobody else`() throws {
    let written = try package(
      "0201", "S1,0201,补录,五微,,,more.csv,截图,2026-01-20", "S2,0147,作废,micro_items,W1,,,重复,2026-01-20")
    let own = "\(filed.path)/notices/appeal-package/0201"
    #expect(written == ["\(own)/statement.html", "\(own)/answer.txt"])
    let answer = try filed.small.read("\(own)/answer.txt")
    #expect(
      answer.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().map(String.init) == [
        "  \(filed.name)", "", "  S1  0201 示例乙  补录micro_items more.csv",
        "    依据 evidence 截图 · 答复期限 answer by 2026-01-20",
        "    总分 total 1.00 → 4.00 · 名次 rank 2 → 1 · 等次 grade 合格 → 优秀",
        "    稳固 firm ≥±50.0%  各项权重各自变动在此之内，等次不变 the grade holds while every weight moves within it", "",
      ])
    let statement = try filed.small.read("\(own)/statement.html")
    #expect(statement.contains("0201示例乙"))
    #expect(statement.contains("micro_items.csv"))
    for text in [answer, statement] {
      for secret in ["示例甲", "0147", "S2", "13800138000"] { #expect(!text.contains(secret), "\(secret)") }
    }
    for file in ["statement.html", "answer.txt"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(own)/\(file)")
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
    #expect(try Run.execute(filed.small.request).isNew == false)
  }

  @Test func `without claims it is the paper alone, and claims of others give none`() throws {
    #expect(try package("0147") == ["\(filed.path)/notices/appeal-package/0147/statement.html"])
    let error = #expect(throws: RunError.self) {
      try package("0147", "S1,0201,补录,五微,,,more.csv,截图,2026-01-20")
    }
    #expect(error?.lines().last == "\(filed.small.root)/claims.csv: holds no claim of 0147")
  }

  @Test func `what a claim says of another member is withheld from the answer, and its place told`() throws {
    try filed.small.write(
      "示 例甲.csv", "编号,委员编号,类别,标题,提交时间,状态\nW0,0201,微建议,八,2025-03-08 09:00,有效")
    let written = try package(
      "0201", "S1,0201,补录,五微,,,more.csv,有示例甲、示例乙的签字,2026-01-20",
      "S2,0201,补录,五微,,,示 例甲.csv,示例乙本人截图,2026-01-20", "S3,0147,作废,micro_items,W1,,,示例乙说的,2026-01-20")
    let own = "\(filed.path)/notices/appeal-package/0201"
    #expect(
      written == [
        "\(own)/statement.html", "\(own)/answer.txt",
        "\(filed.small.root)/claims.csv:2  依据提到别的委员，答复中不列  evidence names another member, so the answer withholds it",
        "\(filed.small.root)/claims.csv:3  申诉内容提到别的委员，答复中不列  what is asked names another member, so the answer withholds it",
      ])
    let answer = try filed.small.read("\(own)/answer.txt")
    #expect(!answer.contains("示例甲") && !answer.contains("示 例甲"))
    let lines = answer.split(separator: "\n").map(String.init)
    #expect(lines.contains("  S1  0201 示例乙  补录micro_items more.csv"))
    #expect(
      lines.contains("    依据 evidence （提到他人，略） (names somebody else, left out) · 答复期限 answer by 2026-01-20"))
    #expect(lines.contains("  S2  0201 示例乙  （提到他人，略） (names somebody else, left out)"))
    #expect(lines.contains("    依据 evidence 示例乙本人截图 · 答复期限 answer by 2026-01-20"))
  }

  @Test func `why a claim cannot be done is withheld where it names another`() throws {
    let written = try package("0201", "S1,0201,作废,micro_items,示例甲1,,,误填,2026-01-20")
    #expect(
      written.suffix(2) == [
        "\(filed.small.root)/claims.csv:2  申诉内容提到别的委员，答复中不列  what is asked names another member, so the answer withholds it",
        "\(filed.small.root)/claims.csv:2  不能照办的原因提到别的委员，答复中不列  "
          + "why it cannot be done names another member, so the answer withholds it",
      ])
    let answer = try filed.small.read("\(filed.path)/notices/appeal-package/0201/answer.txt")
    #expect(!answer.contains("示例甲"))
    #expect(answer.contains("    不能照办 cannot be done （提到他人，略）\n      (names somebody else, left out)\n"))
  }

  @Test func `evidence with a phone number is not handed on`() throws {
    let error = #expect(throws: RunError.self) {
      try package("0201", "S1,0201,补录,五微,,,more.csv,问13912345678,2026-01-20")
    }
    #expect(error?.exitCode == 1)
    #expect(error?.lines().first?.contains("/answer.txt:5:18  手机号码") == true, "\(error?.lines() ?? [])")
    #expect(!FileManager.default.fileExists(atPath: "\(filed.path)/notices/appeal-package/0201"))
  }
}
