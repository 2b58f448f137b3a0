import Records

extension CellProblem {
  static func missing(_ field: FieldSchema) -> CellProblem {
    CellProblem(
      code: "MISSING",
      message: Message(
        zh: "\(field.heading)不能为空；请补填", en: "\(field.heading) must not be blank; fill it in"))
  }

  static func unknownValue(_ field: FieldSchema, _ text: String, values: [String]) -> CellProblem {
    let nearest = Nearest.text(to: text, among: values)
    return CellProblem(
      code: "UNKNOWN_VALUE",
      message: Message(
        zh: "\(field.heading)“\(text)”不在取值范围（\(values.joined(separator: "、"))）"
          + (nearest.map { "；最接近“\($0)”" } ?? ""),
        en: "\(field.heading) '\(text)' is none of \(values.joined(separator: ", "))"
          + (nearest.map { "; nearest '\($0)'" } ?? "")))
  }

  static func badCode(_ field: FieldSchema, _ text: String, width: Int) -> CellProblem {
    CellProblem(
      code: "BAD_CODE",
      message: Message(
        zh: "\(field.heading)“\(text)”不是至多\(width)位数字；请改正编号",
        en: "\(field.heading) '\(text)' is not a code of at most \(width) digits; correct it"))
  }

  /// Not repaired by itself: a name is what it was only when its system says so.
  static func garbled(_ field: FieldSchema, _ text: String, _ original: String) -> CellProblem {
    CellProblem(
      code: "MOJIBAKE",
      message: Message(
        zh: "\(field.heading)“\(text)”是乱码，原文大概是“\(original)”；请按UTF-8重新导出",
        en: "\(field.heading) '\(text)' is garbled, it probably was '\(original)'; export it again as UTF-8"))
  }

  /// Cites nothing: the number is private even where it is wrong.
  static func badIdentityNumber(_ field: FieldSchema) -> CellProblem {
    CellProblem(
      code: "BAD_ID_NUMBER",
      message: Message(
        zh: "\(field.heading)不是完好的身份证号（位数或校验码不对）；请从原系统以文本格式重新导出",
        en: "\(field.heading) is no intact identity number (digits or check digit); export it again as text"))
  }

  static func badDate(_ field: FieldSchema, _ text: String) -> CellProblem {
    CellProblem(
      code: "BAD_DATE",
      message: Message(
        zh: "\(field.heading)“\(text)”不是日期；请写成2025-03-12",
        en: "\(field.heading) '\(text)' is not a date; write 2025-03-12"))
  }

  static func badTime(_ field: FieldSchema, _ text: String) -> CellProblem {
    CellProblem(
      code: "BAD_TIME",
      message: Message(
        zh: "\(field.heading)“\(text)”不是时间；请写成2025-03-12T08:52:00",
        en: "\(field.heading) '\(text)' is not a time; write 2025-03-12T08:52:00"))
  }

  static func badInteger(_ field: FieldSchema, _ text: String) -> CellProblem {
    CellProblem(
      code: "BAD_INTEGER",
      message: Message(
        zh: "\(field.heading)“\(text)”不是整数；请只写数字",
        en: "\(field.heading) '\(text)' is not a whole number; write digits only"))
  }

  static func badNumber(_ field: FieldSchema, _ text: String) -> CellProblem {
    CellProblem(
      code: "BAD_NUMBER",
      message: Message(
        zh: "\(field.heading)“\(text)”不是数；请写成0.25或2/3，小数至多6位",
        en: "\(field.heading) '\(text)' is not a number; write 0.25 or 2/3, with at most 6 decimals"))
  }

  static func badFlag(_ field: FieldSchema, _ text: String) -> CellProblem {
    CellProblem(
      code: "UNKNOWN_VALUE",
      message: Message(
        zh: "\(field.heading)“\(text)”不是是否；请写是或否",
        en: "\(field.heading) '\(text)' is neither yes nor no; write 是 or 否"))
  }

  static func badRange(_ earlier: FieldSchema, _ later: FieldSchema) -> CellProblem {
    CellProblem(
      code: "BAD_RANGE",
      message: Message(
        zh: "\(later.heading)不晚于\(earlier.heading)；请改正",
        en: "\(later.heading) is not later than \(earlier.heading); correct them"))
  }
}
