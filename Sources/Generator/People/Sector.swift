/// A sector (界别) of the sample and its seats.
struct Sector {
  let name: String
  /// Members of profile 委员.
  let ordinary: Int
  /// Members of profile 常委, leaders apart.
  let standing: Int

  /// The thirty-four sectors in the order in which they are printed; a few are smaller than a quota's pool limit.
  static let all: [Sector] = [
    Sector("中共界", 24, 3), Sector("民革界", 14, 1), Sector("民盟界", 16, 1), Sector("民建界", 16, 1),
    Sector("民进界", 13, 1), Sector("农工党界", 13, 1), Sector("致公党界", 8, 1), Sector("九三学社界", 13, 1),
    Sector("台盟界", 3, 0), Sector("无党派人士界", 12, 1), Sector("共青团界", 7, 1), Sector("总工会界", 8, 1),
    Sector("妇联界", 10, 1), Sector("青联界", 8, 0), Sector("工商联界", 22, 2), Sector("科协界", 11, 1),
    Sector("台联界", 4, 0), Sector("侨联界", 8, 1), Sector("文化艺术界", 13, 1), Sector("科学技术界", 13, 1),
    Sector("社会科学界", 8, 1), Sector("经济界", 25, 2), Sector("农业界", 17, 1), Sector("教育界", 19, 1),
    Sector("体育界", 10, 0), Sector("新闻出版界", 8, 1), Sector("医药卫生界", 17, 1), Sector("对外友好界", 6, 0),
    Sector("社会福利和社会保障界", 8, 1), Sector("少数民族界", 8, 1), Sector("宗教界", 8, 1),
    Sector("特邀香港人士界", 5, 1), Sector("特邀澳门人士界", 3, 0), Sector("特邀人士界", 10, 1),
  ]

  private init(_ name: String, _ ordinary: Int, _ standing: Int) {
    self.name = name
    self.ordinary = ordinary
    self.standing = standing
  }
}

/// The special committees (专委会) of the sample.
enum Committee {
  static let all = [
    "提案委员会", "经济委员会", "农业和农村委员会", "人口资源环境委员会", "教科卫体委员会", "社会法制委员会",
    "民族宗教委员会", "港澳台侨外事委员会", "文化文史和学习委员会", "委员工作委员会",
  ]
}
