import Records

/// Why a row that was kept gives no record.
enum WithoutRecord: String {
  case outOfOffice = "OUT_OF_OFFICE"
  case outsideRun = "OUTSIDE_RUN"
  case noMember = "NO_MEMBER"
  case noDate = "NO_DATE"
  case cancelled = "CANCELLED"
  case notFiled = "NOT_FILED"
  case withdrawn = "WITHDRAWN"
  case notAuthor = "NO_AUTHOR"
  case sameItem = "SAME_ITEM"
  case spam = "SPAM"
  case noRecord = "NO_RECORD"
  case voidedPart = "VOIDED_PART"
  case emptySpan = "EMPTY_SPAN"
  case notDerived = "NOT_DERIVED"

  var message: Message {
    switch self {
    case .outOfOffice: Message(zh: "日期不在任期内", en: "dated outside the member's office")
    case .outsideRun: Message(zh: "本期不在任的委员", en: "of a member whose office does not meet the period")
    case .noMember: Message(zh: "不是委员", en: "of no member")
    case .noDate: Message(zh: "没有日期", en: "without a date")
    case .cancelled: Message(zh: "活动或班次已取消", en: "the activity or shift was cancelled")
    case .notFiled: Message(zh: "所指提案未立案", en: "the proposal was not filed")
    case .withdrawn:
      Message(zh: "所指的社情民意已撤回或微建议无效", en: "the report was withdrawn, or the micro-item is invalid")
    case .notAuthor: Message(zh: "没有可计分的提出人", en: "no member stands as its author")
    case .sameItem: Message(zh: "同一件提案已按更强的身份计入", en: "the same item counts by a stronger row")
    case .spam: Message(zh: "无效留言", en: "marked as spam")
    case .noRecord:
      Message(zh: "没有签到、邀请或报名，不成出勤记录", en: "no check-in, invitation or registration to make a record of")
    case .voidedPart: Message(zh: "该委员的部分已作废", en: "the member's part was voided")
    case .emptySpan: Message(zh: "止日早于起日，不覆盖任何一天", en: "the span ends before it starts and covers nothing")
    case .notDerived: Message(zh: "模型没有推导这类记录的规则", en: "the model states no rules to derive such records")
    }
  }
}
