import Records
package import Robustness
import Scoring

/// Which of a member's lines may stand on a page that travels: leaves of bases and bonuses that tell nothing of leave, absence
/// or penalties; of the rest each category's sum.
struct TravellingLines {
  struct Line {
    let name: String
    var split: Split
  }

  /// Codes of leaves that may not be shown in one of the models, and of deductions.
  private let hidden: Set<Key>

  init(_ before: Model, _ after: Model) {
    hidden = Set(
      [before, after].flatMap { model in
        model.leaves.filter { leaf in
          model.categories[leaf.category].role == .deduction || leaf.node.tellsOfAbsence
        }.map { Key($0.node.code) }
          + model.categories.filter { $0.role == .deduction }.map { Key($0.node.code) }
      })
  }

  /// In the order of the models: a category's shown leaves, then what it has besides them.
  func shown(_ change: MemberChange) -> [Line] {
    var lines: [Line] = []
    var rests: [Key: Int] = [:]
    for (line, split) in change.lines {
      let category = Key("\(line.category) \(line.categoryName)")
      if case .leaf(let code, let name) = line.part, !hidden.contains(Key(code)),
        !hidden.contains(Key(line.category))
      {
        lines.append(Line(name: "\(code) \(name)" + line.presenceWords, split: split))
      } else if let place = rests[category] {
        lines[place].split = lines[place].split + split
      } else {
        rests[category] = lines.count
        lines.append(Line(name: restName(line), split: split))
      }
    }
    return lines.filter { !$0.split.isZero }
  }

  private func restName(_ line: PointLine) -> String {
    if line.part == .floor { return "总分下限" }
    let name = "\(line.category) \(line.categoryName)"
    return hidden.contains(Key(line.category)) ? name : "\(name)：起始、取整和不列出的"
  }
}

extension PointLine {
  /// Behind its name where only one of the models has it.
  package var presenceWords: String {
    switch presence {
    case .both: ""
    case .gone: "（已删）"
    case .new: "（新增）"
    }
  }
}
