import Definitions
import Foundation
import Orchestration
import Publishing
import Records

/// `notice`: how long it takes to make documents and pages in memory, as `name,milliseconds` by runs; `make bench-notice`
/// runs it.
struct NoticeCommand {
  private static let members = 420
  private static let runs = 9
  private static let date = Period(year: 2025).last

  init(_ arguments: [String]) throws(UsageError) {
    guard arguments.count == 1 else { throw UsageError(problem: "notice takes no argument") }
  }

  func run() throws -> [String] {
    let ranking = NoticeCommand.ranking
    let statements = (0..<NoticeCommand.members).map(NoticeCommand.statement)
    let workers = Workers(ProcessInfo.processInfo.activeProcessorCount)
    var lines: [String] = []
    for run in 0...NoticeCommand.runs {
      let one = try Stopwatch.time { try WordFile.bytes(of: ranking) }
      let all = Stopwatch.time {
        workers.map(statements.count) { (try? WordFile.bytes(of: statements[$0]))?.count ?? 0 }
      }
      precondition(
        one.result.count > 4_096 && all.result.allSatisfy { $0 > 4_096 }, "a document that is none")
      if run > 0 { lines += ["ranking,\(one.ms)", "statements,\(all.ms)"] }
    }
    return try lines + NoticeCommand.pages()
  }

  /// The overview and the studio board from a run of SampleData that is done.
  private static func pages() throws -> [String] {
    let text = try String(contentsOfFile: "Pipelines/\(AspectFile.name)", encoding: .utf8)
    let aspects = try AspectFile.decode(text: text, path: AspectFile.name)
    let run = try Run.compute(Plan(RunRequest(pipeline: "Pipelines/evaluation.yaml"))).record
    var lines: [String] = []
    for turn in 0...runs {
      let overview = Stopwatch.time {
        OverviewPage.html(
          run, OverviewFacts(run, aspects), OverviewPage.Provenance(manifest: "", taxonomy: nil))
      }
      let studio = Stopwatch.time { StudioPage.html(run, StudioFacts(run)) }
      precondition(overview.result.count > 65_536 && studio.result.count > 16_384, "a page that is none")
      if turn > 0 { lines += ["overview,\(overview.ms)", "studio,\(studio.ms)"] }
    }
    return lines
  }

  /// A 通报's attachment: a row for each member in 14 columns.
  private static var ranking: OfficialDocument {
    let headings = ["名次", "编号", "姓名", "界别", "总分", "等次", "会议", "提案", "民意", "线上", "值班", "学习", "加分", "扣分"]
    let rows = (1...members).map { number in
      ["\(number)", "\(1_000 + number)", "示例\(number)", "经济界", "88.50", "合格"]
        + (0..<8).map { "\((number * 7 + $0) % 40).25" }
    }
    let table = DocumentTable(columns: headings.map { .init($0, width: 10) }, rows: rows)
    return OfficialDocument(
      title: "排名表", date: date,
      sections: [.init(isLandscape: true, [.attachmentMark("附件"), .blank, .title(["排名表"]), .table(table)])])
  }

  /// A member's paper: two short tables, then one of sixty records.
  private static func statement(_ member: Int) -> OfficialDocument {
    func table(_ rows: Int, _ columns: Int) -> OfficialDocument.Block {
      .table(
        DocumentTable(
          columns: (0..<columns).map { .init("列\($0)", width: 10, .left) },
          rows: (0..<rows).map { row in (0..<columns).map { "委员\(member)的第\(row)件事项\($0)" } }))
    }
    return OfficialDocument(
      title: "履职明细", date: date,
      sections: [
        .init([
          .title(["履职明细"]), .blank, .body("委员\(member)，总分88.50分。"), table(9, 6), .body("少计的分："), table(7, 4),
          .signature(Signature(issuer: "政协示例市委员会办公室", date: "2026年1月9日", isSealed: false)),
        ]), .init(isLandscape: true, [table(60, 6)]), .init(isLandscape: true, [table(12, 4)]),
      ])
  }
}
