import Preparation
import Records
import Scoring

extension ModelDecoder {
  mutating func decodeWindows(_ fields: Fields) {
    if let node = fields["windows"] {
      if case .map(let entries) = node.content {
        for entry in entries {
          guard let window = window(entry.value, "windows.\(entry.key)") else { continue }
          windows.append(NamedWindow(name: entry.key, window: window))
        }
      } else {
        log.report("windows: expected a map, found \(node.found)", at: node.place)
      }
    }
    if !windows.map(\.name).holds("year") { windows.insert(NamedWindow(name: "year", window: .year), at: 0) }
  }

  private mutating func window(_ node: YAMLNode, _ label: String) -> Window? {
    guard let fields = log.fields(node, in: label, kind: "a window", keys: ["from", "since"]) else {
      return nil
    }
    guard fields.entries.count == 1 else {
      log.report("\(label): one of from, since", at: node.place)
      return nil
    }
    if let since = fields["since"] { return log.day(since, label).map(Window.since) }
    guard let from = fields["from"] else { return nil }
    guard case .scalar(let text, let isPlain) = from.content, text.utf8.count == 5,
      let day = Day(text: "2024-\(text)")
    else {
      let shown = if case .scalar(let text, _) = from.content { "'\(text)'" } else { from.found }
      log.report("\(label): \(shown) is not a day", at: from.place)
      return nil
    }
    if isPlain {
      log.report("\(label): write the day in quotes, \"\(text)\"", at: from.place)
      return nil
    }
    guard text != "02-29" else {
      log.report("\(label): '02-29' is not in every year", at: from.place)
      return nil
    }
    return .from(month: day.month, day: day.day)
  }

  /// The name of a window of the model.
  mutating func windowName(_ node: YAMLNode?, _ label: String) -> String {
    guard let node else { return "year" }
    guard let name = log.text(node, label) else { return "year" }
    let names = windows.map(\.name)
    if !names.holds(name) {
      log.report("\(label): no window '\(name)'\(Nearest.suffix(to: name, among: names))", at: node.place)
    }
    return name
  }

  mutating func rules(_ fields: Fields) -> DerivationRules {
    let derive = fields["derive"].flatMap {
      log.fields($0, in: "derive", kind: "derive", keys: ["attendance", "duty"])
    }
    let place = derive?.place ?? fields.place
    let attendance = attendanceRules(derive?["attendance"], place)
    return DerivationRules(attendance: attendance, duty: dutyRules(derive?["duty"], place))
  }

  private func reader(of relations: [String]) -> String? {
    reads.first { relations.contains($0.relation) }.map { "; \($0.reader) reads \($0.relation)" }
  }

  private mutating func attendanceRules(_ node: YAMLNode?, _ place: Place) -> AttendanceRules? {
    let reader = reader(of: ["attendance"])
    guard let node else {
      if let reader { log.report("derive.attendance: missing\(reader)", at: place) }
      return nil
    }
    let minutes = ["opens", "closes", "late_after", "left_early_before"]
    guard
      let fields = log.fields(
        node, in: "derive.attendance", kind: "derive.attendance", keys: minutes + ["exempt_leave"])
    else { return nil }
    for key in minutes + ["exempt_leave"] where !fields.has(key) {
      log.report("derive.attendance.\(key): missing\(reader ?? "")", at: node.place)
    }
    let values = minutes.map { key in
      fields[key].flatMap { log.integer($0, "derive.attendance.\(key)") } ?? 0
    }
    return AttendanceRules(
      opens: values[0], closes: values[1], lateAfter: values[2], leftEarlyBefore: values[3],
      exemptLeave: exemptLeave(fields["exempt_leave"]))
  }

  private mutating func exemptLeave(_ node: YAMLNode?) -> [String] {
    guard let node else { return [] }
    let kinds = log.texts(node, "derive.attendance.exempt_leave")
    if let known = vocabulary.leaveKinds {
      for kind in kinds where !known.holds(kind) {
        let nearest = Nearest.suffix(to: kind, among: known)
        log.report("exempt_leave: '\(kind)' is not a kind of leave\(nearest)", at: node.place)
      }
    }
    return kinds
  }

  private mutating func dutyRules(_ node: YAMLNode?, _ place: Place) -> DutyRules? {
    let reader = reader(of: ["shifts", "messages"])
    guard let node else {
      if let reader { log.report("derive.duty.answer_within: missing\(reader)", at: place) }
      return nil
    }
    guard let fields = log.fields(node, in: "derive.duty", kind: "derive.duty", keys: ["answer_within"])
    else {
      return nil
    }
    guard let days = fields["answer_within"] else {
      log.report("derive.duty.answer_within: missing\(reader ?? "")", at: node.place)
      return nil
    }
    return log.integer(days, "answer_within", atLeast: 1).map { DutyRules(answerWithin: $0) }
  }
}
