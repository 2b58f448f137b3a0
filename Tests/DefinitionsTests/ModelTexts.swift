/// The model of model.md §3.1, as it stands there.
let specifiedModel = #"""
  # 示例：仅供演示。正式使用前必须换成本级政协自己的办法。
  model: YY-DEFAULT-1
  title: 示例市政协委员履职量化考核（示例）
  example: true
  effective: {from: "2025-01-01"}
  decimals: 2
  profiles: [委员, 常委]
  windows:
    year: {from: "01-01"}
    proposal: {from: "01-01"}      # 提案年度；写 "12-01" 即上年12月1日至11月30日
    term: {since: "2022-01-01"}    # 本届起
  derive:
    attendance: {opens: 120, closes: 60, late_after: 15, left_early_before: 15, exempt_leave: [上级会议, 出国出境]}
    duty: {answer_within: 3}
  prorate: [B, C, D, E, F]
  floor: 0
  categories:
  - {code: A, name: 会议活动, indicators: [
      {code: A1, name: 全体会议, from: attendance, where: {kind: 全会}, full: {委员: 20, 常委: 16},
       measure: {rate: {of: {present: 1, leave: 0.6}, over: [present, leave, absent], none: 1}}},
      {code: A2, name: 常委会议, from: attendance, where: {kind: 常委会, member.profile: 常委, status: present}, points: 4, times: attended, cap: 12},
      {code: A3, name: 协商、调研、视察、监督, from: attendance, points: {by: basis, values: {walk_in: 1.5}, else: 3}, times: attended, cap: {委员: 20, 常委: 12},
       where: {status: present, any: [{kind: [专题协商, 主席会议, 专委会, 界别, 调研, 视察, 民主监督, 评议]}, {kind: 常委会, member.profile: 委员}]}}]}
  - {code: B, name: 提案, cap: 20, indicators: [
      {code: B1, name: 立案（第一提案人）, from: authorship, window: proposal, where: {status: [立案, 归并], role: 第一提案人}, points: 8},
      {code: B2, name: 提交未立案, from: authorship, window: proposal, where: {status: [已提交, 转送参考], role: 第一提案人}, points: 1, cap: 2},
      {code: B3, name: 联名附议, from: authorship, window: proposal, where: {status: [立案, 归并], role: 附议人}, points: 2, cap: 4},
      {code: B4, name: 集体提案执笔, from: authorship, window: proposal, where: {status: [立案, 归并], role: 执笔, position: {at_most: 3}}, points: 4}]}
  - {code: C, name: 社情民意, cap: 15, indicators: [
      {code: C1, name: 收录, from: reports, where: {status: 收录, from_filed: false}, points: 1, cap: 3},
      {code: C2, name: 采用, from: outcomes, where: {outcome: 采用, item_kind: 社情民意, from_filed: false},
       points: {by: level, values: {市: 5, 省: 8, 全国: 12}}, limits: [{per: item, best: 1}]}]}
  - {code: D, name: 线上履职, indicators: [
      {code: D1, name: 五微, from: micro_items, where: {status: [有效, 办结, 采纳]}, points: {by: status, values: {有效: 1}, else: 2}, limits: [{per: date, best: 2}], cap: 6},
      {code: D2, name: 热点关注, from: comments, where: {kind: 热点关注, valid: true}, points: 0.5, limits: [{per: date, best: 1}], cap: 2},
      {code: D3, name: 远程协商, from: attendance, where: {kind: 远程协商, status: present, contributed: true}, points: 1, cap: 2}]}
  - {code: E, name: 值班与工作室, indicators: [
      {code: E1, name: 线上值班, from: shifts, where: {signed_in: true, answered_share: {at_least: 0.9}}, points: 2, cap: 4},
      {code: E2, name: 工作室活动, from: studio_records, where: {kind: 工作室活动, verified: true}, points: 1, cap: 2},
      {code: E3, name: 服务群众, from: studio_records, where: {kind: 服务群众, verified: true}, points: 1, cap: 2}]}
  - {code: F, name: 学习培训, indicators: [
      {code: F1, name: 培训, from: attendance, where: {kind: 学习培训, status: present}, points: [{where: {leave: 0, absent: 0}, points: 2}, {points: 1}], cap: 4},
      {code: F2, name: 线上学习, cap: 3, indicators: [
        {code: F2.1, name: 学习日, from: study, where: {kind: 学习日, minutes: {at_least: 30}}, points: 0.1},
        {code: F2.2, name: 心得, from: study, where: {kind: 心得, verified: true}, points: 1}]}]}
  - {code: G, name: 加分, role: bonus, cap: 20, indicators: [
      {code: G1, name: 重点提案, from: outcomes, where: {outcome: 重点提案, role: 第一提案人}, points: 5, limits: [{per: item, best: 1}]},
      {code: G2, name: 优秀提案, from: outcomes, where: {outcome: 优秀提案}, points: {by: role, values: {第一提案人: 8}, else: 2}, limits: [{per: item, best: 1}]},
      {code: G3, name: 大会发言, from: merits, where: {kind: [大会口头发言, 大会书面发言], verified: true}, points: {by: kind, values: {大会口头发言: 5, 大会书面发言: 2}}},
      {code: G4, name: 领导批示, from: outcomes, where: {outcome: 批示, role: {not: 附议人}}, points: {by: level, values: {市: 3, 省: 5, 全国: 8}}, limits: [{per: item, best: 1}]},
      {code: G5, name: 媒体报道, from: merits, where: {kind: 媒体报道, verified: true}, points: {by: level, values: {市: 1, 省: 2, 全国: 4}}, cap: 6},
      {code: G6, name: 表彰, from: merits, where: {kind: 表彰, verified: true}, points: {by: level, values: {市: 4, 省: 8, 全国: 10}}, limits: [{best: 1}]},
      {code: G7, name: 公益, from: merits, where: {kind: 公益, verified: true}, points: 2, cap: 6}]}
  - {code: H, name: 扣分, role: deduction, indicators: [
      {code: H1, name: 全会缺席, from: attendance, where: {kind: 全会, covered: {less_than: 2/3}}, points: -10},
      {code: H2, name: 常委会缺席、请假, from: attendance, where: {kind: 常委会, member.profile: 常委, basis: required, status: [absent, leave]},
       points: {by: status, values: {absent: -5, leave: -1}}},
      {code: H3, name: 其他缺席, indicators: [
        {code: H3.1, name: 应到缺席、请假, from: attendance, points: {by: status, values: {absent: -2, leave: -1}},
         where: {basis: required, status: [absent, leave], any: [{kind: {not: [全会, 常委会]}}, {kind: 常委会, member.profile: 委员}]}},
        {code: H3.2, name: 报名未到, from: attendance, where: {basis: registered, status: absent}, points: -1}]},
      {code: H4, name: 迟到早退, from: attendance, where: {lapses: {at_least: 1}, basis: {not: walk_in}}, points: [{where: {kind: 全会}, points: -1}, {points: -0.5}], times: lapses},
      {code: H5, name: 值班失责, indicators: [
        {code: H5.1, name: 值班未到, from: shifts, where: {signed_in: false, excused: false}, points: -2},
        {code: H5.2, name: 逾期未复, from: messages, where: {overdue: true, excused: false}, points: -0.5, floor: -3}]},
      {code: H6, name: 代签造假, from: penalties, points: -5}]}
  gates:
  - {code: V3, name: 违纪违法或资格中止, when: {count: {from: member_status}, at_least: 1}, set_aside: 不合格}
  - {code: V6, name: 不足评定条件, set_aside: 不定等次, when: {any: [{name: 期末不在任, in_office: false},
      {name: 任职不满3个月, months: {less_than: 3}}, {name: 符合免评情形, sick_months: {at_least: 6}}]}}
  - {code: X1, name: 主席会议成员、驻会常委, when: {post: [主席, 副主席, 秘书长, 驻会常委]}, set_aside: 不参评}
  - {code: V1, name: 全会全程无故缺席, when: {count: {from: attendance, where: {kind: 全会, status: absent}}, at_least: 1}, ceiling: 基本合格}
  - {code: V2, name: 三个一未完成, ceiling: 基本合格, when: {any: [
      {name: 未参加全会, all: [{count: {from: attendance, where: {kind: 全会}}, at_least: 1}, {count: {from: attendance, where: {kind: 全会, status: {not: absent}}}, at_most: 0}]},
      {name: 无提案和社情民意, all: [{count: {from: authorship, window: proposal, where: {status: {not: [不予立案, 撤案]}}}, at_most: 0},
        {count: {from: reports, where: {status: [已提交, 收录]}}, at_most: 0}]},
      {name: 未参加调研视察, count: {from: attendance, where: {kind: [调研, 视察], status: present}}, at_most: 0}]}}
  - {code: V4, name: 代签造假, when: {count: {from: penalties}, at_least: 1}, ceiling: 合格}
  - {code: V5, name: 缺席次数, alert: true, when: {any: [
      {name: 本届全会缺席3次, all: [{profile: 委员}, {count: {from: attendance, window: term, where: {kind: 全会, status: [absent, leave]}}, at_least: 3}]},
      {name: 本年常委会缺席3次, all: [{profile: 常委}, {count: {from: attendance, where: {kind: 常委会, basis: required, status: [absent, leave]}}, at_least: 3}]},
      {name: 本届常委会缺席7次, all: [{profile: 常委}, {count: {from: attendance, window: term, where: {kind: 常委会, basis: required, status: [absent, leave]}}, at_least: 7}]}]}}
  rank:
    keys:
    - {name: 基础分, score: base}
    - {name: 会议活动分, score: A}
    - {name: 第一提案人立案, count: {leaf: B1}}
    - {name: 全国采用, count: {leaf: C2, where: {level: 全国}}}
    - {name: 省级采用, count: {leaf: C2, where: {level: 省}}}
    - {name: 市级采用, count: {leaf: C2, where: {level: 市}}}
    - {name: 扣分少, score: deduction}      # 扣分为负数，大者扣得少
  grades:
  - {grade: 优秀, from: 90, quota: {share: 0.10, by: sector, pool_under: 5, rounding: down, tied: same_rank, tie: refer}}
  - {grade: 合格, from: 60}
  - {grade: 基本合格, from: 50}
  - {grade: 不合格}
  """#
