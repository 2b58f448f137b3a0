import Preparation
import Robustness

/// What differs between the derivation parameters of two models, in words.
enum DerivationChange {
  static func list(_ before: DerivationRules, _ after: DerivationRules) -> [StructureChange] {
    let (old, new) = (parameters(before), parameters(after))
    return zip(old, new).filter { $0.value != $1.value }.map { old, new in
      StructureChange(
        "derive.\(old.key)", zh: "\(old.value) → \(new.value)", en: "\(old.value) → \(new.value)")
    }
  }

  /// Each with its key in the file; a dash where the model states none.
  private static func parameters(_ rules: DerivationRules) -> [(key: String, value: String)] {
    let attendance = rules.attendance
    let numbers: [(String, Int?)] = [
      ("attendance.opens", attendance?.opens), ("attendance.closes", attendance?.closes),
      ("attendance.late_after", attendance?.lateAfter),
      ("attendance.left_early_before", attendance?.leftEarlyBefore),
      ("duty.answer_within", rules.duty?.answerWithin),
    ]
    let leave = attendance.map { $0.exemptLeave.isEmpty ? "[]" : $0.exemptLeave.joined(separator: "、") }
    return numbers.map { ($0.0, $0.1.map(String.init) ?? "–") } + [("attendance.exempt_leave", leave ?? "–")]
  }
}
