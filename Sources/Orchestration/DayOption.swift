import Records

extension Day {
  /// What a person wrote as the value of an option, as `--date`.
  init(_ text: String, option: String) throws(RunError) {
    guard let day = Day(text: text) else {
      throw .usage(
        Message(
          zh: "\(option)：“\(text)”不是日期；请写2026-01-20", en: "\(option): '\(text)' is no date; write 2026-01-20")
      )
    }
    self = day
  }
}
