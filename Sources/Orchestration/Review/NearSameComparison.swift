import Preparation
import Publishing
import Records
import Similarity

/// Two records with nearly one text, and what speaks for and against their being one thing.
struct NearSameComparison {
  private let table: Table
  private let earlier: Int
  private let later: Int
  private let pair: NearPair

  init(_ table: Table, earlier: Int, later: Int, _ pair: NearPair) {
    self.table = table
    self.earlier = earlier
    self.later = later
    self.pair = pair
  }

  /// Says which of them the later is: the same, and goes; or another, and both stay.
  func draft(_ people: NamedPeople) -> DraftQuestion {
    let (first, second) = (table.recordKey(earlier), table.recordKey(later))
    let same = Decision(
      number: "?", verdict: .same, source: table.source, recordKey: second, subject: .record(first))
    let different = Decision(
      number: "?", verdict: .different, source: table.source, recordKey: second, subject: .record(first))
    let (supports, objections) = signs(people, first, second)
    return DraftQuestion(
      kind: .nearSame, source: table.source, recordKey: second, origin: table.origins[later],
      message: Message(
        zh: "\(table.shape.title)\(second)与更早的\(first)是不是同一件？",
        en: "is \(table.source) \(second) the same thing as the earlier \(first)?"),
      answers: [
        DraftAnswer(
          subject: "same \(first)", remedy: DraftAnswer.line(same), supports: supports,
          objections: objections,
          supposed: Supposition(decision: same),
          members: people.members(naming: table.source, second)),
        DraftAnswer(
          subject: "not_same \(first)", remedy: DraftAnswer.line(different), supports: objections,
          objections: supports, supposed: Supposition(), members: []),
      ])
  }

  private func signs(
    _ people: NamedPeople, _ first: String, _ second: String
  ) -> (supports: [Message], objections: [Message]) {
    var supports = [
      Message(
        zh: "共有字组\(pair.shared)/\(pair.union)", en: "shares \(pair.shared) of \(pair.union) grams")
    ]
    var objections: [Message] = []
    let (before, after) = (people.numbers(table.source, first), people.numbers(table.source, second))
    let common = before.intersection(after).sorted().map(\.text)
    if !common.isEmpty {
      supports.append(
        Message(
          zh: "同有委员\(common.joined(separator: "、"))", en: "both of \(common.joined(separator: ", "))"))
    } else if !before.isEmpty, !after.isEmpty {
      objections.append(Message(zh: "委员不同", en: "of different members"))
    }
    for field in table.shape.fields where field.key == "title" {
      let isEqual = Key(table.text(field.key, earlier)) == Key(table.text(field.key, later))
      let message =
        isEqual
        ? Message(zh: "\(field.heading)相同", en: "same title")
        : Message(zh: "\(field.heading)不同", en: "other title")
      if isEqual { supports.append(message) } else { objections.append(message) }
    }
    return (supports, objections)
  }
}
