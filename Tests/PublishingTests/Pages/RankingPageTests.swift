import Foundation
import Ranking
import Records
import Scoring
import Testing

@testable import Publishing

@Suite struct RankingPageTests {
  private func page(_ run: RunRecord) -> PageText { PageText(RankingPage.artifact(run)) }

  @Test func `the page of 0147 holds its numbers and is well-formed`() {
    let page = page(Fixture.run())
    #expect(page.faults == [])
    #expect(!page.text.contains("://"))
    #expect(page.cells("rank") == ["1"])
    #expect(page.cells("no") == ["0147"])
    #expect(page.cells("total") == ["98.00"])
    #expect(page.cells("grade") == ["●优秀"])
    #expect(page.text.contains("<p class=\"lead\">委员1人参加排名，优秀1。 "))
    #expect(page.text.contains("依据3行原始记录，账目步步相符；退回1行（33.33%）。"))
    #expect(page.text.contains("示例办法：正式使用前须换成本级政协自己的办法。"))
    #expect(
      page.text.contains(
        "aria-label=\"A 36.00，B 20.00（封顶减1.00），C 11.00（封顶减1.00），D 5.00，E 7.00，F 6.00，G 14.00，H -1.00\""))
  }

  @Test func `the waterfall's data are the ledger's amounts, a deduction its total`() {
    let data = page(Fixture.run()).between("<script type=\"application/json\" id=\"data\">", "</script>")
    #expect(
      data == [
        """
        [[["A","会议活动","base"],["B","提案","base"],["C","社情民意","base"],["D","线上履职","base"],\
        ["E","值班与工作室","base"],["F","学习培训","base"],["G","加分","bonus"],["H","扣分","deduction"]],
        [[1,"B1","立案（第一提案人）",""],[1,"B2","提交未立案",""],[1,"B3","联名附议",""],[1,"B4","集体提案执笔",""],\
        [2,"C1","收录",""],[2,"C2","采用",""]],
        [
        ["98.00","经济委",["36.00","20.00","11.00","5.00","7.00","6.00","14.00","-1.00"],["","","","","","","",""],\
        [[0,2,2,"16.00","16.00","","","","",""],[1,1,1,"1.00","1.00","","","","",""],\
        [2,2,2,"3.00","4.00","","","","","1.00"],[4,4,4,"3.00","4.00","","","","1.00",""],\
        [5,1,2,"8.00","13.00","5.00","","","",""]],["T 98.00≥90.00 优秀","Q1 经济界第1名/4席，优秀"],""]]]
        """
      ])
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "</script><script>", "\"'&", "a\u{2028}b", "\u{202E}甲乙", "]]>-->",
    String(repeating: "很长", count: 4_000),
  ])
  func `a hostile name, sector or committee breaks nothing`(_ hostile: String) {
    let member = Member(
      number: hostile, name: hostile, profile: "委员", post: hostile, sector: hostile, committee: hostile,
      joinedOn: Day(number: 18_993), leftOn: nil, isInOffice: true, months: 12, sickMonths: 0,
      row: RowReference(table: 0, row: 0))
    let page = page(Fixture.run(members: [member]))
    #expect(page.faults == [])
    #expect(page.text.components(separatedBy: "<script").count == 3)
    #expect(
      !page.text.components(separatedBy: "<main>")[1].components(separatedBy: "<script")[0].contains(
        "\u{202E}"))
  }

  @Test func `an empty run, members without a rank and a quarter have their pages`() {
    let empty = page(Fixture.run(members: [], cards: [], standings: []))
    #expect(empty.faults == [])
    #expect(empty.text.contains("<p>没有委员。</p>"))
    #expect(!empty.text.contains("<figure>"))
    let aside = page(Fixture.run(standings: [Fixture.place(0, rank: nil, grade: "不定等次")]))
    #expect(aside.faults == [])
    #expect(aside.cells("rank") == ["—"])
    #expect(aside.cells("grade") == ["◇不定等次"])
    #expect(aside.text.contains("委员0人参加排名，另有1人不参加排名"))
    let quarter = page(Fixture.run(standings: [Fixture.place(0, rank: 1, grade: nil)]))
    #expect(quarter.faults == [])
    #expect(quarter.text.contains("委员1人参加排名；本期不评等次。"))
    #expect(quarter.cells("grade") == [""])
    #expect(!quarter.text.contains("class=\"limit\""))
  }

  @Test func `a spread needs three members and is of members' own values`() throws {
    let totals = ["98", "70", "60"]
    let members = totals.indices.map { Fixture.member("\($0)", "甲") }
    let cards = totals.enumerated().map { Fixture.card($0.offset, total: $0.element) }
    let standings = totals.indices.map { Fixture.place($0, rank: $0 + 1, grade: $0 == 0 ? "优秀" : "不合格") }
    let three = Fixture.run(members: members, cards: cards, standings: standings)
    let spread = try #require(CategorySpread(three, profile: 0, category: 0))
    #expect(
      [spread.lower, spread.median, spread.upper] == [Points](repeating: Fixture.points("36"), count: 3))
    #expect(CategorySpread(Fixture.run(), profile: 0, category: 0) == nil)
    let histogram = try #require(Histogram(three, profile: 0))
    #expect(histogram.step == Fixture.points("2"))
    #expect(histogram.bands.map(\.members) == [1, 0, 0, 0, 0, 1] + Array(repeating: 0, count: 13) + [1])
    #expect(histogram.bands.last?.leaders == 1)
    #expect(histogram.limits.map(\.from) == [Fixture.points("90")])
  }

  @Test func `what a gate, an alert or a rate without a divisor says of absence stays out`() {
    let gates = [
      Gate(code: "V1", name: "全会缺席", when: .always, effect: .ceiling("合格")),
      Gate(code: "T", name: "病假", when: .always, effect: .alert),
      Gate(code: "V3", name: "违纪", when: .always, effect: .setAside("不合格")),
    ]
    let base = Fixture.model
    let model = Model(
      id: base.id, title: base.title, isExample: true, effectiveFrom: nil, effectiveTo: nil, decimals: 2,
      profiles: base.profiles, windows: base.windows, prorate: [], floor: nil, categories: base.categories,
      gates: gates, rankKeys: [], grades: base.grades)
    let reasons = [
      Reason(code: "V3", text: "V3 违纪，不合格"), Reason(code: "V1", text: "V1 全会缺席，最高合格"),
      Reason(code: "P", text: "P 任职9/12个月，按比例折算"), Reason(code: "N", text: "N A1无应计场次，按20.00分计"),
      Reason(code: "T", text: "T 病假（提醒）"),
    ]
    let year = PublicReasons.texts(Fixture.place(0, rank: 1, grade: "合格", reasons: reasons), model: model)
    #expect(year == ["门槛：不合格（依据见 explain）", "门槛：最高合格（依据见 explain）", "P 任职9/12个月，按比例折算"])
    let quarter = PublicReasons.texts(Fixture.place(0, rank: 1, grade: nil, reasons: reasons), model: model)
    #expect(quarter == ["P 任职9/12个月，按比例折算"])
  }

  @Test func `a long ranking ends after its first thousand and says so`() {
    let members = (0..<5_001).map { Fixture.member("\($0)", "甲") }
    let cards = members.indices.map { Fixture.card($0, total: "98") }
    let standings = members.indices.map { Fixture.place($0, rank: $0 + 1, grade: "优秀") }
    let page = page(Fixture.run(members: members, cards: cards, standings: standings))
    #expect(page.cells("no").count == 1_000)
    #expect(page.text.contains("共5,001人，本表只列前1,000人，其余见 ranking.csv。"))
    #expect(page.text.contains("委员 5,001人"))
    #expect(page.text.utf8.count < 4_000_000)
  }

  @Test func `a model with a mean and without grades has its page`() {
    let amount = Amount(Fraction(1), profiles: 1)
    let selection = Selection(relation: "authorship", window: "year", condition: .always)
    let leaf = Node(
      code: "M1", name: "比率", clause: "第一条",
      content: .leaf(Leaf(selection: selection, award: .measure(.count, worth: .normalised))))
    let mean = Node(
      code: "M", name: "指数", clause: "指数", content: .group(.geometric(full: amount), [leaf]))
    let base = Fixture.model
    let model = Model(
      id: "MEAN", title: "", isExample: false, effectiveFrom: nil, effectiveTo: nil, decimals: 4,
      profiles: base.profiles, windows: base.windows, prorate: [], floor: nil,
      categories: [Category(role: .base, start: nil, node: mean)], gates: [], rankKeys: [], grades: [])
    var score = LeafScore(leaf: 0)
    score.events = 2
    score.raw = Fixture.points("2")
    let points = Fixture.points("0.5")
    let card = Scorecard(
      member: 0, profile: 0, setAsideBy: nil, categories: [CategoryScore(raw: points, points: points)],
      leaves: [score], base: points, bonus: .zero, deduction: .zero, sum: points, total: points,
      withoutDivisor: [])
    let page = page(
      Fixture.run(model: model, cards: [card], standings: [Fixture.place(0, rank: 1, grade: nil)]))
    #expect(page.faults == [])
    #expect(page.cells("total") == ["0.5000"])
    #expect(
      page.text.contains(
        "[\"0.5000\",\"经济委\",[\"0.5000\"],[\"\"],[[0,0,2,\"\",\"2.0000\",\"\",\"\",\"\",\"\",\"\"]],[],\"\"]")
    )
    #expect(page.text.contains("[0,\"M1\",\"比率\",\"第一条\"]"))
    #expect(!page.text.contains("示例办法"))
  }

  @Test func `leaves that select by absence are not told, those that select presence are`() {
    let shown: [Condition] = [
      .always, .test(.field("status"), .isOneOf([.text("present")])),
      .test(.field("kind"), .isNoneOf([.text("x")])),
      .test(.field("status"), .isNoneOf([.text("leave"), .text("absent"), .text("exempt")])),
    ]
    let hidden: [Condition] = [
      .test(.field("status"), .isOneOf([.text("present"), .text("leave")])),
      .all([.any([NamedCondition(condition: .test(.field("absent"), .isPresent))])]),
      .not(.test(.field("status"), .isOneOf([.text("present")]))),
      .test(.field("status"), .isNoneOf([.text("absent")])), .test(.field("lapses"), .isPresent),
    ]
    let data = { (relation: String, condition: Condition) in
      let node = Node(
        code: "A1", name: "到会", clause: "到会",
        content: .leaf(
          Leaf(
            selection: Selection(relation: relation, window: "year", condition: condition), award: .entered)))
      let group = Node(code: "A", name: "会议", clause: "会议", content: .group(.sum, [node]))
      let model = Model(
        id: "M", title: "", isExample: false, effectiveFrom: nil, effectiveTo: nil, decimals: 2,
        profiles: ["委员"], windows: [], prorate: [], floor: nil,
        categories: [Category(role: .base, start: nil, node: group)], gates: [], rankKeys: [], grades: [])
      return String(
        decoding: MemberDetail(Fixture.run(model: model, cards: [], standings: [])).json([]).bytes,
        as: UTF8.self)
    }
    for condition in shown { #expect(data("attendance", condition).contains("A1")) }
    for condition in hidden {
      #expect(!data("attendance", condition).contains("A1"))
      #expect(data("shifts", condition).contains("A1"))
    }
    #expect(!data("penalties", .always).contains("A1"))
  }
}
