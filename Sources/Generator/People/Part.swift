/// The cast: members whose year 2025 is written so that a gate, a reason code or a tie is certain to occur.
enum Part: CaseIterable {
  case twin, absentee, idler, paperless, homebody, suspended, proxied, proxy, fabricator
  case threePlenaries, threeStandings, sevenStandings
  case departed, resigned, latecomer, convalescent, joinedInMarch, joinedInJuly, risen, delegated, clashing,
    sleeper

  /// What the member shows, for the handbook.
  var story: String {
    switch self {
    case .twin:
      "two members of one sector of ten with the same scored activity: tie at the sector's only seat (Q3 待审, S)"
    case .absentee: "absent from the whole plenary, otherwise busy (V1, V2 未参加全会)"
    case .idler: "does nothing and owes much: total below 0 raised to the floor (V1, V2 all three parts, F)"
    case .paperless: "no proposal and no report, otherwise busy (V2 无提案和社情民意)"
    case .homebody: "no 调研 or 视察, otherwise above 90 (V2 未参加调研视察 lowers a high total)"
    case .suspended: "资格暂停 over part of the year (V3)"
    case .proxied: "another scanned for this member: 代签 with activity, total above 90 all the same (V4 最高合格)"
    case .proxy: "the one who scanned for another: 代签 (V4)"
    case .fabricator: "造假 with an item: the report is voided (V4)"
    case .threePlenaries: "absent or on leave at the plenaries of 2023, 2024, 2025 (V5 本届全会缺席3次)"
    case .threeStandings: "常委 on leave at three standing meetings of 2025 (V5 本年常委会缺席3次)"
    case .sevenStandings:
      "常委 away from seven standing meetings since 2023, two of them in 2025 (V5 本届常委会缺席7次)"
    case .departed: "left office on 2025-08-31 (V6 期末不在任)"
    case .resigned: "left office on 2025-05-20 (V6 期末不在任)"
    case .latecomer: "joined on 2025-11-03 (V6 任职不满3个月, N)"
    case .convalescent: "approved 病假 from 2025-02-20 to 2025-10-20 without activity (V6 符合免评情形)"
    case .joinedInMarch: "joined on 2025-03-10 after the plenary (P, N)"
    case .joinedInJuly: "joined on 2025-07-01 (P, N)"
    case .risen: "委员 who became 常委 on 2025-07-01"
    case .delegated: "at a meeting of a higher body during the whole plenary: exempt, nothing owed (N)"
    case .clashing: "scanned at two activities of one half-day: it counts for neither (clash)"
    case .sleeper: "little of everything: 不合格 by points"
    }
  }

  /// Sector and position in it; for 常委 the position among the standing members.
  var places: [(sector: String, position: Int)] {
    switch self {
    case .twin: [("体育界", 1), ("体育界", 2)]
    case .absentee: [("经济界", 5)]
    case .idler: [("工商联界", 9)]
    case .paperless: [("医药卫生界", 6)]
    case .homebody: [("教育界", 4)]
    case .suspended: [("工商联界", 12)]
    case .proxied: [("农业界", 3)]
    case .proxy: [("农业界", 5)]
    case .fabricator: [("社会科学界", 3)]
    case .threePlenaries: [("文化艺术界", 4)]
    case .departed: [("中共界", 7)]
    case .resigned: [("民盟界", 9)]
    case .latecomer: [("民进界", 6)]
    case .convalescent: [("民建界", 8)]
    case .joinedInMarch: [("妇联界", 4), ("科学技术界", 9)]
    case .joinedInJuly: [("九三学社界", 7), ("中共界", 15)]
    case .delegated: [("侨联界", 2)]
    case .clashing: [("新闻出版界", 3)]
    case .sleeper: [("经济界", 17), ("中共界", 20)]
    case .threeStandings: [("常委", 7)]
    case .sevenStandings: [("常委", 12)]
    case .risen: [("常委", 25)]
    }
  }
}
