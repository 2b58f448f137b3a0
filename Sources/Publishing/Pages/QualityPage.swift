import Records
import Scoring

/// `quality.html`: what became of the rows, in counts and words. It cites no row, member or cell; who mends the rows
/// reads the staff files.
enum QualityPage {
  static func artifact(_ run: RunRecord) -> Artifact {
    let page = Page(
      title: "\(run.identity.period.chinese)数据质量", kicker: run.identity.title,
      english: "Data quality \(run.identity.period)", identity: run.identity, model: run.model.id)
    let facts = QualityFacts(run)
    let bytes = page.html(script: false) { markup in
      markup.paragraph(RunSentences.trust(run), class: "lead")
      review(run, to: &markup)
      nearSame(run, to: &markup)
      rejections(facts, to: &markup)
      books(facts, to: &markup)
      findings(facts, to: &markup)
      corrections(facts, to: &markup)
      merges(facts, to: &markup)
      aside(facts, to: &markup)
      byteClasses(facts, to: &markup)
      inputs(facts, to: &markup)
    }
    return Artifact(file: .quality, bytes: bytes, rows: nil)
  }

  private static func section(
    _ zh: String, _ en: String, note: String = "", none: String, _ table: QualityTable?,
    to markup: inout Markup
  ) {
    markup.element("section") { markup in
      markup.heading("h2", zh, en)
      guard let table else {
        markup.element("p", text: none)
        return
      }
      if !note.isEmpty { markup.element("p", ["class": "note"], text: note) }
      table.write(to: &markup)
    }
  }

  /// What is open, in counts: who is meant stands in the staff file.
  private static func review(_ run: RunRecord, to markup: inout Markup) {
    let rows = ReviewQuestion.Kind.allCases.compactMap { kind -> [QualityTable.Cell]? in
      let questions = run.review.questions.filter { $0.kind == kind }
      guard !questions.isEmpty else { return nil }
      let words = CodeWords.question(kind)
      return [
        .words(words.zh, words.en), .number(Int64(questions.count)),
        .number(Int64(questions.count { $0.effect?.grades ?? 0 > 0 })),
        .number(Int64(questions.count { $0.effect?.points ?? .zero != .zero })),
        .number(Int64(questions.count { $0.effect == nil })),
      ]
    }
    let unasked = run.review.unasked > 0 ? "另有\(grouped(Int64(run.review.unasked)))项超出一次运行的上限，未列出。" : ""
    section(
      "待决定的问题", "open questions",
      note: "按对等次的影响排列，逐项见 review.csv（限经办人员）。影响是只改这一项、其余不变时的结果，含名额。\(unasked)",
      none: run.review.isAsked ? "没有待决定的问题。" : "本流程不列待决定的问题（outputs: review: false）。",
      rows.isEmpty
        ? nil
        : QualityTable(
          [
            ("问题", "question"), ("项数", "open"), ("会改变等次", "change a grade"), ("会改变总分", "change a total"),
            ("影响未算", "effect unknown"),
          ], rows), to: &markup)
  }

  /// How the texts were compared, and of sampled ones the recall that this run measured.
  private static func nearSame(_ run: RunRecord, to markup: inout Markup) {
    guard !run.review.nearSame.isEmpty else { return }
    let rows = run.review.nearSame.map { count -> [QualityTable.Cell] in
      [
        .words(count.title, count.source), .words("≥ \(count.threshold)", ""), .number(Int64(count.compared)),
        .number(Int64(count.candidates)), .number(Int64(count.pairs)), sample(count), recall(count),
      ]
    }
    let cut = run.review.nearSame.reduce(0) { $0 + $1.cut }
    let isComplete = run.review.nearSame.allSatisfy { $0.sample == nil }
    section(
      "相近的文字", "near-same text",
      note: "是否相近由共有字组的比例精确计数决定；相近只提问，不合并。"
        + (isComplete
          ? "候选是共有少见字组的各对，不会遗漏相近的。"
          : "未抽样的来源，候选是共有少见字组的各对，不会遗漏相近的；其余的由 MinHash 分段给出。召回率：抽样内全部相近对（用不会漏的办法求出）中，候选也找到的比例。")
        + (cut > 0 ? "过密的分段另有\(grouped(Int64(cut)))对未比较。" : ""),
      none: "",
      QualityTable(
        [
          ("来源", "source"), ("界限", "threshold"), ("比较", "texts"), ("候选", "candidates"), ("相近", "pairs"),
          ("抽样", "sample"), ("召回率", "recall"),
        ], rows), to: &markup)
  }

  private static func sample(_ count: NearSameCount) -> QualityTable.Cell {
    guard let sample = count.sample else { return .words("未抽样", "none drawn") }
    return .words("\(grouped(Int64(sample.texts)))件", "\(grouped(Int64(sample.pairs))) pairs")
  }

  private static func recall(_ count: NearSameCount) -> QualityTable.Cell {
    guard let sample = count.sample else { return .words("无遗漏", "none missed") }
    guard sample.pairs > 0 else { return .words("抽样内没有相近的", "no pair in the sample") }
    let share = Fraction(Int64(sample.found), Int64(sample.pairs))
    return .words("\(share)", "\(sample.found) of \(sample.pairs)")
  }

  private static func rejections(_ facts: QualityFacts, to markup: inout Markup) {
    let whole = facts.rejections.map(\.count).max() ?? 0
    let rows = facts.rejections.map { line in
      counted(line, whole, kind: "rejected", name: "退回")
    }
    section(
      "退回的行", "rejected rows", note: "每行的原文和说明在 quarantine.csv（限经办人员）。", none: "没有退回的行。",
      rows.isEmpty
        ? nil
        : QualityTable(
          [("原因和改法", "reason and remedy"), ("来源", "source"), ("代码", "code"), ("", ""), ("行数", "rows")], rows),
      to: &markup)
  }

  /// Words, sources, code, bar, count.
  private static func counted(
    _ line: QualityFacts.Line, _ whole: Int64, kind: String, name: String
  ) -> [QualityTable.Cell] {
    let words = CodeWords.of(line.code)
    return [
      .words(words.zh, words.en), .sources(sources(line)), .code(line.code),
      .bar([QualityTable.Part(kind: kind, name: name, count: line.count)], of: whole), .number(line.count),
    ]
  }

  /// `签到流水 5、成果 3`, each unbroken.
  private static func sources(_ line: QualityFacts.Line) -> String {
    line.sources.map { "\($0.source)\u{A0}\(grouped($0.count))" }.joined(separator: "、")
  }

  private static func books(_ facts: QualityFacts, to markup: inout Markup) {
    section(
      "每一步的账", "books per stage", note: "条形是这一步拿走的行：深色为退回，灰色为合并，浅色为过滤。每一步：进入＝退回＋合并＋过滤＋保留。",
      none: "没有来源。", account(facts.stages, ("步骤", "stage")), to: &markup)
    section(
      "每个来源的账", "books per source", note: "自读入到最后一步。", none: "没有来源。",
      account(facts.sources, ("来源", "source")), to: &markup)
  }

  private static func account(
    _ accounts: [QualityFacts.Account], _ head: (zh: String, en: String)
  ) -> QualityTable? {
    guard !accounts.isEmpty else { return nil }
    let whole = accounts.map(\.removed).max() ?? 0
    return QualityTable(
      [
        head, ("进入", "in"), ("", ""), ("退回", "rejected"), ("合并", "merged"), ("过滤", "filtered"),
        ("保留", "kept"),
      ],
      accounts.map { account in
        [
          .words(account.name.zh, account.name.en), .number(account.input),
          .bar(
            [
              QualityTable.Part(kind: "rejected", name: "退回", count: account.rejected),
              QualityTable.Part(kind: "merged", name: "合并", count: account.merged),
              QualityTable.Part(kind: "filtered", name: "过滤", count: account.filtered),
            ], of: whole), .number(account.rejected), .number(account.merged), .number(account.filtered),
          .number(account.kept),
        ]
      })
  }

  private static func findings(_ facts: QualityFacts, to markup: inout Markup) {
    let whole = facts.findings.map { Int64($0.count) }.max() ?? 0
    let rows = facts.findings.map { finding -> [QualityTable.Cell] in
      let words = CodeWords.of(finding.code)
      let count = Int64(finding.count)
      return [
        .words(words.zh, words.en), .text(CodeWords.severity(finding.severity)), .code(finding.code),
        .bar([QualityTable.Part(kind: "filtered", name: "发现", count: count)], of: whole), .number(count),
      ]
    }
    section(
      "其他发现", "findings", note: "这些行没有退回。", none: "没有其他发现。",
      rows.isEmpty
        ? nil
        : QualityTable(
          [("发现", "finding"), ("级别", "severity"), ("代码", "code"), ("", ""), ("次数", "times")], rows),
      to: &markup)
  }

  private static func corrections(_ facts: QualityFacts, to markup: inout Markup) {
    let whole = facts.corrections.map(\.count).max() ?? 0
    let rows = facts.corrections.map { line -> [QualityTable.Cell] in
      let words = CodeWords.rule(line.code)
      return [
        .words(words.zh, words.en),
        .bar([QualityTable.Part(kind: "filtered", name: "更正", count: line.count)], of: whole),
        .number(line.count),
      ]
    }
    section(
      "清洗改过的格", "corrected cells", none: "没有改过的格。",
      rows.isEmpty ? nil : QualityTable([("规则", "rule"), ("", ""), ("格数", "cells")], rows), to: &markup)
  }

  private static func merges(_ facts: QualityFacts, to markup: inout Markup) {
    let whole = facts.merges.map(\.line.count).max() ?? 0
    let rows = facts.merges.map { layer, line -> [QualityTable.Cell] in
      [
        .words(layer.zh, layer.en), .sources(sources(line)),
        .bar([QualityTable.Part(kind: "merged", name: "合并", count: line.count)], of: whole),
        .number(line.count),
      ]
    }
    section(
      "合并的行", "merged rows", none: "没有合并的行。",
      rows.isEmpty
        ? nil : QualityTable([("层次", "layer"), ("来源", "source"), ("", ""), ("行数", "rows")], rows),
      to: &markup)
  }

  private static func aside(_ facts: QualityFacts, to markup: inout Markup) {
    let heads = [("原因", "reason"), ("来源", "source"), ("代码", "code"), ("", ""), ("行数", "rows")]
    for (zh, en, lines) in [
      ("过滤的行", "filtered rows", facts.filtered), ("未用于计分的行", "unused rows", facts.unused),
    ] {
      let whole = lines.map(\.count).max() ?? 0
      let rows = lines.map { counted($0, whole, kind: "filtered", name: "行") }
      section(zh, en, none: "没有。", rows.isEmpty ? nil : QualityTable(heads, rows), to: &markup)
    }
  }

  private static func byteClasses(_ facts: QualityFacts, to markup: inout Markup) {
    let heads =
      [("来源", "source"), ("合计", "total")]
      + facts.byteKinds.map { (CodeWords.bytes($0).zh, CodeWords.bytes($0).en) }
    let rows = facts.bytes.map { line -> [QualityTable.Cell] in
      [.text(line.source), .number(line.counts.reduce(0, +))] + line.counts.map { .number($0) }
    }
    section(
      "每个字节的归属", "bytes per class", note: "各类之和等于文件大小。", none: "没有文件。",
      rows.isEmpty ? nil : QualityTable(heads, rows), to: &markup)
  }

  private static func inputs(_ facts: QualityFacts, to markup: inout Markup) {
    let rows = facts.files.map { file -> [QualityTable.Cell] in
      [
        .text(file.path), .text(file.source), .number(file.rows), .number(file.size), .text(file.encoding),
        .digest(file.sha256),
      ]
    }
    section(
      "读入的文件", "inputs", none: "没有文件。",
      rows.isEmpty
        ? nil
        : QualityTable(
          [
            ("文件", "file"), ("来源", "source"), ("行数", "rows"), ("字节", "bytes"), ("编码", "encoding"),
            ("摘要", "SHA-256"),
          ], rows), to: &markup)
  }
}
