import Records

/// The codes of rejections, findings, rows set aside, corrections, layers and bytes in words, for pages that may travel.
///
/// A finding's own message cites the cell and stays in the staff files; these texts hold no data.
package enum CodeWords {
  /// The codes of rejections and findings, ascending.
  package static let ofFindings: [String] = (Array(rejections.keys) + Array(findings.keys)).sorted()

  /// What a code means, and how to mend it; the code itself where it is not listed.
  static func of(_ code: String) -> Message {
    table[code] ?? Message(zh: "\(code)：逐行说明见经办人员的文件", en: "see the staff files for each row")
  }

  private static let table: [String: Message] = rejections.merging(findings) { first, _ in first }
    .merging(aside) { first, _ in first }

  private static let rejections: [String: Message] = [
    "AWAITING_CLAIM": Message(
      zh: "不能确定是哪位委员：更正委员编号，或在裁定文件中写明",
      en: "whose row it is cannot be told: correct the member's code, or decide in the decisions file"),
    "BAD_CODE": Message(zh: "编号的位数或字符不对：改正编号", en: "not a code of the stated width: correct it"),
    "BAD_COMPARISON": Message(
      zh: "与另一列的大小或相等关系不对：核对两列", en: "does not compare with another column as it must: check both"),
    "BAD_DATE": Message(zh: "不是日期：写成2025-03-12的样子", en: "not a date: write it as 2025-03-12"),
    "BAD_ENCODING": Message(
      zh: "不是完好的UTF-8或GB18030文字：从原系统重新导出", en: "not intact UTF-8 or GB18030 text: export it again"),
    "DAMAGED_UTF8": Message(
      zh: "UTF-8文字有字节丢失或改变：从原系统重新导出", en: "UTF-8 text with lost or changed bytes: export it again"),
    "BAD_ID_NUMBER": Message(
      zh: "号码的位数或校验码不对：以文本格式重新导出", en: "a number's digits or check digit are wrong: export it as text"),
    "BAD_RATE": Message(
      zh: "印出的比率与重新计算的不符：核对分子、分母和比率",
      en: "a printed rate is not what its parts give: check part, whole and rate"),
    "BAD_INTEGER": Message(zh: "不是整数：只写数字", en: "not a whole number: write digits only"),
    "BAD_NUMBER": Message(zh: "不是数：只写数字和小数点", en: "not a number: write digits and a point"),
    "BAD_PATTERN": Message(zh: "不符合规定的格式：改成规定的写法", en: "does not fit the stated pattern: correct it"),
    "BAD_RANGE": Message(zh: "结束不晚于开始：改正起止", en: "the end is not later than the start: correct them"),
    "BAD_TIME": Message(zh: "不是时间：写成2025-03-12 08:52的样子", en: "not a time: write it as 2025-03-12 08:52"),
    "DRIFTED_VALUE": Message(
      zh: "在与约定不符的列里有值：改正表头或约定", en: "a value in a column that differs from the contract: mend either"),
    "MISSING": Message(zh: "必填的格为空：补填", en: "a required cell is blank: fill it in"),
    "OUT_OF_RANGE": Message(zh: "超出规定的范围：核对后改正", en: "outside the stated range: check and correct it"),
    "MOJIBAKE": Message(
      zh: "乱码：从最初的系统重新导出", en: "garbled: export it again from the first system"),
    "NUL_BYTE": Message(zh: "有空字节，文件可能损坏：重新导出", en: "holds a NUL byte, perhaps damaged: export it again"),
    "RAGGED": Message(zh: "格数与表头不同：检查逗号和引号", en: "not as many cells as the header: check commas and quotes"),
    "RECORD_TOO_LONG": Message(zh: "一行过长：检查换行和引号", en: "the row is too long: check line ends and quotes"),
    "UNCLOSED_QUOTE": Message(zh: "引号没有闭合：补上或删去", en: "a quote is not closed: close or remove it"),
    "UNKNOWN_REFERENCE": Message(
      zh: "所指的记录不存在：更正编号，或补上所指的记录", en: "refers to no known row: correct it, or supply that row"),
    "UNKNOWN_VALUE": Message(zh: "不在规定的取值之内：改用规定的写法", en: "none of the allowed values: use one of them"),
  ]

  private static let findings: [String: Message] = [
    "CALENDAR_YEAR_MISSING": Message(
      zh: "节假日表缺这一年：补上放假和上班安排", en: "the calendar lacks the year: supply its holidays"),
    "CANNOT_ADJUST": Message(zh: "更正不能照办：按提示改用作废或直接更正", en: "an adjustment cannot be made as asked"),
    "DUPLICATE_COLUMN": Message(zh: "表头有两列相同，未读取", en: "two columns have one heading; not read"),
    "ADDED": Message(zh: "采纳申诉后补录的文件", en: "a file of rows added after a claim was accepted"),
    "DECISION_UNUSED": Message(
      zh: "裁定所指的记录不在，未起作用：核对记录号", en: "a decision names a row that is not there: check its key"),
    "EMPTY_SPAN": Message(zh: "止早于起，不覆盖任何时间：更正起止", en: "the span ends before it starts: correct it"),
    "EXTRA_COLUMN": Message(zh: "合同没有的列，未读取", en: "a column that the contract does not know; not read"),
    "INCOMPLETE_ENTRY": Message(zh: "记分不完整，未计入：补填", en: "entered points are incomplete: fill them in"),
    "LIMIT_EXCEEDED": Message(
      zh: "超过流程规定的限度：查看这类问题的各行", en: "over a limit of the pipeline: look at the rows of that kind"),
    "MISSING_COLUMN": Message(zh: "文件缺一列，按空白处理", en: "a column is absent and reads as blank"),
    "TOTAL_DIFFERS": Message(zh: "表中合计与各行不符", en: "a file's total is not that of its rows"),
    "MIXED_ENCODING": Message(zh: "一个文件里有两种编码：统一后重新导出", en: "two encodings in one file: export it in one"),
    "NOT_A_LEAF": Message(zh: "给类而不是指标记分，未计入", en: "points entered for a group, not for an indicator"),
    "NOT_HIS": Message(zh: "更正与记录的委员不符：核对编号", en: "an adjustment names another member: check the code"),
    "NOT_UNIQUE": Message(
      zh: "应当各不相同的几列有两行相同：核对这两行", en: "two rows are equal where none may be: check both"),
    "PRIVATE_USE": Message(
      zh: "有自造字（私用区）：核对，尽量改用标准字", en: "characters of private use: check them, use standard ones"),
    "RARE_CHARACTER": Message(zh: "有生僻字，已照原样保留", en: "rare characters, kept as they are"),
    "RENAMED_COLUMN": Message(
      zh: "缺一列，另有列名相近的列：核对后写进约定", en: "a column is absent while a heading is near: check, and add a synonym"),
    "READMITS_NOTHING": Message(
      zh: "改正的行所指的不是退回的行：核对row_id", en: "a corrected row names no rejected one: check row_id"),
    "REORDERED_COLUMN": Message(zh: "列的次序与约定不同", en: "a column is not in the contract's order"),
    "SAME_FILE": Message(zh: "同一文件交了两次，只读一次", en: "a file was delivered twice and read once"),
    "SAME_KEY_DIFFERS": Message(
      zh: "同一主键有不同的行，保留较新的：核对并填写更新时间", en: "rows of one key differ, the newer is kept: check them"),
    "STALE": Message(zh: "数据过旧：重新导出", en: "the data are too old: export them again"),
    "UNKNOWN_INDICATOR": Message(
      zh: "记分的指标不在模型里，未计入：改指标编号", en: "points for an unknown indicator: mend its code"),
    "UNKNOWN_RECORD": Message(
      zh: "更正所指的记录不存在：核对记录号", en: "an adjustment of an unknown record: check its key"),
    "UNKNOWN_SOURCE": Message(
      zh: "更正所指的来源不存在：核对来源名", en: "an adjustment of an unknown source: check its name"),
    "VOIDED": Message(zh: "已作废", en: "void"),
  ]

  private static let aside: [String: Message] = [
    "CANCELLED": Message(zh: "活动或班次已取消", en: "the activity or shift was cancelled"),
    "CONTEXT": Message(zh: "参照资料：只供其他行核对", en: "reference data that other rows are read with"),
    "NOT_DERIVED": Message(zh: "模型没有推定这类记录的规则", en: "the model states no rules to derive such records"),
    "NOT_FILED": Message(zh: "所指提案未立案", en: "the proposal was not filed"),
    "NOT_SELECTED": Message(
      zh: "没有指标取用它的记录：不在时段和条件之内，或只供资格和等次规则核对",
      en:
        "no indicator takes its record: it lies outside their windows and conditions, or only a gate reads it"
    ),
    "NO_AUTHOR": Message(zh: "没有可计分的提出人", en: "no member stands as its author"),
    "NO_DATE": Message(zh: "没有日期", en: "without a date"),
    "NO_MEMBER": Message(zh: "不是委员", en: "of no member"),
    "NO_RECORD": Message(zh: "没有由这一行形成的记录", en: "no record was made of this row"),
    "SAME_AS": Message(zh: "所指的记录经裁定与另一件相同", en: "goes with a record decided to be the same as another"),
    "OUTSIDE_RUN": Message(zh: "本期不在任的委员", en: "of a member whose office does not meet the period"),
    "OUT_OF_OFFICE": Message(zh: "日期不在任期内", en: "dated outside the member's office"),
    "OUT_OF_WINDOW": Message(zh: "不在任何场次的签到签退时段内", en: "outside every half-day's window"),
    "PUBLIC": Message(zh: "群众发言，不计委员分", en: "of the public; scores for no one"),
    "SAME_ITEM": Message(zh: "同一件已按更强的身份计入", en: "the same item counts by a stronger row"),
    "SPAM": Message(zh: "无效留言", en: "marked as spam"),
    "VOIDED_PART": Message(zh: "该委员的部分已作废", en: "the member's part was voided"),
    "WITHDRAWN": Message(zh: "所指的已撤回或无效", en: "withdrawn or invalid"),
  ]

  /// A correction's rule; rules that mended one cell together are joined by `+`. The rule for telephone numbers has words
  /// that name no withheld column.
  static func rule(_ name: String) -> Message {
    let parts = name.split(separator: "+").map { part in
      rules[String(part)] ?? Message(zh: String(part), en: String(part))
    }
    return Message(
      zh: parts.map(\.zh).joined(separator: "，"), en: parts.map(\.en).joined(separator: ", "))
  }

  private static let rules: [String: Message] = [
    "alias": Message(zh: "旧编号换成现编号", en: "former code"),
    "apostrophe": Message(zh: "去掉前面的撇号", en: "leading apostrophe"),
    "claim": Message(zh: "按裁定认领", en: "claimed by decision"),
    "date_form": Message(zh: "日期写法", en: "form of dates"),
    "fill_down": Message(zh: "空格照上一行填", en: "blank filled from above"),
    "first_of_list": Message(zh: "只取所列的第一项", en: "first of several"),
    "flag_form": Message(zh: "是否写法", en: "form of yes and no"),
    "id_number": Message(zh: "号码末位写成大写", en: "capital at a number's end"),
    "missing_mark": Message(zh: "空白记号", en: "mark for blank"),
    "name_dots": Message(zh: "姓名间隔号", en: "dot in a name"),
    "name_phone": Message(zh: "按姓名和号码认出委员", en: "member found by name and number"),
    "name_spaces": Message(zh: "姓名中的空格", en: "spaces in a name"),
    "name_title": Message(zh: "姓名后的职务或原名", en: "title or former name behind a name"),
    "number_form": Message(zh: "数的写法", en: "form of numbers"),
    "pad": Message(zh: "编号补零", en: "zeros before a code"),
    "percent": Message(zh: "去掉百分号", en: "sign of percent"),
    "phone": Message(zh: "号码写法", en: "form of numbers to call"),
    "radicals": Message(zh: "部首字符换成汉字", en: "radical for character"),
    "redate": Message(zh: "按更正改期", en: "re-dated by adjustment"),
    "synonym": Message(zh: "取值的别的写法", en: "other spelling of a value"),
    "time_form": Message(zh: "时间写法", en: "form of times"),
    "trim": Message(zh: "首尾空白", en: "spaces at the ends"),
    "width": Message(zh: "全角换成半角", en: "full width to half width"),
  ]

  static func stage(_ stage: Stage) -> Message {
    switch stage {
    case .ingest: Message(zh: "读入", en: "ingest")
    case .clean: Message(zh: "清洗", en: "clean")
    case .resolve: Message(zh: "归属", en: "resolve")
    case .deduplicateEqual: Message(zh: "查重：整行相同", en: "equal rows")
    case .deduplicateKey: Message(zh: "查重：主键相同", en: "same key")
    case .void: Message(zh: "作废和改期", en: "void, re-date")
    case .deduplicateThing: Message(zh: "查重：同一件事", en: "same thing")
    case .deduplicateDecided: Message(zh: "查重：经裁定", en: "decided same")
    case .derive: Message(zh: "推定", en: "derive")
    }
  }

  static func question(_ kind: ReviewQuestion.Kind) -> Message {
    switch kind {
    case .claim: Message(zh: "不知是谁的行", en: "whose row is it?")
    case .clash: Message(zh: "同一时间在两处签到", en: "at two places at once")
    case .sharedDevice: Message(zh: "一台设备接连为多人签到", en: "one device for several members")
    case .nearSame: Message(zh: "文字几乎与更早的一件相同", en: "nearly the text of an earlier one")
    }
  }

  static func severity(_ severity: String) -> String {
    switch Severity(rawValue: severity) {
    case .error: "▲ 错误"
    case .warning: "△ 提醒"
    case .information, nil: "○ 说明"
    }
  }

  /// A class of bytes, by its key in `ByteCount`.
  static func bytes(_ kind: String) -> Message {
    byteClasses[kind] ?? Message(zh: kind, en: kind)
  }

  private static let byteClasses: [String: Message] = [
    "blank": Message(zh: "空行", en: "blank"), "byte_order_mark": Message(zh: "字节序标记", en: "BOM"),
    "duplicate_file": Message(zh: "重复文件", en: "duplicate"), "fragment": Message(zh: "残行", en: "fragment"),
    "furniture": Message(zh: "合计签名", en: "furniture"), "header": Message(zh: "表头", en: "header"),
    "preamble": Message(zh: "标题行", en: "preamble"), "record": Message(zh: "数据", en: "records"),
  ]
}
