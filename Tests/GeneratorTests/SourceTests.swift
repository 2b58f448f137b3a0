import Testing

@testable import Generator

@Suite struct SourceTests {
  struct Heading: CustomTestStringConvertible {
    let source: String
    /// As model.md §1 lists them.
    let headings: String

    var testDescription: String { source }
  }

  @Test(arguments: [
    Heading(source: "members", headings: "委员编号 姓名 类别 任常委日期 职务 界别 专委会 任职日期 离任日期 手机"),
    Heading(source: "aliases", headings: "类别 旧值 委员编号"),
    Heading(source: "member_status", headings: "编号 委员编号 类别 起 止 文号"),
    Heading(source: "activities", headings: "活动编号 类别 名称 参加范围 状态 地点"),
    Heading(source: "half_days", headings: "活动编号 场次 开始 结束"),
    Heading(source: "invitations", headings: "活动编号 委员编号 来源 应到 答复 取消时间"),
    Heading(source: "scans", headings: "流水号 活动编号 委员编号 时间 方向 方式 场次 确认人 设备"),
    Heading(source: "leave", headings: "假条号 委员编号 活动编号 起 止 类别 状态"),
    Heading(source: "proposals", headings: "提案号 案由 类别 正文 提交日期 状态 立案日期 并入提案号"),
    Heading(source: "proposal_people", headings: "提案号 次序 身份 委员编号 姓名"),
    Heading(source: "reports", headings: "信息号 反映人 标题 正文 提交日期 状态 收录日期 来源提案号"),
    Heading(source: "outcomes", headings: "编号 原件类别 原件号 成果 层级 日期"),
    Heading(source: "micro_items", headings: "编号 委员编号 类别 标题 正文 提交时间 状态"),
    Heading(source: "comments", headings: "编号 活动编号 委员编号 内容 时间 有效"),
    Heading(source: "duty_shifts", headings: "班次号 排班委员 换班委员 开始 结束 签到时间 状态"),
    Heading(source: "duty_messages", headings: "留言号 班次号 收到 答复 无效"),
    Heading(source: "studio_records", headings: "编号 委员编号 类别 日期 核实 工作室"),
    Heading(source: "study", headings: "编号 委员编号 类别 日期 分钟 核实"),
    Heading(source: "merits", headings: "编号 委员编号 类别 层级 日期 核实 文号"),
    Heading(source: "penalties", headings: "编号 委员编号 类别 发生日期 活动编号 原件类别 原件号 文号"),
    Heading(source: "adjustments", headings: "编号 动作 来源表 记录号 委员编号 指标 分值 日期 理由 文号 批准人 批准日期"),
    Heading(source: "calendar", headings: "日期 类别"),
    Heading(source: "studios", headings: "工作室编号 名称 负责人编号 地点 设立日期 状态"),
  ])
  func headingsAreThoseOfTheModel(_ heading: Heading) throws {
    let source = try #require(Source(rawValue: heading.source))
    let expected = heading.headings.split(separator: " ").map(String.init)
    #expect(Array(source.headings.prefix(expected.count)) == expected)
    #expect(source.headings.dropFirst(expected.count).allSatisfy { ["姓名", "手机", "更新时间"].contains($0) })
  }

  @Test func thereAreTwentyThreeSources() {
    #expect(Source.allCases.count == 23)
  }
}
