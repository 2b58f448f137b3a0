import Preparation

/// A parameter of `derive`, by its key in the file.
enum DerivationParameter: String, CaseIterable {
  case opens = "attendance.opens"
  case closes = "attendance.closes"
  case lateAfter = "attendance.late_after"
  case leftEarlyBefore = "attendance.left_early_before"
  case answerWithin = "duty.answer_within"
  case exemptLeave = "attendance.exempt_leave"

  /// Those that differ between two models.
  static func differing(_ before: DerivationRules, _ after: DerivationRules) -> [DerivationParameter] {
    allCases.filter { $0.text(before) != $0.text(after) }
  }

  /// `before → after`.
  func words(_ before: DerivationRules, _ after: DerivationRules) -> String {
    "\(text(before)) → \(text(after))"
  }

  /// Rules with this parameter of others; nil where one of them states no such parameters.
  func taken(from other: DerivationRules, to rules: DerivationRules) -> DerivationRules? {
    if self == .answerWithin {
      guard rules.duty != nil, let duty = other.duty else { return nil }
      return DerivationRules(attendance: rules.attendance, duty: duty)
    }
    guard let own = rules.attendance, let theirs = other.attendance else { return nil }
    func chosen<Value>(_ parameter: Self, _ value: KeyPath<AttendanceRules, Value>) -> Value {
      (self == parameter ? theirs : own)[keyPath: value]
    }
    return DerivationRules(
      attendance: AttendanceRules(
        opens: chosen(.opens, \.opens), closes: chosen(.closes, \.closes),
        lateAfter: chosen(.lateAfter, \.lateAfter),
        leftEarlyBefore: chosen(.leftEarlyBefore, \.leftEarlyBefore),
        exemptLeave: chosen(.exemptLeave, \.exemptLeave)), duty: rules.duty)
  }

  /// A dash where the model states none.
  private func text(_ rules: DerivationRules) -> String {
    let attendance = rules.attendance
    let number: Int? =
      switch self {
      case .opens: attendance?.opens
      case .closes: attendance?.closes
      case .lateAfter: attendance?.lateAfter
      case .leftEarlyBefore: attendance?.leftEarlyBefore
      case .answerWithin: rules.duty?.answerWithin
      case .exemptLeave: nil
      }
    guard self == .exemptLeave else { return number.map(String.init) ?? "–" }
    return attendance.map { $0.exemptLeave.isEmpty ? "[]" : $0.exemptLeave.joined(separator: "、") } ?? "–"
  }
}
