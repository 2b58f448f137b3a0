import Publishing
import Records
import Robustness
import Scoring

extension ComparisonReport.Number {
  /// What it does alone in the run before.
  var aloneWords: String {
    guard let ranksAlone else { return "不能单独改 cannot be alone" }
    return CauseWords.alone(ranks: ranksAlone, grades: gradesAlone)
  }
}

extension ComparisonReport.Structure {
  /// What it does alone in the run before; empty where that is not tried.
  var aloneWords: String {
    guard let ranksAlone else { return "" }
    return CauseWords.alone(ranks: ranksAlone, grades: gradesAlone)
  }
}

extension CauseWords {
  /// `grades` is nil in a run without grades.
  fileprivate static func alone(ranks: Int, grades: Int?) -> String {
    let moves = "名次变动 \(counted(ranks, "rank")) \(ranks == 1 ? "moves" : "move")"
    guard let grades else { return moves }
    return moves + " · 等次变动 \(counted(grades, "grade")) \(grades == 1 ? "changes" : "change")"
  }
}

extension ComparisonReport.Change {
  var isGradeChange: Bool {
    guard let gradeBefore, let gradeAfter else { return false }
    return Key(gradeBefore) != Key(gradeAfter)
  }

  var gradeWords: String {
    guard let grade, let gradeTurn else { return "" }
    return CauseWords.grades(grade.split, gradeTurn.split)
  }

  /// What moved the rank, by cause.
  package var rankWords: String {
    rank.map { CauseWords.list($0.split, CauseWords.move) } ?? "不作比较 not compared"
  }

  /// With the profiles where they differ.
  var placeWords: String {
    let words = [rankBefore, rankAfter].map { $0.map(String.init) }
    guard rank == nil else { return CauseWords.arrow(words[0], words[1]) }
    let places = zip([profileBefore, profileAfter], words).map { "\($0) \($1 ?? "—")" }
    return CauseWords.arrow(places[0], places[1])
  }

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
