import Records

/// The sources of model.md §1 in a short notation: a column is `key`, then `!` for required, `:type`, `>source` for a
/// reference and `=text` for the value of a blank.
enum Shapes {
  static let all: [SourceShape] = [
    shape(
      "members", "委员名册", key: ["member_no"],
      "member_no!:code name! profile! profile_from:date post sector committee joined_on!:date left_on:date phone"
    ),
    shape("aliases", "编号对照", key: ["kind", "alias"], "kind! alias! member_no!:code>members"),
    shape(
      "member_status", "资格状态", key: ["status_no"], date: "from",
      "status_no! member_no!:code>members kind! from!:date to:date document_no"),
    shape("activities", "履职活动", key: ["activity_no"], "activity_no! kind! title audience=名单 status=正常 place"),
    shape(
      "half_days", "日程", key: ["activity_no", "half_day"],
      "activity_no!>activities half_day!:int starts_at!:time ends_at!:time"),
    shape(
      "invitations", "邀请报名", key: ["activity_no", "member_no"],
      "activity_no!>activities member_no!:code>members origin! required:flag=否 reply=待确认 cancelled_at:time"),
    shape(
      "scans", "签到流水", key: ["scan_no"],
      "scan_no! activity_no!>activities member_no!:code>members name phone scanned_at!:time direction=签到 "
        + "method=扫码 half_day:int confirmed_by device"),
    shape(
      "leave", "请假", key: ["leave_no"],
      "leave_no! member_no!:code>members activity_no>activities from:time to:time kind! status!"),
    shape(
      "proposals", "提案", key: ["proposal_no"],
      "proposal_no! title kind text submitted_on!:date status! filed_on:date merged_into>proposals"),
    shape(
      "proposal_people", "提案人", key: ["proposal_no", "position"],
      "proposal_no!>proposals position!:int role! member_no:code>members name!"),
    shape(
      "reports", "社情民意", key: ["report_no"],
      "report_no! member_no!:code>members title text submitted_on!:date status! accepted_on:date "
        + "from_proposal>proposals"),
    shape(
      "outcomes", "成果", key: ["outcome_no"], date: "dated_on",
      "outcome_no! item_kind! item_no!>item_kind outcome! level dated_on!:date",
      same: SameThing(
        onlyWhere: nil, columns: ["item_kind", "item_no", "outcome", "level"], preferred: "dated_on",
        prefersGreatest: false)),
    shape(
      "micro_items", "五微", key: ["item_no"], date: "submitted_at",
      "item_no! member_no!:code>members kind! title text submitted_at!:time status!"),
    shape(
      "comments", "线上发言", key: ["comment_no"], date: "posted_at",
      "comment_no! activity_no!>activities member_no:code>members text posted_at!:time valid!:flag"),
    shape(
      "duty_shifts", "线上值班", key: ["shift_no"], date: "starts_at",
      "shift_no! member_no!:code>members swapped_to:code>members starts_at!:time ends_at!:time "
        + "signed_in_at:time status=正常"),
    shape(
      "duty_messages", "值班留言", key: ["message_no"],
      "message_no! shift_no!>duty_shifts received_at!:time answered_at:time spam:flag=否"),
    shape(
      "studio_records", "工作室", key: ["record_no"], date: "held_on",
      "record_no! member_no!:code>members kind! held_on!:date verified!:flag"),
    shape(
      "study", "线上学习", key: ["record_no"], date: "dated_on",
      "record_no! member_no!:code>members kind! dated_on!:date minutes:int=0 verified:flag=是",
      same: SameThing(
        onlyWhere: ("kind", "学习日"), columns: ["member_no", "dated_on"], preferred: "minutes",
        prefersGreatest: true)),
    shape(
      "merits", "加分事项", key: ["merit_no"], date: "dated_on",
      "merit_no! member_no!:code>members kind! level dated_on!:date verified!:flag"),
    shape(
      "penalties", "减分事项", key: ["penalty_no"], date: "occurred_on",
      "penalty_no! member_no!:code>members kind! occurred_on!:date activity_no>activities item_kind "
        + "item_no>item_kind document_no"),
    shape(
      "adjustments", "更正", key: ["adjustment_no"],
      "adjustment_no! action! source record_key member_no:code>members indicator points:number dated_on:date reason"
    ),
    shape("calendar", "节假日", key: ["date"], "date!:date kind!"),
  ]

  private static func shape(
    _ name: String, _ title: String, key: [String], date: String? = nil, _ columns: String,
    same: SameThing? = nil
  ) -> SourceShape {
    let parsed = (columns + " updated_at:time").split(separator: " ").map(ColumnNotation.init)
    return SourceShape(
      name: name, title: title, fields: parsed.map(\.field), key: key, date: date,
      outsideCanonicalRow: name == "scans" ? ["name", "phone"] : [],
      required: Set(parsed.filter(\.isRequired).map(\.field.key)), sameThing: same)
  }

  static func defaults(of source: String) -> [String: String] { fallbacks[source] ?? [:] }

  private static let fallbacks: [String: [String: String]] = [
    "activities": ["audience": "名单", "status": "正常"],
    "invitations": ["required": "否", "reply": "待确认"],
    "scans": ["direction": "签到", "method": "扫码"],
    "duty_shifts": ["status": "正常"],
    "duty_messages": ["spam": "否"],
    "study": ["minutes": "0", "verified": "是"],
  ]
}

private struct ColumnNotation {
  let field: FieldSchema
  let isRequired: Bool

  init(_ notation: Substring) {
    let parts = notation.split(separator: "=")[0].split(separator: ">")
    let typed = parts[0].split(separator: ":")
    isRequired = typed[0].hasSuffix("!")
    let key = String(isRequired ? typed[0].dropLast() : typed[0])
    let types: [String: FieldType] = [
      "code": .code(width: 4), "date": .date, "time": .time, "int": .integer, "flag": .flag,
      "number": .number,
    ]
    let type = typed.count > 1 ? types[String(typed[1])] ?? .text : .text
    field = FieldSchema(
      key: key, heading: key, type: type, references: parts.count > 1 ? String(parts[1]) : nil)
  }
}
