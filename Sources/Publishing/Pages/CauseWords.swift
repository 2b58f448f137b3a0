import Records
import Robustness
import Scoring

/// The parts of a change as the page of two runs writes them, rounded to two digits.
enum CauseWords {
  /// `↑7.5` for a rise of as many hundredths; nothing moves by 0.
  static func move(_ hundredths: Int128) -> String {
    hundredths == 0 ? "0" : (hundredths < 0 ? "↑" : "↓") + text(Int128(hundredths.magnitude))
  }

  /// `+1.25`.
  static func amount(_ hundredths: Int128) -> String { (hundredths > 0 ? "+" : "") + text(hundredths) }

  /// Causes with a part: `数据 ↑7.5 · 规则 ↓2`. `unit` is how many make one.
  static func list(_ split: Split, unit: Int64 = 1, _ word: (Int128) -> String) -> String {
    Cause.allCases.map { ($0, ExactText.hundredths(split[$0], over: Split.denominator * Int128(unit))) }
      .filter { $0.1 != 0 }.map { "\($0.name.zh) \(word($1))" }.joined(separator: " · ")
  }

  static func arrow(_ before: String?, _ after: String?) -> String {
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
