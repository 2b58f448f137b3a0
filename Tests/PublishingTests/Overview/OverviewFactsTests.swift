import Records
import TestSupport
import Testing

@testable import Publishing

struct OverviewFactsTests {
  private static let members = [
    OverviewFixture.member("0001", "经济界"), OverviewFixture.member("0002", "经济界"),
    OverviewFixture.member("0003", "教育界"), OverviewFixture.member("0004", nil),
  ]

  private static func counts(_ count: RowCount?) -> [String: Int] {
    Dictionary(
      (count?.classes ?? []).map { ($0.name, $0.grid.total) }, uniquingKeysWith: { first, _ in first })
  }

  @Test func `rows are counted by month, 界别 and class; what has none stays visible`() {
    let run = OverviewFixture.run(
      members: OverviewFactsTests.members,
      sources: [
        .init(
          source: "micro_items", title: "五微", fields: OverviewFixture.microItems, key: "item_no",
          rows: [
            ["W1", "0001", "微建议", "2025-01-01", "办结"], ["W2", "0003", "微建议", "2025-12-31 23:59", "采纳"],
            ["W3", "0002", "微调研", "", "待审"], ["W4", "0004", "微监督", "2025-03-01", "无效"],
            ["W5", "0009", "", "2025-03-01", ""], ["W6", "0001", "微建议", "2024-12-31 23:59", "有效"],
            ["W7", "0001", "微建议", "2026-01-01", "有效"],
          ])
      ])
    let facts = OverviewFacts(run, [])
    #expect(facts.frame.sectors.map(\.name) == ["经济界", "教育界"])
    #expect(facts.frame.sectors.map(\.members) == [2, 1])
    let micro = facts.submissions.micro
    #expect(micro?.rows == 7)
    #expect(micro?.elsewhere == 2)
    #expect(micro?.all.months == [1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1])
    #expect(micro?.all.sectors == [2, 1, 2])
    #expect(
      OverviewFactsTests.counts(micro) == ["待审": 1, "有效": 0, "无效": 1, "办结": 1, "采纳": 1, "未归类": 1])
    #expect(micro?.grid(SubmissionFacts.settled)?.total == 2)
    #expect(
      facts.submissions.microOutcomes.map(\.counts) == [
        [0, 0, 0, 1, 1], [1, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0],
      ])
    let line = facts.sources[0]
    #expect([line.counted, line.elsewhere, line.undated, line.unassigned, line.outside] == [5, 2, 1, 2, 0])
    #expect(line.books.kept == 7)
  }

  @Test func `a proposal is its first person's, an outcome that of what it belongs to`() {
    let run = OverviewFixture.run(
      members: OverviewFactsTests.members,
      sources: [
        .init(
          source: "proposals",
          fields: [
            ("proposal_no", .text), ("kind", .category(["个人", "联名", "集体"])), ("submitted_on", .date),
            ("status", .category(["已提交", "立案", "归并"])),
          ], key: "proposal_no",
          rows: [
            ["T1", "联名", "2025-02-01", "立案"], ["T2", "个人", "2025-02-02", "归并"],
            ["T3", "集体", "2025-03-01", "已提交"],
          ]),
        .init(
          source: "proposal_people",
          fields: [
            ("proposal_no", .text), ("position", .integer), ("role", .category(["第一提案人", "附议人"])),
            ("member_no", .code(width: 4)),
          ], key: "proposal_no",
          rows: [
            ["T1", "2", "附议人", "0003"], ["T1", "1", "第一提案人", "0001"], ["T2", "1", "第一提案人", "0003"],
            ["T3", "1", "第一提案人", ""],
          ]),
        .init(
          source: "outcomes",
          fields: [
            ("outcome_no", .text), ("item_kind", .category(["提案", "社情民意", "微建议"])), ("item_no", .text),
            ("outcome", .category(["采用", "批示", "重点提案"])), ("level", .category(["市", "省"])),
            ("dated_on", .date),
          ], key: "outcome_no",
          rows: [
            ["C1", "提案", "T1", "采用", "省", "2025-05-01"], ["C2", "提案", "T3", "重点提案", "", "2025-06-01"],
            ["C3", "社情民意", "T1", "批示", "市", "2025-06-01"],
          ]),
      ])
    let facts = OverviewFacts(run, []).submissions
    #expect(facts.proposals?.all.sectors == [1, 1, 1])
    #expect(facts.proposals?.grid(SubmissionFacts.filed)?.sectors == [1, 1, 0])
    #expect(OverviewFactsTests.counts(facts.proposalKinds) == ["个人": 1, "联名": 1, "集体": 1])
    #expect(facts.outcomes?.all.sectors == [1, 0, 2])
    #expect(
      OverviewFactsTests.counts(facts.outcomes).filter { $0.value > 0 } == ["采用·省": 1, "重点提案": 1, "批示·市": 1])
  }

  @Test func `a shift is whose it became, a message has the date of its shift`() {
    let run = OverviewFixture.run(
      members: OverviewFactsTests.members,
      sources: [
        .init(
          source: "duty_shifts", fields: OverviewFixture.shifts, key: "shift_no",
          rows: [
            ["S1", "0001", "0003", "2025-01-30 09:00", "2025-01-30 08:59", "正常"],
            ["S2", "0001", "", "2025-01-30 15:00", "2025-01-31 08:00", "正常"],
            ["S3", "0002", "", "2025-02-06 09:00", "", "取消"],
          ]),
        .init(
          source: "duty_messages", fields: OverviewFixture.messages, key: "message_no",
          rows: [
            ["M1", "S1", "2025-02-01 09:00", "2025-02-01 10:00", "否"],
            ["M2", "S2", "2025-01-30 15:10", "", "否"],
            ["M3", "S2", "2025-01-30 15:20", "", "是"], ["M4", "S9", "2025-03-01 09:00", "", "否"],
          ]),
      ])
    let duty = OverviewFacts(run, []).duty
    #expect(OverviewFactsTests.counts(duty.shifts) == ["已签到": 1, "未签到": 1, "取消": 1])
    #expect(duty.shifts?.all.sectors == [2, 1, 0])
    #expect(duty.swapped.total == 1)
    #expect(duty.days.prefix(2) == [1, 0])
    #expect(OverviewFactsTests.counts(duty.messages) == ["已答复": 1, "未答复": 2, "无效": 1])
    #expect(duty.messages?.all.months.prefix(3) == [3, 0, 1])
    #expect(duty.messages?.all.sectors == [2, 1, 1])
  }

  @Test func `a title that names a member gives way`() {
    let name = OverviewFactsTests.members[0].name
    let run = OverviewFixture.run(
      members: OverviewFactsTests.members,
      sources: [
        .init(
          source: "activities", fields: OverviewFixture.activities, key: "activity_no",
          rows: [["A1", "热点关注", "热点关注：公交（\(name)主持）", "正常"]]),
        .init(
          source: "comments", fields: OverviewFixture.comments, key: "comment_no",
          rows: [["C1", "A1", "0001", "公交", "2025-07-01 09:00", "是"]]),
      ])
    #expect(OverviewFacts(run, []).comments.topics.map(\.title) == ["（题目中有姓名）"])
  }

  @Test func `comments of the public are counted apart, by topic and by aspect`() {
    let run = OverviewFixture.run(
      members: OverviewFactsTests.members,
      sources: [
        .init(
          source: "activities", fields: OverviewFixture.activities, key: "activity_no",
          rows: [
            ["A1", "热点关注", "热点关注：优先发展公交", "正常"], ["A2", "远程协商", "社区治理", "正常"],
            ["A3", "调研", "停车", "取消"],
          ]),
        .init(
          source: "comments", fields: OverviewFixture.comments, key: "comment_no",
          rows: [
            ["C1", "A1", "0001", "公交线路和停车", "2025-07-01 09:00", "是"],
            ["C2", "A1", "0001", "医保报销", "2025-07-02 09:00", "是"],
            ["C3", "A1", "", "公交太少", "2025-06-30 09:00", "是"],
            ["C4", "A1", "", "赞", "2025-07-03 09:00", "否"],
            ["C5", "A2", "0003", "公交", "2025-08-01 09:00", "是"],
            ["C6", "A1", "0003", "别的", "2025-07-04", "是"],
            ["C7", "A1", "", "公交", "2024-07-04", "是"],
          ], outside: [2, 3, 6]),
      ])
    let facts = OverviewFacts(
      run,
      [
        Aspect(name: "交通", keywords: ["公交", "停车"]), Aspect(name: "医疗", keywords: ["医保"]),
        Aspect(name: "线路", keywords: ["线路"]),
      ])
    let comments = facts.comments
    #expect(
      comments.topics == [
        .init(title: "优先发展公交", members: 2, memberComments: 3, publicComments: 2)
      ])
    #expect(comments.total("热点关注") == 5)
    #expect(comments.total("远程协商") == 1)
    #expect(comments.ofMembers?.all.sectors == [2, 2, 0])
    #expect(comments.aspects.lines.map { [$0.members, $0.outside] } == [[1, 1], [1, 0], [1, 0]])
    #expect([comments.aspects.unclassified.members, comments.aspects.unclassified.outside] == [1, 0])
    #expect([comments.aspects.comments, comments.aspects.invalid] == [4, 1])
    // A hot topic without a half-day is dated by its first comment, be it of another year.
    #expect(facts.attendance.activities?.elsewhere == 1)
    #expect(facts.attendance.activities?.all.months.last == 1)
    #expect(facts.attendance.held == 1)
    #expect(facts.sources.first { $0.title == "comments" }?.outside == 2)
  }

  @Test func `attendance is counted by half-days of the period`() {
    let run = OverviewFixture.run(
      members: OverviewFactsTests.members, sources: [],
      relations: [
        Relation.fixture(
          "attendance",
          [
            ("kind", .category(["全会", "远程协商"])), ("present", .integer), ("leave", .integer),
            ("absent", .integer),
          ],
          [
            .init(
              0, "2025-01-08", "A1",
              ["kind": .text("全会"), "present": .integer(6), "leave": .integer(1), "absent": .integer(1)]),
            .init(
              2, "2025-02-08", "A2",
              ["kind": .text("远程协商"), "present": .integer(1), "leave": .integer(0), "absent": .integer(0)]),
            .init(
              1, "2024-02-08", "A2",
              ["kind": .text("远程协商"), "present": .integer(1), "leave": .integer(0), "absent": .integer(0)]),
            .init(
              Relation.nobody, "2025-02-08", "A2",
              ["kind": .text("远程协商"), "present": .integer(1), "leave": .integer(0), "absent": .integer(0)]),
          ])
      ])
    let attendance = OverviewFacts(run, []).attendance
    #expect(attendance.share == Share(part: 7, whole: 9))
    #expect(attendance.share.text == "77.8%")
    #expect(attendance.visits.sectors == [1, 1, 0])
    #expect(attendance.remoteVisits.total == 1)
    let frame = OverviewFacts(run, []).frame
    #expect(attendance.share(0, frame) == nil, "a group of two shows no share")
  }

  @Test(arguments: [
    (Share(part: 0, whole: 0), "—", "—"), (Share(part: 1, whole: 8), "12.5%", "0.1"),
    (Share(part: 1, whole: 2000), "0.1%", "0.0"), (Share(part: 1, whole: 2001), "0.0%", "0.0"),
    (Share(part: 3, whole: 3), "100.0%", "1.0"), (Share(part: 25, whole: 20), "125.0%", "1.3"),
  ])
  func `shares are exact and rounded half-up`(_ share: Share, text: String, ratio: String) {
    #expect(share.text == text)
    #expect(share.ratio == ratio)
  }

  /// Law: the months, the 界别 and the classes each add up to the rows of the period, which with those of other times are
  /// all surviving rows, as the books have them.
  @Test(arguments: UInt64(1)...40) func `every breakdown adds up to the books`(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let sectors = ["经济界", "教育界", "农业界", nil]
    let members = (1...Int.random(in: 1...12, using: &random)).map {
      OverviewFixture.member("000\($0)", sectors.randomElement(using: &random) ?? nil)
    }
    let numbers = members.map(\.number) + ["", "9999"]
    let dates = [
      "2024-12-31 23:59", "2025-01-01", "2025-06-30", "2025-07-01", "2025-12-31", "2026-01-01", "",
    ]
    func pick(_ list: [String]) -> String { list.randomElement(using: &random) ?? "" }
    let days = (1...40).map { _ in pick(dates) }
    let micro = days.enumerated().map { row, day in
      ["W\(row)", pick(numbers), pick(["微建议", "微服务", ""]), day, pick(["办结", "有效", ""])]
    }
    let shifts = days.enumerated().map { row, day in
      ["S\(row)", pick(numbers), pick(["", "", numbers[0]]), day, pick([day, ""]), pick(["正常", "取消"])]
    }
    let messages = days.enumerated().map { row, day in
      ["M\(row)", "S\(Int.random(in: 0...50, using: &random))", day, pick([day, ""]), pick(["是", "否"])]
    }
    let activities = (0..<4).map { ["A\($0)", pick(["调研", "热点关注", "远程协商"]), "题", pick(["正常", "取消"])] }
    let comments = days.enumerated().map { row, day in
      ["C\(row)", "A\(Int.random(in: 0...4, using: &random))", pick(numbers), "公交", day, pick(["是", "否"])]
    }
    let period = pick(["年", "季"]) == "年" ? Period(year: 2025) : Period(year: 2025, quarter: 2)
    let run = OverviewFixture.run(
      members: members,
      sources: [
        .init(source: "micro_items", fields: OverviewFixture.microItems, key: "item_no", rows: micro),
        .init(source: "duty_shifts", fields: OverviewFixture.shifts, key: "shift_no", rows: shifts),
        .init(source: "duty_messages", fields: OverviewFixture.messages, key: "message_no", rows: messages),
        .init(source: "activities", fields: OverviewFixture.activities, key: "activity_no", rows: activities),
        .init(
          source: "comments", fields: OverviewFixture.comments, key: "comment_no", rows: comments,
          outside: comments.indices.filter { comments[$0][2].isEmpty }),
      ], period: period)
    let facts = OverviewFacts(run, [Aspect(name: "交通", keywords: ["公交"])])
    let counts = [
      facts.submissions.micro, facts.submissions.microKinds, facts.duty.shifts, facts.duty.messages,
      facts.attendance.activities, facts.comments.ofMembers, facts.comments.ofPublic,
    ].compactMap(\.self)
    #expect(counts.count == 7)
    for count in counts {
      #expect(count.all.months.reduce(0, +) == count.all.total, "\(seed) \(count.source)")
      #expect(count.all.sectors.reduce(0, +) == count.all.total, "\(seed) \(count.source)")
      #expect(count.classes.reduce(0) { $0 + $1.grid.total } == count.all.total, "\(seed) \(count.source)")
      #expect(count.all.total + count.elsewhere == count.rows, "\(seed) \(count.source)")
    }
    for line in facts.sources {
      #expect(Int64(line.counted + line.elsewhere) == line.books.kept, "\(seed) \(line.title)")
    }
    let topics = facts.comments.topics.reduce(0) { $0 + $1.memberComments + $1.publicComments }
    #expect(topics == facts.comments.total(ActivityDates.hot), "\(seed)")
    #expect(facts.comments.aspects.comments + facts.comments.aspects.invalid == topics, "\(seed)")
  }
}
