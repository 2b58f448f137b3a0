import Records
import Robustness
import Scoring

/// The page of two runs: who moved and why, for people, without a script.
///
/// What of a member's points may travel is as in `MemberDetail`: deductions stand as their category's change alone, and so do
/// leaves that tell of leave, absence or penalties.
package enum ComparisonPage {
  package static func html(_ facts: ComparisonFacts) -> [UInt8] {
    let (old, new) = (facts.before.identity, facts.after.identity)
    let page = Page(
      title: "两次运行比较", kicker: new.title, english: "Two runs compared", identity: new,
      model: facts.after.model.id, more: (ComparisonStyle.text, ComparisonStyle.digest),
      footer: "\(old.directory) → \(new.directory) · \(new.toolVersion) · 内部资料")
    return page.html(script: false) { markup in
      lead(facts, to: &markup)
      differences(facts, to: &markup)
      models(facts, to: &markup)
      guard !facts.comparison.isUnchanged else { return }
      let names = facts.comparison.profileNames
      for profile in names { ComparisonSection(facts, profile: profile).write(to: &markup) }
    }
  }

  /// By profile of either run with somebody ranked in both: where its members stood, a line for each, by the cause that moved him most. What it
  /// holds is the page's, which is to be searched first.
  package static func flows(_ facts: ComparisonFacts) -> [(profile: String, svg: String)] {
    facts.comparison.profileNames.compactMap { profile in
      guard let picture = RankFlowPicture(facts, profile: profile) else { return nil }
      var markup = Markup()
      picture.svg(class: "wide", width: 8_600, isNarrow: false).write(to: &markup)
      return (profile, String(decoding: markup.bytes, as: UTF8.self))
    }
  }

  private static func lead(_ facts: ComparisonFacts, to markup: inout Markup) {
    if facts.after.model.isExample || facts.before.model.isExample {
      markup.paragraph(
        Message(
          zh: "示例办法：正式使用前须换成本级政协自己的办法。",
          en: "Example model: a committee puts its own rules in its place before real use."), class: "notice")
    }
    markup.paragraph(ComparisonSentences.outcome(facts.comparison), class: "lead")
    if let ladders = ComparisonSentences.ladders(facts.comparison) {
      markup.paragraph(ladders, class: "notice")
    }
    guard !facts.comparison.isUnchanged else { return }
    markup.paragraph(ComparisonSentences.causes(facts.comparison), class: "trust")
    markup.paragraph(ComparisonSentences.method, class: "trust")
  }

  /// The two runs, then what differs between them by cause.
  private static func differences(_ facts: ComparisonFacts, to markup: inout Markup) {
    markup.heading("h2", "两次运行", "the two runs")
    markup.element("table", ["class": "runs"]) { markup in
      markup.element("tbody") { markup in
        for (word, run) in [("前 before", facts.before), ("后 after", facts.after)] {
          markup.element("tr") { markup in
            markup.element("th", ["scope": "row"], text: word)
            markup.element(
              "td",
              text: "\(run.identity.directory) · \(run.identity.period.chinese) · 模型 \(run.model.id) · "
                + "截至 \(run.identity.asOf) · \(grouped(run.members.count))人")
          }
        }
        for (cause, words) in zip(Cause.allCases, facts.words) {
          markup.element("tr") { markup in
            markup.element("th", ["scope": "row"], text: "\(cause.name.zh) \(cause.name.en)")
            markup.element("td", text: words ?? "相同 same")
          }
        }
      }
    }
  }

  private static func models(_ facts: ComparisonFacts, to markup: inout Markup) {
    let (numbers, structure) = (facts.models.numbers, facts.models.structure + facts.derivation)
    guard !numbers.isEmpty || !structure.isEmpty else { return }
    markup.heading("h2", "办法的改动", "model differences")
    if structure.isEmpty {
      markup.element("p", ["class": "note"], text: "两个办法只有数字不同。“单独改动”是在前一次运行里只改这一处的结果。")
    } else {
      markup.element("p", ["class": "note"], text: "“单独改动”是在前一次运行里只改这一处的结果。")
    }
    markup.element("div", ["class": "scroll"]) { markup in
      markup.element("table", ["class": "model"]) { markup in
        markup.element("thead") { markup in
          markup.element("tr") { markup in
            for (zh, en) in [("路径", "path"), ("名称", "name"), ("改动", "change"), ("单独改动", "alone")] {
              markup.element("th", ["scope": "col"]) { markup in
                markup.text(zh + " ")
                markup.element("small", text: en)
              }
            }
          }
        }
        markup.element("tbody") { markup in
          for number in numbers { row([number.path, number.name, number.words, number.effect], to: &markup) }
          for change in structure {
            row([change.place, "", change.message.zh, change.alone?.words ?? ""], to: &markup)
          }
        }
      }
    }
  }

  private static func row(_ cells: [String], to markup: inout Markup) {
    markup.element("tr") { markup in
      for (place, cell) in cells.enumerated() {
        markup.element("td", ["class": ["no", "words", "words", "effect"][place]], text: cell)
      }
    }
  }
}

extension NumberChange {
  /// `20 → 25`, or by profile.
  package var words: String {
    let changes = values.map { "\($0.before) → \($0.after)" }
    guard !isShared else { return changes[0] }
    return zip(values, changes).map { "\($0.profile) \($1)" }.joined(separator: " · ")
  }

  fileprivate var effect: String {
    alone?.words ?? "不能单独改"
  }
}

extension AloneEffect {
  fileprivate var words: String {
    (["\(grouped(ranks))人名次变动"] + (grades.map { ["\(grouped($0))人等次变动"] } ?? [])).joined(separator: "，")
  }
}
