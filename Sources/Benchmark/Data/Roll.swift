/// Members and activities.
struct Roll {
  static let mostMembers = 900_000
  static let activities = 2000

  let members: Int
  private let chance: Chance

  init(members: Int, seed: UInt64) {
    self.members = members
    chance = Chance(seed: seed)
  }

  private static let sectors = [
    "中共", "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟", "无党派", "共青团", "总工会", "妇联", "青联", "工商联",
    "科协", "台胞", "侨联", "文化艺术", "科技", "社会科学", "经济", "农业", "教育", "体育", "新闻出版", "医药卫生", "社会福利", "少数民族", "宗教",
  ]
  private static let committees = ["提案委", "经济委", "农业委", "人资环委", "教科卫体委", "社法民宗委", "港澳台侨外委", "文史委"]
  private static let surnames = Array("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗").map(String.init)
  private static let givenNames = Array("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚").map(String.init)
  private static let kinds = ["专题协商", "专委会", "界别", "调研", "视察", "民主监督", "学习培训", "其他"]

  /// 4 % 常委; all joined in January 2022.
  func memberBytes() -> [UInt8] {
    var text = Text()
    text.add("委员编号,姓名,类别,任常委日期,职务,界别,专委会,任职日期,离任日期\n")
    for index in 0..<members {
      let draw = chance.draw(.person, index)
      text.add(index + 1, width: CheckinBook.codeWidth)
      text.comma()
      text.add(Roll.pick(Roll.surnames, draw, 0))
      text.add(Roll.pick(Roll.givenNames, draw, 10))
      text.add(Roll.pick(Roll.givenNames, draw, 20))
      text.add(index % 25 == 7 ? ",常委,," : ",委员,,")
      text.comma()
      text.add(Roll.pick(Roll.sectors, draw, 30))
      text.comma()
      text.add(Roll.pick(Roll.committees, draw, 40))
      text.add(",2022-01-10,\n")
    }
    return text.bytes
  }

  func activityBytes() -> [UInt8] {
    var text = Text()
    text.add("活动编号,类别,名称,参加范围,状态,地点\n")
    for index in 0..<Roll.activities {
      let kind = Roll.kinds[index % Roll.kinds.count]
      text.add("A")
      text.add(index + 1, width: 5)
      text.add(",\(kind),\(kind)活动\(index + 1),名单,正常,\n")
    }
    return text.bytes
  }

  private static func pick(_ values: [String], _ draw: UInt64, _ bit: Int) -> String {
    values[draw.below(values.count, from: bit)]
  }
}
