import Publishing
import Records
import Robustness
import Scoring

extension ComparisonReport.Number {
  /// What it does alone in the run before.
  var aloneWords: String {
    guard let ranksAlone, let gradesAlone else { return "不能单独改 cannot be alone" }
    return CauseWords.alone(ranks: ranksAlone, grades: gradesAlone)
  }
}

extension ComparisonReport.Structure {
  /// What it does alone in the run before; empty where that is not tried.
  var aloneWords: String {
    guard let ranksAlone, let gradesAlone else { return "" }
    return CauseWords.alone(ranks: ranksAlone, grades: gradesAlone)
  }
}

extension CauseWords {
  fileprivate static func alone(ranks: Int, grades: Int) -> String {
    "名次变动 \(counted(ranks, "rank")) \(ranks == 1 ? "moves" : "move") · "
      + "等次变动 \(counted(grades, "grade")) \(grades == 1 ? "changes" : "change")"
  }
}

extension ComparisonReport.Change {
  var isGradeChange: Bool {
    guard let gradeBefore, let gradeAfter else { return false }
    return Key(gradeBefore) != Key(gradeAfter)
  }

  var gradeWords: String { CauseWords.grades(grade.split, gradeTurn.split) }
  var rankWords: String { CauseWords.list(rank.split, CauseWords.move) }
  var totalWords: String { CauseWords.list(total.split, unit: total.unit, CauseWords.amount) }

  /// The indicators that changed most, and how many more there are.
  var lineWords: String {
    let amounts = lines.map { line in
      (line, ExactText.hundredths(line.points.split.sum, over: Int128(Points.one)))
    }.filter { $0.1 != 0 }
    let order = amounts.indices.sorted { (amounts[$1].1.magnitude, $0) < (amounts[$0].1.magnitude, $1) }
    let words = order.prefix(Self.mostLines).map { place in
      "\(amounts[place].0.label) \(CauseWords.amount(amounts[place].1))"
    }
    let more = amounts.count - words.count
    return words.joined(separator: " · ") + (more > 0 ? " · 另\(more)项" : "")
  }

  private static let mostLines = 4
}

extension ComparisonReport.Line {
  /// A leaf by its code, other parts by their category's and a word; then a word where only one of the models has it.
  var label: String {
    let label =
      switch part {
      case "start": category
      case "rounding": "\(category) 取整"
      case "floor": "总分下限"
      default: part
      }
    return label + words
  }
}
