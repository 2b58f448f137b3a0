import Foundation
import Ranking
import Records
import Scoring
import Testing

@testable import Publishing

@Suite struct QualityPageTests {
  private static func finding(_ code: String, _ text: String, _ severity: Severity = .error) -> Finding {
    Finding(
      code: code, severity: severity, message: Message(zh: text, en: text), stage: .clean, source: "scans",
      origin: Fixture.origin(3), column: "name")
  }

  private static func rejected(_ code: String) -> QuarantinedRow {
    QuarantinedRow(
      rejection: Rejection(finding: finding(code, "姓名“李四”"), origin: Fixture.origin(3)),
      raw: Array("S3,李四,13800138000".utf8), text: "S3,李四,13800138000")
  }

  private func page() -> PageText {
    PageText(
      QualityPage.artifact(
        Fixture.run(
          quarantine: ["MISSING", "BAD_DATE", "MISSING", "NEW_CODE"].map(QualityPageTests.rejected),
          findings: [QualityPageTests.finding("VOIDED", "因请假QJ1作废", .information)],
          corrections: [("phone", 2), ("width+date_form", 1), ("own_rule", 1)].flatMap { rule, count in
            (0..<count).map { _ in
              Correction(
                rule: rule, source: "scans", origin: Fixture.origin(1), column: "name", before: "李 四",
                after: "李四")
            }
          },
          merges: [
            Merge(
              stage: .deduplicateKey, source: "scans", merged: Fixture.origin(1), survivor: Fixture.origin(2),
              key: "S1/李四")
          ],
          filtered: [
            SetAsideRow(
              SetAsideKind(
                code: "VOIDED", message: Message(zh: "因减分事项CF1作废", en: "void by penalty CF1"), source: "scans"
              ), origin: Fixture.origin(1))
          ],
          unused: [
            SetAsideRow(
              SetAsideKind(
                code: "CONTEXT", message: Message(zh: "", en: ""), source: "scans"), origin: Fixture.origin(2)
            )
          ]
        )))
  }

  @Test func `counts stand with words, source and code, the most frequent first`() {
    let page = page()
    #expect(page.faults == [])
    #expect(!page.text.contains("://"))
    #expect(page.cells("code") == ["MISSING", "BAD_DATE", "NEW_CODE", "VOIDED", "VOIDED", "CONTEXT"])
    #expect(
      page.cells("words").prefix(4) == [
        "必填的格为空：补填 a required cell is blank: fill it in",
        "不是日期：写成2025-03-12的样子 not a date: write it as 2025-03-12",
        "NEW_CODE：逐行说明见经办人员的文件 see the staff files for each row", "读入 ingest",
      ])
    #expect(page.cells("sources").prefix(2) == ["签到流水\u{A0}2", "签到流水\u{A0}1"])
    #expect(page.text.contains("aria-label=\"退回 2\""))
    let rules = [
      "号码写法 form of numbers to call", "own_rule own_rule",
      "全角换成半角，日期写法 full width to half width, form of dates",
    ]
    #expect(page.cells("words").filter { rules.contains($0) } == rules)
    #expect(page.text.contains("查重：主键相同"))
  }

  @Test func `the books, the bytes and the inputs are the run's`() {
    let page = page()
    let numbers = page.cells("number")
    // 3 rejections · stage: in, rejected, merged, filtered, kept · source: the same · finding · 3 rules · merge · filtered ·
    // unused · bytes: total, header, record · input: rows, size
    #expect(
      numbers == [
        "2", "1", "1", "3", "1", "0", "0", "2", "3", "1", "0", "0", "2", "1", "2", "1", "1", "1", "1", "1",
        "400",
        "20", "380", "3", "400",
      ])
    #expect(page.cells("hash") == [Fixture.file.sha256])
  }

  @Test func `no cell, member, message or row is cited`() {
    let text = page().text
    for secret in ["李四", "13800138000", "S3,", "QJ1", "CF1", "请假", "减分"] { #expect(!text.contains(secret)) }
  }

  @Test func `a run without a file or a blemish has its page`() {
    let run = RunRecord(
      identity: Fixture.identity, model: Fixture.model, definitions: [], inputs: [], files: [],
      byteCounts: [], tables: [],
      input: ScoringInput(period: Fixture.identity.period, members: [], relations: [], entered: []),
      attendance: [], cards: [], records: [], ranking: RankingResult(standings: [], seats: []),
      books: Books(),
      quarantine: [], findings: [], corrections: [], merges: [], filtered: [], unused: [])
    let page = PageText(QualityPage.artifact(run))
    #expect(page.faults == [])
    #expect(page.text.contains("<p>没有退回的行。</p>"))
    #expect(page.cells("number") == [])
    #expect(PageText(RankingPage.artifact(run)).faults == [])
  }

  /// The last two cells of each source's line, and what stands above the table.
  private func nearSame(_ samples: [NearSameCount.Sample?], cut: Int = 0) -> (cells: [String], note: String) {
    var run = Fixture.run()
    run.review = Review(
      [], unasked: 0,
      nearSame: samples.map {
        NearSameCount(
          source: "reports", title: "社情民意", threshold: Fraction(9, 10), compared: 5000, candidates: 70,
          cut: cut,
          pairs: 4, sample: $0)
      })
    let page = PageText(QualityPage.artifact(run))
    #expect(page.faults == [])
    let section = page.between("near-same text", "</section>").first ?? ""
    let cells = section.components(separatedBy: "<td class=\"words\">").dropFirst().map { part in
      (part.components(separatedBy: "</td>").first ?? "").replacing(/<[^>]*>/, with: " ")
        .split(separator: " ").joined(separator: " ")
    }
    return (cells.filter { !$0.hasPrefix("≥") && !$0.hasPrefix("社情") }, section)
  }

  @Test
  func `a sample tells what the search for near-same texts found of it, and without one nothing was missed`()
  {
    let (whole, wholeNote) = nearSame([nil])
    #expect(whole == ["未抽样 none drawn", "无遗漏 none missed"])
    #expect(wholeNote.contains("不合并。候选是共有少见字组的各对，不会遗漏相近的。") && !wholeNote.contains("MinHash"))
    let (mixed, note) = nearSame(
      [
        nil, NearSameCount.Sample(texts: 2000, pairs: 8, found: 6),
        NearSameCount.Sample(texts: 2000, pairs: 0, found: 0),
      ], cut: 3)
    #expect(
      mixed == [
        "未抽样 none drawn", "无遗漏 none missed", "2,000件 8 pairs", "0.75 6 of 8", "2,000件 0 pairs",
        "抽样内没有相近的 no pair in the sample",
      ])
    #expect(note.contains("未抽样的来源，候选是共有少见字组的各对，不会遗漏相近的；其余的由 MinHash 分段给出。"))
    #expect(note.contains("过密的分段另有9对未比较。"))
  }

  @Test func `words of rules and codes name no withheld column`() {
    let scan = PrivacyScan(
      withheldNames: ["phone", "手机", "手机号", "电话", "mobile"].map { Key($0) }.reduce(into: []) { $0.insert($1) }
    )
    let artifact = Artifact(file: .quality, bytes: Array(page().text.utf8), rows: nil)
    #expect(scan.hits(in: artifact).map(\.place) == [])
  }
}

@Suite struct PagePrivacyTests {
  struct Case: CustomTestStringConvertible {
    let text: String
    let columns: [Int]
    var testDescription: String { text }
  }

  static let cases = [
    Case(text: "<td>13800138000</td>", columns: [5]),
    Case(text: "<td title=\"11010519491231002X\">", columns: [12]),
    Case(text: "<p>&#49;3800138000", columns: [4]),
    Case(text: "<p>&#x31;3800138000", columns: [4]),
    Case(text: "[\"\\u202813800138000\"]", columns: [9]),
    Case(text: "[\"\\u003C13800138000\"]", columns: [9]),
    Case(text: "[\"\\u0031\\u0033800138000\"]", columns: [3]),
    Case(text: "<td>0515-8888</td>", columns: [5]),
    Case(text: "<td>0515&#45;8888</td>", columns: [5]),
    Case(text: "<td>0515-88880</td>", columns: []),
    Case(text: "<th>手机</th>", columns: [5]),
    Case(text: "<rect x=\"138.1\" y=\"0013\" width=\"8000\">", columns: []),
    Case(text: "13,800,138,000 bytes &amp; &unknown; \\n", columns: []),
  ]

  @Test(arguments: cases) func `a page is scanned as its reader sees it`(_ example: Case) {
    let scan = PrivacyScan(withheldNames: [Key("手机")], withheldValues: [Key("0515-8888")])
    #expect(scan.hits(in: Array(example.text.utf8), of: .page).map(\.column) == example.columns)
  }

  @Test(arguments: ["13800138000", "甲&13800138000", "\u{2028}13800138000", "11010519491231002X", "0515-8888"])
  func `a number planted in a committee or sector stops the page`(_ planted: String) {
    let member = Member(
      number: "0147", name: "甲", profile: "委员", post: "委员", sector: nil, committee: planted,
      joinedOn: Day(number: 18_993), leftOn: nil, isInOffice: true, months: 12, sickMonths: 0,
      row: RowReference(table: 0, row: 0))
    let scan = PrivacyScan(withheldValues: [Key("0515-8888")])
    let artifact = RankingPage.artifact(Fixture.run(members: [member]))
    #expect(scan.hits(in: artifact).count == 1)
    #expect(scan.hits(in: RankingPage.artifact(Fixture.run())).isEmpty)
  }
}
