import Records

/// Records of some members in the relations and words that YY-DEFAULT-1 reads. A member's records rest on his diligence
/// of a thousand, so that members with many of one kind have many of the others.
struct CommitteeBooks {
  private(set) var attendance = RecordBook(
    "attendance",
    [
      ("kind", .words(CommitteeBooks.kinds)),
      ("basis", .words(["required", "registered", "invited", "walk_in"])),
      ("status", .words(["present", "leave", "absent"])), ("present", .whole), ("leave", .whole),
      ("absent", .whole),
      ("attended", .parts(CommitteeBooks.parts)), ("covered", .parts(CommitteeBooks.parts)),
      ("lapses", .whole),
      ("contributed", .flag),
    ])
  private(set) var authorship = RecordBook(
    "authorship",
    [
      ("status", .words(["立案", "归并", "已提交", "转送参考", "不予立案"])),
      ("role", .words(["第一提案人", "附议人", "执笔"])), ("position", .whole),
    ])
  private(set) var reports = RecordBook(
    "reports", [("status", .words(["收录", "已提交"])), ("from_filed", .flag)])
  private(set) var outcomes = RecordBook(
    "outcomes",
    [
      ("outcome", .words(["采用", "重点提案", "优秀提案", "批示"])), ("item_kind", .words(["社情民意", "提案"])),
      ("level", .words(CommitteeBooks.levels)), ("role", .words(["第一提案人", "附议人", "反映人"])),
      ("from_filed", .flag), ("item", .whole),
    ])
  private(set) var microItems = RecordBook("micro_items", [("status", .words(["有效", "办结", "采纳", "无效"]))])
  private(set) var comments = RecordBook("comments", [("kind", .words(["热点关注", "其他"])), ("valid", .flag)])
  private(set) var shifts = RecordBook(
    "shifts", [("signed_in", .flag), ("excused", .flag), ("answered_share", .parts(CommitteeBooks.parts))])
  private(set) var studios = RecordBook(
    "studio_records", [("kind", .words(["工作室活动", "服务群众"])), ("verified", .flag)])
  private(set) var study = RecordBook(
    "study", [("kind", .words(["学习日", "心得"])), ("minutes", .whole), ("verified", .flag)])
  private(set) var merits = RecordBook(
    "merits",
    [
      ("kind", .words(["大会口头发言", "大会书面发言", "媒体报道", "表彰", "公益"])),
      ("level", .words(CommitteeBooks.levels)), ("verified", .flag),
    ])
  private(set) var messages = RecordBook("messages", [("overdue", .flag), ("excused", .flag)])
  private(set) var penalties = RecordBook("penalties", [("kind", .words(["代签"]))])
  private(set) var statuses = RecordBook("member_status", [("kind", .words(["中止"]))])

  static let kinds = [
    "专题协商", "主席会议", "专委会", "界别", "调研", "视察", "民主监督", "评议", "全会", "常委会", "远程协商", "学习培训",
  ]
  private static let levels = ["市", "省", "全国"]
  private static let parts = [
    Fraction(0), Fraction(1), Fraction(1, 2), Fraction(2, 3), Fraction(1, 3), Fraction(7, 8), Fraction(3, 4),
  ]

  private static var books: [WritableKeyPath<CommitteeBooks, RecordBook>] {
    [
      \.attendance, \.authorship, \.reports, \.outcomes, \.microItems, \.comments, \.shifts, \.studios,
      \.study,
      \.merits, \.messages, \.penalties, \.statuses,
    ]
  }

  var all: [RecordBook] { CommitteeBooks.books.map { self[keyPath: $0] } }

  mutating func add(_ other: CommitteeBooks) {
    for book in CommitteeBooks.books { self[keyPath: book].add(other[keyPath: book]) }
  }

  mutating func addRecords(of member: Int, isStanding: Bool, diligence: Int, _ draws: inout Draws) {
    addPlenaries(member, diligence, &draws)
    addMeetings(member, isStanding, diligence, &draws)
    addProposals(member, diligence, &draws)
    addOnline(member, diligence, &draws)
    addDuty(member, diligence, &draws)
    addMerits(member, diligence, &draws)
  }
}

extension CommitteeBooks {
  private static let firstDay: Int32 = 20_089  // 2025-01-01

  private func day(_ draws: inout Draws) -> Int32 { CommitteeBooks.firstDay + Int32(draws.below(365)) }

  /// One a year of the term, of eight half-days.
  private mutating func addPlenaries(_ member: Int, _ diligence: Int, _ draws: inout Draws) {
    for year in 0..<4 {
      let present = draws.isHit(diligence) ? 8 : draws.hits(of: 8, 600 + diligence / 3)
      let leave = draws.hits(of: 8 - present, 900)
      let status = present > 0 ? 0 : leave > 0 ? 1 : 2
      let covered = present + leave
      attendance.add(
        member, on: CommitteeBooks.firstDay + 40 - Int32(year) * 365, 8, 0, status, present, leave,
        8 - covered,
        present == 8 ? 1 : 2, covered == 8 ? 1 : covered == 7 ? 5 : covered == 6 ? 6 : 4,
        draws.isHit(80) ? 1 : 0, 0)
    }
  }

  private mutating func addMeetings(_ member: Int, _ isStanding: Bool, _ diligence: Int, _ draws: inout Draws)
  {
    let counts = [(10, 0), (isStanding ? 4 : 0, 9), (3, 10), (4, 11)]
    for (count, first) in counts {
      for _ in 0..<count {
        let kind = first == 0 ? draws.below(8) : first
        let isPresent = draws.isHit(350 + diligence * 6 / 10)
        let basis = [0, 1, 2, 2, 2, 3][draws.below(isPresent ? 6 : 5)]
        let attended = isPresent ? [1, 1, 1, 1, 1, 2, 2, 3, 4][draws.below(9)] : 0
        let status = isPresent ? 0 : draws.isHit(800) ? 1 : 2
        attendance.add(
          member, on: day(&draws), kind, basis, status, isPresent ? 1 : 0, status == 1 ? 1 : 0,
          status == 2 ? 1 : 0,
          attended, isPresent ? 1 : 0, isPresent && draws.isHit(40) ? 1 : 0,
          isPresent && draws.isHit(700) ? 1 : 0)
      }
    }
  }

  private mutating func addProposals(_ member: Int, _ diligence: Int, _ draws: inout Draws) {
    for _ in 0..<draws.hits(of: 3, 200 + diligence * 7 / 10) {
      authorship.add(member, on: day(&draws), [0, 0, 0, 1, 2, 3, 4][draws.below(7)], 0, 1)
    }
    for _ in 0..<draws.hits(of: 4, diligence * 7 / 10) {
      authorship.add(member, on: day(&draws), draws.below(5), 1, 2 + draws.below(4))
    }
    if draws.isHit(60) { authorship.add(member, on: day(&draws), 0, 2, 1 + draws.below(4)) }
    for _ in 0..<draws.hits(of: 4, 200 + diligence * 6 / 10) {
      reports.add(member, on: day(&draws), draws.below(4) / 3, draws.isHit(50) ? 1 : 0)
    }
    for _ in 0..<draws.hits(of: 4, diligence * 6 / 10) {
      outcomes.add(member, on: day(&draws), 0, 0, [0, 0, 0, 1, 1, 2][draws.below(6)], 2, 0, draws.below(3))
    }
    for _ in 0..<draws.hits(of: 3, diligence / 7) {
      outcomes.add(
        member, on: day(&draws), 1 + draws.below(3), 1, draws.below(3), draws.below(2), 0, 3 + draws.below(2))
    }
  }

  private mutating func addOnline(_ member: Int, _ diligence: Int, _ draws: inout Draws) {
    for _ in 0..<draws.hits(of: 9, 100 + diligence * 8 / 10) {
      microItems.add(member, on: CommitteeBooks.firstDay + Int32(draws.below(20)), draws.below(4))
    }
    for _ in 0..<draws.hits(of: 8, 100 + diligence * 7 / 10) {
      comments.add(
        member, on: CommitteeBooks.firstDay + Int32(draws.below(20)), draws.below(5) / 4,
        draws.isHit(900) ? 1 : 0)
    }
    for _ in 0..<draws.hits(of: 16, 200 + diligence * 7 / 10) {
      study.add(member, on: day(&draws), 0, 10 + draws.below(80), 0)
    }
    for _ in 0..<draws.hits(of: 3, diligence * 8 / 10) {
      study.add(member, on: day(&draws), 1, 0, draws.isHit(900) ? 1 : 0)
    }
  }

  private mutating func addDuty(_ member: Int, _ diligence: Int, _ draws: inout Draws) {
    for _ in 0..<2 {
      shifts.add(
        member, on: day(&draws), draws.isHit(600 + diligence * 4 / 10) ? 1 : 0, draws.isHit(500) ? 1 : 0,
        draws.isHit(400 + diligence * 6 / 10) ? 1 : 2 + draws.below(3))
    }
    for _ in 0..<3 {
      messages.add(
        member, on: day(&draws), draws.isHit(300 - diligence / 4) ? 1 : 0, draws.isHit(300) ? 1 : 0)
    }
    for _ in 0..<draws.hits(of: 6, 200 + diligence * 7 / 10) {
      studios.add(member, on: day(&draws), draws.below(2), draws.isHit(900) ? 1 : 0)
    }
  }

  private mutating func addMerits(_ member: Int, _ diligence: Int, _ draws: inout Draws) {
    for _ in 0..<draws.hits(of: 5, diligence / 4) {
      merits.add(
        member, on: day(&draws), [0, 1, 1, 2, 2, 2, 3, 4, 4, 4][draws.below(10)],
        [0, 0, 0, 0, 1, 2][draws.below(6)],
        draws.isHit(900) ? 1 : 0)
    }
    if draws.isHit(4) { penalties.add(member, on: day(&draws), 0) }
    if draws.isHit(2) { statuses.add(member, on: day(&draws), 0) }
  }
}
