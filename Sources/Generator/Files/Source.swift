/// The twenty-two sources of model.md §1, with their Chinese headings in the order given there, then the studios, which no
/// point depends on.
enum Source: String, CaseIterable {
  case members, aliases
  case memberStatus = "member_status"
  case activities
  case halfDays = "half_days"
  case invitations, scans, leave, proposals
  case proposalPeople = "proposal_people"
  case reports, outcomes
  case microItems = "micro_items"
  case comments
  case dutyShifts = "duty_shifts"
  case dutyMessages = "duty_messages"
  case studioRecords = "studio_records"
  case study, merits, penalties, adjustments, calendar, studios

  /// The headings of the source's own columns, then the optional ones that the sample carries too.
  var headings: [String] {
    (own + " " + extra).split(separator: " ").map(String.init)
  }

  private var own: String {
    switch self {
    case .members: "委员编号 姓名 类别 任常委日期 职务 界别 专委会 任职日期 离任日期 手机"
    case .aliases: "类别 旧值 委员编号"
    case .memberStatus: "编号 委员编号 类别 起 止 文号"
    case .activities: "活动编号 类别 名称 参加范围 状态 地点"
    case .halfDays: "活动编号 场次 开始 结束"
    case .invitations: "活动编号 委员编号 来源 应到 答复 取消时间"
    case .scans: "流水号 活动编号 委员编号 时间 方向 方式 场次 确认人 设备"
    case .leave: "假条号 委员编号 活动编号 起 止 类别 状态"
    case .proposals: "提案号 案由 类别 正文 提交日期 状态 立案日期 并入提案号"
    case .proposalPeople: "提案号 次序 身份 委员编号 姓名"
    case .reports: "信息号 反映人 标题 正文 提交日期 状态 收录日期 来源提案号"
    case .outcomes: "编号 原件类别 原件号 成果 层级 日期"
    case .microItems: "编号 委员编号 类别 标题 正文 提交时间 状态"
    case .comments: "编号 活动编号 委员编号 内容 时间 有效"
    case .dutyShifts: "班次号 排班委员 换班委员 开始 结束 签到时间 状态"
    case .dutyMessages: "留言号 班次号 收到 答复 无效"
    case .studioRecords: "编号 委员编号 类别 日期 核实 工作室"
    case .study: "编号 委员编号 类别 日期 分钟 核实"
    case .merits: "编号 委员编号 类别 层级 日期 核实 文号"
    case .penalties: "编号 委员编号 类别 发生日期 活动编号 原件类别 原件号 文号"
    case .adjustments: "编号 动作 来源表 记录号 委员编号 指标 分值 日期 理由 文号 批准人 批准日期"
    case .calendar: "日期 类别"
    case .studios: "工作室编号 名称 负责人编号 地点 设立日期 状态"
    }
  }

  private var extra: String {
    switch self {
    case .reports: "姓名 手机 更新时间"
    case .merits, .studioRecords: "姓名 手机"
    case .proposals, .leave: "更新时间"
    default: ""
    }
  }
}
