import Ranking
import Records

extension MethodSheet {
  private static let ways = ["读入\nIn", "保留\nKept", "退回\nRejected", "合并\nMerged", "过滤\nFiltered"]

  /// The rows of all sources together, stage by stage.
  var stages: [Sheet.Row] {
    section(
      "账目：每一步 Books by stage（读入 = 保留 + 退回 + 合并 + 过滤）",
      ["步骤\nStage", "含义\nMeaning", "相符\nCloses"] + MethodSheet.ways,
      Stage.accounted.map { stage in
        let accounts = run.books.accounts.filter { $0.stage == stage }
        let closes = accounts.allSatisfy(\.closes) ? "✓" : "✗"
        return [.text(stage.rawValue), .text(meaning(stage)), .text(closes, .centred)]
          + counts(accounts).map { .count($0) }
      })
  }

  private func counts(_ accounts: [StageAccount]) -> [Int64] {
    [\StageAccount.input, \.kept, \.rejected, \.merged, \.filtered].map { way in
      accounts.reduce(0) { $0 + $1[keyPath: way].count }
    }
  }

  private func meaning(_ stage: Stage) -> String {
    switch stage {
    case .ingest: "成行 rows become records"
    case .clean: "清洗 cells become values"
    case .resolve: "归属 whose record it is"
    case .deduplicateEqual: "查重：各格相同的行 equal rows"
    case .deduplicateKey: "查重：编号相同的行 same key"
    case .void: "作废与改期 void and re-dated"
    case .deduplicateThing: "查重：同一件事 same thing"
    case .deduplicateDecided: "查重：经裁定相同 decided to be the same"
    case .derive: "推定 derived"
    }
  }

  /// What each source brought and what is left of it after the last stage.
  var sources: [Sheet.Row] {
    section(
      "账目：每个来源 Books by source", ["来源\nSource", "名称\nTitle", "文件\nFiles"] + MethodSheet.ways,
      run.tables.map { table in
        let accounts = run.books.accounts.filter { $0.source == table.source }
        let read = accounts.first?.input.count ?? 0
        let kept = accounts.last?.kept.count ?? 0
        let gone = counts(accounts).dropFirst(2)
        return [
          .text(table.source), .text(table.shape.title),
          .count(run.files.count { $0.source == table.source }),
        ] + ([read, kept] + gone).map { .count($0) }
      })
  }

  /// The files that rows were read from.
  var inputs: [Sheet.Row] {
    section(
      "数据文件 Inputs", ["来源\nSource", "文件\nFile", "行数\nRows", "字节\nBytes", "SHA-256", "", "", ""],
      run.inputs.map { input in
        [
          .text(input.source), .text(input.name), .count(input.rows), .count(input.size),
        ] + digest(input.sha256)
      })
  }

  /// The pipeline, the contracts and the model.
  var definitions: [Sheet.Row] {
    section(
      "定义文件 Definitions", ["种类\nKind", "文件\nFile", "", "", "SHA-256", "", "", ""],
      run.definitions.map { definition in
        [.text(definition.kind), .text(definition.name), .empty(), .empty()] + digest(definition.sha256)
      })
  }

  /// A digest across four columns.
  private func digest(_ sha256: String) -> [Cell] {
    [.text(sha256, .code)] + Array(repeating: .empty(), count: 3)
  }

  /// Commands that anyone may run again.
  var checks: [Sheet.Row] {
    let name = run.identity.directory
    let number = run.ranking.standings.first.map { run.members[Int($0.member)].number } ?? "NUMBER"
    let checks = [
      ("重算并逐字节核对 Make every file again and compare", "dutyrank verify \(name)"),
      ("一名委员的每一分从哪里来 Where each point comes from", "dutyrank explain \(name) \(number)"),
      ("各文件的 SHA-256 Digests of all files", "manifest.json"),
      ("同一排名，供程序读取 The same ranking for programs", "ranking.csv"),
    ]
    return section(
      "怎样核对 How to verify", [], checks.map { [.text($0.0), .empty(), .text($0.1), .empty(), .empty()] })
  }
}
