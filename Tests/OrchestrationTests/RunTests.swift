import Foundation
import Orchestration
import Publishing
import Records
import Testing

@Suite struct RunTests {
  @Test func `a run publishes its files and says so`() throws {
    let small = try SmallPipeline()
    let outcome = try Run.execute(small.request)
    #expect(outcome.isNew)
    #expect(
      try small.read(outcome.path + "/ranking.csv")
        == "profile,rank,member_no,name,sector,committee,total,grade,D,bonus,deduction,reasons\r\n"
        + "委员,1,0147,示例甲,经济界,,2.00,优秀,2.00,0.00,0.00,T 2.00≥2.00 优秀\r\n"
        + "委员,2,0201,示例乙,教育界,,1.00,合格,1.00,0.00,0.00,T 1.00<2.00 合格\r\n")
    #expect(small.published() == [(outcome.path as NSString).lastPathComponent, "latest"].sorted())
    #expect(try small.read(small.out + "/latest") == (outcome.path as NSString).lastPathComponent + "\n")
    #expect(
      outcome.lines().contains(
        "  books        8 = 7 kept + 0 rejected + 1 merged + 0 filtered   ✓ closed at every stage"))
    #expect(outcome.lines().contains("     1  示例甲  经济界  2.00  优秀"))
    #expect(outcome.lines().contains("  优秀 1 · 合格 1"))
  }

  @Test func `the same run again touches no file`() throws {
    let small = try SmallPipeline()
    let first = try Run.execute(small.request)
    let place = URL(filePath: first.path + "/ranking.csv")
    let before = try FileManager.default.attributesOfItem(atPath: place.path)[.modificationDate] as? Date
    let second = try Run.execute(small.request)
    #expect(!second.isNew)
    #expect(second.path == first.path)
    #expect(second.lines().last == "  已发布过同样的结果，文件未动  the same run was published before; no file was touched")
    let after = try FileManager.default.attributesOfItem(atPath: place.path)[.modificationDate] as? Date
    #expect(before == after)
  }

  @Test func `a damaged publication is made whole again`() throws {
    let small = try SmallPipeline()
    let first = try Run.execute(small.request)
    let files = try small.files(first.path)
    try Data("x".utf8).write(to: URL(filePath: first.path + "/ledger.csv"))
    let second = try Run.execute(small.request)
    #expect(second.isNew)
    #expect(try small.files(second.path) == files)
  }

  @Test func `as-of changes the printed date and no point`() throws {
    let small = try SmallPipeline()
    let first = try Run.execute(small.request)
    var request = small.request
    request.period = Period(year: 2025)
    request.asOf = Day(year: 2026, month: 2, day: 3)
    let second = try Run.execute(request)
    #expect(second.path != first.path)
    for name in ["ranking.csv", "ledger.csv", "events.csv", "accounting.csv"] {
      #expect(try small.read(first.path + "/" + name) == small.read(second.path + "/" + name))
    }
    #expect(try small.read(second.path + "/summary.md").contains("截至 2026-02-03"))
  }

  @Test(arguments: [1, 7, 64]) func `the size of a work unit changes no byte`(_ unitSize: Int) throws {
    let small = try SmallPipeline()
    let first = try small.files(try Run.execute(small.request).path)
    var request = small.request
    request.unitSize = unitSize
    request.workers = 1
    request.out = small.root + "/other"
    #expect(try small.files(try Run.execute(request).path) == first)
  }

  @Test func `a quarter run ranks and grades nobody`() throws {
    let small = try SmallPipeline()
    var request = small.request
    request.period = Period(year: 2025, quarter: 1)
    let outcome = try Run.execute(request)
    #expect(outcome.lines().contains("     1  示例甲  经济界  2.00"))
    #expect(outcome.lines().contains("  本期不评等次 no grades in this run"))
    #expect(try small.read(outcome.path + "/summary.md").contains("\n- 委员：2人参加排名。\n"))
  }

  @Test func `a rejection's own finding stands in the quarantine alone`() throws {
    let small = try SmallPipeline(items: SmallPipeline.items.replacing("W4,0201", with: "W4,9999"))
    let outcome = try Run.execute(small.request)
    #expect(
      try small.read(outcome.path + "/quarantine.csv").contains("\"W4,9999,微建议,四,2025-03-04 09:00,待审\""))
    #expect(try !small.read(outcome.path + "/findings.csv").contains(",AWAITING_CLAIM,"))
  }

  @Test func `unused rows say why`() throws {
    let small = try SmallPipeline()
    let outcome = try Run.execute(small.request)
    let unused = try small.read(outcome.path + "/unused.csv")
    #expect(unused.contains("micro_items,micro_items.csv,5,6,"))
    #expect(unused.contains(",NOT_SELECTED,没有指标取用它的记录："))
    #expect(unused.contains(",CONTEXT,参照资料：只供其他行核对,"))
  }

  @Test func `verify makes the run again and finds every difference`() throws {
    let small = try SmallPipeline()
    let outcome = try Run.execute(small.request)
    let lines = try Verification.lines(run: "latest", in: small.out)
    #expect(lines.last == "17个文件与重算结果逐字节相同  17 files equal a new run byte for byte")
    let place = outcome.path + "/ledger.csv"
    try FileManager.default.removeItem(atPath: place)
    let missing = #expect(throws: RunError.self) { try Verification.lines(run: "latest", in: small.out) }
    #expect(missing?.exitCode == 1)
    #expect(missing?.lines() == ["ledger.csv：目录中没有这个文件", "ledger.csv: the directory lacks this file"])
    try small.write("data/micro_items.csv", SmallPipeline.items + "\nW6,0201,微建议,六,2025-03-06 09:00,有效")
    let changed = #expect(throws: RunError.self) { try Verification.lines(run: "latest", in: small.out) }
    #expect(
      changed?.lines() == [
        "micro_items.csv：数据文件在那次运行之后变了，无法核对；请取回当时的文件",
        "micro_items.csv: the input changed since that run, so it cannot be made again; restore the file",
      ])
  }

  @Test func `explain leads from the total to the raw row and says what the cap took`() throws {
    let small = try SmallPipeline(
      items: SmallPipeline.items.replacing("三,2025-03-03 09:00,有效", with: "三\u{1B}[31m,2025-03-03 09:00,有效"))
    let outcome = try Run.execute(small.request)
    let lines = try Explain.lines(run: outcome.path, member: "0147", in: small.out)
    #expect(lines.first == "0147 示例甲 · 经济界 · 委员 · 2025    2.00  优秀  第1名 rank 1 of 2")
    #expect(
      lines.contains { $0.contains("D1 五微") && $0.contains("2.00 / 2  3/3件 · 原始 raw 3.00 · 封顶减 capped 1.00") }
    )
    #expect(lines.contains("        micro_items.csv:2"))
    #expect(lines.contains("          W1,0147,微建议,一,2025-03-01 09:00,有效"))
    #expect(lines.contains("          W3,0147,微建议,三␛[31m,2025-03-03 09:00,有效"))
    #expect(
      lines.contains {
        $0.contains("2025-03-03T09:00:00 W3") && $0.hasSuffix("0.00  封顶减 1.00 lost to the cap")
      })
    #expect(lines.suffix(2) == ["  等次 grade  优秀", "    T 2.00≥2.00 优秀"])
    let error = #expect(throws: RunError.self) {
      try Explain.lines(run: "latest", member: "9999", in: small.out)
    }
    #expect(error?.exitCode == 2)
  }
}
