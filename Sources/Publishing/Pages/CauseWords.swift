package import Records
package import Robustness
import Scoring

/// The parts of a change as people read them, rounded to two digits.
package enum CauseWords {
  /// A main cause, or that several did as much.
  package static func name(_ cause: Cause?) -> Message {
    cause?.name ?? Message(zh: "几项相当", en: "several equally")
  }

  /// `↑7.5` for a rise of as many hundredths; nothing moves by 0.
  package static func move(_ hundredths: Int128) -> String {
    hundredths == 0 ? "0" : (hundredths < 0 ? "↑" : "↓") + text(Int128(hundredths.magnitude))
  }

  /// `+1.25`.
  package static func amount(_ hundredths: Int128) -> String {
    (hundredths > 0 ? "+" : "") + text(hundredths)
  }

  /// Causes with a part, without those that round to nothing: `数据 ↑7.5 · 规则 ↓2`. `unit` is how many make one.
  package static func list(_ split: Split, unit: Int64 = 1, _ word: (Int128) -> String) -> String {
    Cause.allCases.map { ($0, ExactText.hundredths(split[$0], over: Split.denominator * Int128(unit))) }
      .filter { $0.1 != 0 }.map { "\($0.name.zh) \(word($1))" }.joined(separator: " · ")
  }

  /// What changed a grade of which a step is two: by how many grades, or where no grade is higher than the other, how far it
  /// was each cause.
  package static func grades(_ step: Split, _ turn: Split) -> String {
    step.sum == 0 && !turn.isZero ? list(turn, share) : list(step, unit: 2, move)
  }

  /// `50%`.
  private static func share(_ hundredths: Int128) -> String { "\(hundredths)%" }

  /// What it was and what it is; one text where both are the same, a dash for none.
  package static func arrow(_ before: String?, _ after: String?) -> String {
    let (before, after) = (before ?? "—", after ?? "—")
    return before == after ? after : "\(before) → \(after)"
  }

  private static func text(_ hundredths: Int128) -> String {
    DecimalText.format(hundredths, scale: 2, atLeast: 0)
  }
}

extension Cause? {
  /// The class of what is drawn for it.
  var kind: String { self?.name.en ?? "equal" }
}

extension Split {
  /// The class of a line: the main cause, or nothing where nothing moved.
  var kind: String { sum == 0 ? "still" : main.kind }
}
