/// The fixed stock that names are put together from. Any likeness to a real person is chance.
struct NameStock {
  private static let surnames = Array(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
  ).map(String.init)
  private static let first = Array("建国文明志永春海晓雪丽秀玉红佳思嘉子雨宏德光立学新正景维少庆家兴树仁启承").map(String.init)
  private static let second = Array("华平军民强生林峰辉波涛斌杰鹏飞宁梅兰芳英霞琴燕娟敏洁颖涵怡然轩宇航博远达成康安").map(String.init)
  private static let single = Array("伟静敏磊洋勇艳杰娟涛超霞刚兵亮红玲丹莉雷").map(String.init)
  private static let minority = [
    "阿依古丽·买买提江", "扎西·多吉", "古丽娜尔·艾山", "巴特尔·苏和", "卓玛·央金", "吐尔逊·阿不都", "娜仁·其木格", "岩温·罕勐",
  ]
  /// Members of one name: two pairs in different sectors, one pair in one sector; then rare characters.
  private static let fixed: [String: String] = [
    "经济界1": "张伟", "教育界1": "张伟", "民革界2": "李静", "医药卫生界2": "李静", "工商联界1": "王芳", "工商联界2": "王芳",
    "文化艺术界2": "王䶮", "科学技术界2": "田𠮷", "社会科学界2": "陈镕生",
  ]

  private var draw = Draw("names")
  private var used: Set<String> = ["张伟", "李静", "王芳", "王䶮", "田𠮷", "陈镕生"]

  /// The next name for a seat; no name comes twice but for the fixed ones.
  mutating func name(sector: String, position: Int) -> String {
    if let fixed = NameStock.fixed[sector + String(position)] { return fixed }
    if sector == "少数民族界", position >= 1, position <= NameStock.minority.count {
      return NameStock.minority[position - 1]
    }
    while true {
      let given =
        draw.chance(22)
        ? draw.pick(NameStock.single) : draw.pick(NameStock.first) + draw.pick(NameStock.second)
      let name = draw.pick(NameStock.surnames) + given
      if used.insert(name).inserted { return name }
    }
  }
}
