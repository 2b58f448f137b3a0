import Ranking
import Records

/// A reason of the trail, which is Chinese, in both languages.
struct ReasonWords {
  private let reason: Reason

  init(_ reason: Reason) { self.reason = reason }

  var words: Words { Words(zh: reason.text, en: english) }

  private var english: String {
    let text = reason.text
    return switch reason.code {
    case "T": text
    case "Q1":
      text.replacing(/^Q1 (.*)第(\d+)名\/(\d+)席，(.*)$/) {
        "Q1 \(group($0.1))place \($0.2) for \($0.3) seats, \(grade($0.4))"
      }
    case "Q2":
      text.replacing(/^Q2 (.*?)(\d+)席已满，(.*)$/) {
        "Q2 \(group($0.1))the \($0.2) seats are taken, \(grade($0.3))"
      }
    case "Q3":
      text.replacing(/^Q3 (.*?)(\d+)席，并列(\d+)人，(.*)$/) {
        "Q3 \(group($0.1))\($0.2) seats, \($0.3) tied, \(Self.ties[String($0.4)] ?? String($0.4))"
      }
    case "S": text.replacing(/^S 并列第(\d+)名(\d+)人$/) { "S rank \($0.1) is shared by \($0.2)" }
    case "P":
      text.replacing(/^P 任职(\d+)\/(\d+)个月，按比例折算$/) { "P in office \($0.1) of \($0.2) months, in proportion" }
    case "F": text.replacing(/^F 合计(.*)，按(.*)计$/) { "F sums to \($0.1), counted as \($0.2)" }
    case "N":
      text.replacing(/^N (.*)无应计场次，按(.*)分计$/) { "N \($0.1): nothing to attend, counted as \($0.2) points" }
    default: gate
    }
  }

  /// A gate's code, name and parts are the model's, and so is the text of one that sets aside.
  private var gate: String {
    reason.text.replacing(/（提醒）$/) { _ in " (reminder)" }
      .replacing(/，最高(.*)$/) { ", at most \($0.1)" }.replacing(/，([^，]*)$/) { ", \($0.1)" }
  }

  private func group(_ name: Substring) -> String {
    if name.isEmpty { return "" }
    return Key(String(name)) == Key(QuotaGroups.pool) ? "pooled sectors: " : "\(name): "
  }

  private func grade(_ name: Substring) -> String {
    Key(String(name)) == Key(Grading.referred) ? "tied, undecided" : String(name)
  }

  private static let ties = ["不列入": "not granted", "列入": "granted", "待审": "undecided"]
}
