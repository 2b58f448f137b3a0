/// Subjects of proposals, reports and activities.
struct Themes {
  static let places = ["东城区", "西城区", "南湖区", "北岭县", "清河县", "临江县", "高新区", "经开区", "云山镇", "白石乡"]

  static let subjects = [
    "老旧小区加装电梯", "农村饮水安全", "社区居家养老服务", "中小学课后服务", "城区停车管理", "河湖水环境治理", "民营企业融资服务",
    "乡村旅游发展", "历史文化街区保护", "基层医疗人才队伍建设", "农产品冷链物流", "生活垃圾分类", "校园周边交通秩序", "残疾人就业创业",
    "数字政务服务", "科技成果转化", "青年人才引进", "非物质文化遗产传承", "食品安全监管", "电动自行车充电设施", "高标准农田建设", "公共图书馆开放",
    "全民健身设施", "婴幼儿托育服务", "外卖骑手权益保障", "古树名木保护", "公交线网优化", "工业园区配套", "职业教育产教融合", "小微企业减负",
    "消防安全隐患整治", "城市内涝治理", "医保异地结算", "新能源汽车充电网络", "乡镇卫生院能力建设", "预制菜产业规范", "湿地生态修复", "家政服务规范化",
    "夜间经济发展", "老年人智能服务", "法律援助服务", "台资企业服务", "侨胞返乡投资", "民族团结进步创建", "宗教场所消防安全", "青少年心理健康",
    "物业服务监管", "农村道路养护", "红色资源利用", "社会组织培育",
  ]
  private static let measures = [
    "摸清底数，分类建立台账", "明确牵头部门和完成时限", "加大财政投入，用好专项资金", "建立部门联席会议制度", "引入社会力量参与", "完善考核办法并公开结果",
    "加强宣传引导", "先行试点，总结后推广", "建设统一的信息平台", "健全群众意见反馈渠道",
  ]
  private static let problems = [
    "群众反映集中", "设施老化、标准偏低", "部门之间衔接不够", "专业人员不足", "资金来源单一", "监管存在盲区", "区域之间不平衡", "政策知晓率不高",
  ]

  private var count = 0

  /// The subjects in turn, so that a year's activities differ.
  mutating func next() -> String {
    defer { count += 1 }
    return Themes.subjects[count * 7 % Themes.subjects.count]
  }

  /// A short text on a subject: a problem and some measures.
  static func text(on subject: String, in place: String, draw: inout Draw) -> String {
    let steps = draw.shuffled(measures).prefix(2 + draw.below(2))
    return
      "\(place)\(subject)方面\(draw.pick(problems))，\(draw.pick(["涉及", "惠及", "覆盖"]))约\(draw.within(2...90) * 100)人。建议："
      + steps.joined(separator: "；") + "。"
  }
}
