import Publishing
import Records
import Robustness
import Scoring

/// The parts of a change as people read them, rounded to two digits.
enum ComparisonText {
  static func arrow(_ before: String?, _ after: String?) -> String {
    let (before, after) = (before ?? "–", after ?? "–")
    return before == after ? after : "\(before) → \(after)"
  }

  /// Causes with a part, each with an arrow up for a rise: `数据 ↑7.5 · 规则 ↓2`.
  static func moves(_ parts: ComparisonReport.Parts) -> String {
    words(parts) { ($0 < 0 ? "↑" : "↓") + text(Int128($0.magnitude)) }
  }

  /// Causes with a part, each with its sign: `数据 +1.25 · 规则 -0.5`.
  static func amounts(_ parts: ComparisonReport.Parts) -> String { words(parts, signed) }

  /// Hundredths with their sign.
  static func signed(_ hundredths: Int128) -> String { (hundredths > 0 ? "+" : "") + text(hundredths) }

  private static func text(_ hundredths: Int128) -> String {
    DecimalText.format(hundredths, scale: 2, atLeast: 0)
  }

  /// What rounds to nothing is left out.
  private static func words(_ parts: ComparisonReport.Parts, _ text: (Int128) -> String) -> String {
    Cause.allCases.map { cause in
      (cause.name.zh, ExactText.hundredths(parts.split[cause], over: Split.denominator * Int128(parts.unit)))
    }.filter { $0.1 != 0 }.map { "\($0.0) \(text($0.1))" }.joined(separator: " · ")
  }
}

extension ComparisonReport.Number {
  /// `20 → 25`, or by profile.
  var words: String {
    let changes = values.map { "\($0.before) → \($0.after)" }
    guard !isShared else { return changes[0] }
    return zip(values, changes).map { "\($0.profile) \($1)" }.joined(separator: " · ")
  }

  /// What it does alone in the run before.
  var aloneWords: String {
    guard let ranksAlone, let gradesAlone else { return "不能单独改 cannot be alone" }
    let (ranks, grades) = (counted(ranksAlone, "rank"), counted(gradesAlone, "grade"))
    return "名次变动 \(ranks) \(ranksAlone == 1 ? "moves" : "move") · "
      + "等次变动 \(grades) \(gradesAlone == 1 ? "changes" : "change")"
  }
}

extension ComparisonReport.Change {
  var isGradeChange: Bool { gradeBefore.map(Key.init) != gradeAfter.map(Key.init) }

  var gradeWords: String { ComparisonText.moves(grade) }
  var rankWords: String { ComparisonText.moves(rank) }
  var totalWords: String { ComparisonText.amounts(total) }

  /// The indicators that changed most, and how many more there are.
  var lineWords: String {
    let amounts = lines.map { line in
      (line, ExactText.hundredths(line.points.split.sum, over: Int128(Points.one)))
    }.filter { $0.1 != 0 }
    let order = amounts.indices.sorted { (amounts[$1].1.magnitude, $0) < (amounts[$0].1.magnitude, $1) }
    let words = order.prefix(Self.mostLines).map { place in
      "\(amounts[place].0.label) \(ComparisonText.signed(amounts[place].1))"
    }
    let more = amounts.count - words.count
    return words.joined(separator: " · ") + (more > 0 ? " · 另\(more)项" : "")
  }

  private static let mostLines = 4
}

extension ComparisonReport.Line {
  /// A leaf by its code, other parts by their category's and a word.
  var label: String {
    switch part {
    case "start": category
    case "rounding": "\(category) 取整"
    case "floor": "总分下限"
    default: part
    }
  }
}
