import Foundation
import TestSupport

extension Scenario {
  /// Sixty members in five sectors with rows in every source, drawn from a seed; `Workspace.soil` adds the dirt.
  static func rich(seed: UInt64 = 20_250_107) -> Scenario {
    var data = Scenario()
    var random = SplitMix64(seed: seed)
    let numbers = (1...60).map { "0\(100 + $0)" }
    data.people(numbers)
    data.meetings(numbers, &random)
    data.papers(numbers, &random)
    data.online(numbers, &random)
    data.office(numbers, &random)
    data.deeds(numbers, &random)
    data.corrections()
    return data
  }

  private static let sectors = ["经济界", "教育界", "农业界", "科技界", "医药卫生界"]

  private mutating func people(_ numbers: [String]) {
    for (index, number) in numbers.enumerated() {
      var more = ["phone": "1990000\(number)", "committee": index % 2 == 0 ? "经济委" : "提案委"]
      if index == 7 { more["left_on"] = "2025-08-20" }
      if index == 8 { more["post"] = "副主席" }
      member(
        number, name: "示例\(index + 1)", profile: index % 6 == 5 ? "常委" : "委员",
        sector: Scenario.sectors[index % 5], joined: index == 9 ? "2025-06-10" : "2022-01-01", more)
    }
    add("aliases", ["kind": "旧编号", "alias": "9101", "member_no": "0101"])
    add(
      "member_status",
      [
        "status_no": "ZT1", "member_no": "0130", "kind": "资格暂停", "from": "2025-05-01", "document_no": "示1号",
      ])
    for day in 1...8 { add("calendar", ["date": "2025-10-0\(day)", "kind": "放假"]) }
  }

  private mutating func meetings(_ numbers: [String], _ random: inout SplitMix64) {
    plenary()
    activity("CW1", "常委会", audience: "全体常委", [("2025-03-20 09:00", "2025-03-20 11:30")])
    activity(
      "DY1", "调研", [("2025-04-10 09:00", "2025-04-10 11:30"), ("2025-04-10 14:30", "2025-04-10 17:00")])
    activity("SC1", "视察", [("2025-05-15 09:00", "2025-05-15 11:30")])
    activity("PX1", "学习培训", [("2025-06-12 09:00", "2025-06-12 11:30")])
    for (index, number) in numbers.enumerated() {
      attendPlenary(number, halfDays: (1...8).filter { _ in random.next() % 8 != 0 })
      if index % 7 == 3 { leave(number, activity: "Q1", from: "2025-01-09", to: "2025-01-09") }
      if index % 11 == 4 { leave(number, from: "2025-03-18", to: "2025-04-12", kind: "上级会议") }
      if index % 3 != 0 { register("DY1", number) }
      if index % 4 == 0 { require("SC1", number) }
      for (activity, day) in [("CW1", "03-20"), ("DY1", "04-10"), ("SC1", "05-15"), ("PX1", "06-12")] {
        let minute = random.next() % 40
        guard minute < 34, activity != "CW1" || index % 6 == 5 else { continue }
        scan(activity, number, "2025-\(day) \(minute < 20 ? "08:\(40 + minute)" : "09:\(minute - 10)")")
      }
    }
  }

  private mutating func papers(_ numbers: [String], _ random: inout SplitMix64) {
    let status = ["立案", "立案", "已提交", "转送参考", "不予立案"]
    for k in 0..<90 {
      let (first, second) = (Int(random.next() % 60), Int(random.next() % 60))
      var people = [(numbers[first], "示例\(first + 1)", "第一提案人")]
      if second != first, k % 2 == 0 { people.append((numbers[second], "示例\(second + 1)", "附议人")) }
      proposal("T\(k)", status: status[k % 5], on: "2025-0\(1 + k % 9)-1\(k % 10)", people)
    }
    proposal("T900", status: "归并", on: "2025-02-11", into: "T0", [("0101", "示例1", "第一提案人")])
    for k in 0..<70 {
      let member = numbers[Int(random.next() % 60)]
      report("R\(k)", member, status: k % 4 == 3 ? "已提交" : "收录", from: k % 9 == 0 ? "T\(k)" : "")
      if k % 5 == 0 { outcome("社情民意", "R\(k)", "采用", level: ["市", "省", "全国"][k % 3], on: "2025-07-01") }
    }
    for k in [0, 5, 10] { outcome("提案", "T\(k)", "优秀提案", on: "2025-11-01") }
    outcome("提案", "T1", "重点提案", on: "2025-11-02")
  }

  private mutating func online(_ numbers: [String], _ random: inout SplitMix64) {
    activity("RD1", "热点关注", [])
    activity("YC1", "远程协商", [("2025-09-18 09:00", "2025-09-18 11:00")])
    for (index, number) in numbers.enumerated() {
      for _ in 0..<Int(random.next() % 6) {
        microItem(
          number, "2025-0\(1 + random.next() % 9)-2\(random.next() % 8) 09:00", ["有效", "办结", "无效"][index % 3])
      }
      if index % 2 == 0 { comment("RD1", number, "2025-03-0\(1 + index % 9) 09:00") }
      guard index % 3 == 0 else { continue }
      register("YC1", number)
      scan("YC1", number, "2025-09-18 08:55")
      comment("YC1", number, "2025-09-18 10:00")
    }
  }

  private mutating func office(_ numbers: [String], _ random: inout SplitMix64) {
    for (index, number) in numbers.enumerated() where index % 2 == 1 {
      let shift = next("Z")
      let day = "2025-0\(1 + index % 9)-1\(index % 10)"
      add(
        "duty_shifts",
        [
          "shift_no": shift, "member_no": number, "starts_at": "\(day) 09:00", "ends_at": "\(day) 17:00",
          "signed_in_at": random.next() % 6 == 0 ? "" : "\(day) 08:55",
        ])
      for _ in 0..<Int(random.next() % 5) {
        add(
          "duty_messages",
          [
            "message_no": next("D"), "shift_no": shift, "received_at": "\(day) 10:00",
            "answered_at": random.next() % 7 == 0 ? "" : "\(day) 15:00",
          ])
      }
      add(
        "studio_records",
        [
          "record_no": next("K"), "member_no": number, "kind": index % 4 == 1 ? "工作室活动" : "服务群众",
          "held_on": day, "verified": random.next() % 5 == 0 ? "否" : "是",
        ])
    }
  }

  private mutating func deeds(_ numbers: [String], _ random: inout SplitMix64) {
    for (index, number) in numbers.enumerated() {
      for _ in 0..<Int(random.next() % 12) {
        add(
          "study",
          [
            "record_no": next("X"), "member_no": number, "kind": "学习日",
            "dated_on": "2025-0\(1 + random.next() % 9)-1\(random.next() % 10)",
            "minutes": "\(20 + random.next() % 30)",
          ])
      }
      if index % 4 == 0 { merit(number, "公益", on: "2025-0\(1 + index % 9)-15") }
      if index % 9 == 0 { merit(number, "媒体报道", on: "2025-08-15", level: "省") }
    }
    add(
      "penalties",
      [
        "penalty_no": "J1", "member_no": "0121", "kind": "代签", "occurred_on": "2025-05-15",
        "activity_no": "SC1", "document_no": "示2号",
      ])
  }

  private mutating func corrections() {
    let approval = ["reason": "复核", "document_no": "示3号", "approver": "秘书长", "approved_on": "2025-12-01"]
    for more in [
      ["adjustment_no": "GZ1", "action": "作废", "source": "scans", "record_key": "S00003"],
      [
        "adjustment_no": "GZ2", "action": "改期", "source": "提案", "record_key": "T5", "dated_on": "2024-12-20",
      ],
    ] { add("adjustments", approval.merging(more) { $1 }) }
    enter("0102", "G7", "2")
  }
}

extension Workspace {
  /// The rich scenario with what exports do to data: in every stage some rows are mended, refused, merged or filtered.
  static func soiled() throws -> Workspace {
    let workspace = try Workspace(Scenario.rich())
    try workspace.soil()
    return workspace
  }

  private func soil() throws {
    try write(
      """
      \u{FEFF}示例市政协 加分事项,,,,,
      编号,委员编号,类别,层级,日期,核实
      J901,１０３,公益,,2025/7/1,是
      J902,'0104,表彰,国家,20250702,是
      J903,105,表彰,,2025-07-03,是
      J904,0106,公益,,2025年7月4日,也许
      合计,4,,,,
      制表人：示例,,,,,

      """, to: "data/merits-2.csv")
    try write(
      """
      信息号,反映人,标题,正文,提交日期,状态,收录日期,来源提案号,姓名,手机,更新时间
      R901,0107,=1+1,\u{7}响铃,2025-03-01,收录,2025-03-02,,,,
      R902,,关于“引号”的\"信息,正文,2025-03-01,收录,2025-03-02,,示例8,199 0000 0108,
      R903,,只有姓名,正文,2025-03-01,收录,2025-03-02,,示例9,,
      R904,0109,"两行
      \"\"标题\"\"\",正文,2025-13-01,收录,2025-03-02,,,,
      R905,0109,来源不明,正文,2025-03-01,收录,2025-03-02,T999,,,
      R906,0109,少一格,正文
      R907,9101,旧编号,正文,2025-03-01,收录,2025-03-02,,,,2025-03-03 09:00
      R907,9101,旧编号（旧）,正文,2025-03-01,已提交,,,,,2025-03-01 09:00

      """, to: "data/reports-2.csv")
    try write(
      """
      流水号,活动编号,委员编号,时间,方向,方式,场次,确认人
      S901,DY1,0110,2025-04-10T00:55:00Z,签到,扫码,,
      S902,DY1,0110,2025-04-10 08:56:10,签到,扫码,,
      S902,DY1,0110,2025-04-10 08:56:10,签到,扫码,,
      S903,DY1,0111,2025-04-10 05:00,签到,扫码,,
      S904,DY9,0111,2025-04-10 08:50,签到,扫码,,
      S905,DY1,9999,2025-04-10 08:50,签到,扫码,,
      S906,DY1,0112,2025-02-30 08:50,签到,扫码,,
      S907,DY1,0112,2025-04-10 08:50,,补签,1,

      """, to: "data/scans-2.csv")
    let export = try Data(
      contentsOf: CommandLineTool.root.appending(path: "SampleData/studio_records-2025.csv"))
    let lines = export.split(separator: 0x0A)
    let ours = lines.filter { line in
      let number = line.split(separator: 0x2C, maxSplits: 2).dropFirst().first ?? Data()
      return ("0101"..."0160").contains(String(decoding: number, as: UTF8.self))
    }
    try Data((lines.prefix(1) + ours + lines.suffix(1)).joined(separator: [0x0A])).write(
      to: url("data/studio_records-gb18030.csv"))
  }
}
