import Preparation
import Publishing
import Records

/// A question before it is known what its answers would change.
struct DraftQuestion {
  let kind: ReviewQuestion.Kind
  let source: String
  let recordKey: String
  let origin: Origin
  let message: Message
  let answers: [DraftAnswer]

  /// Equal in each run that asks the same.
  var id: String { String(Digest.of([kind.rawValue, source, recordKey]).prefix(12)) }

  func question(_ effects: [ReviewEffect?]) -> ReviewQuestion {
    ReviewQuestion(
      id: id, kind: kind, source: source, recordKey: recordKey, origin: origin, message: message,
      answers: zip(answers, effects).map { answer, effect in
        ReviewAnswer(
          subject: answer.subject, remedy: answer.remedy, supports: answer.supports,
          objections: answer.objections, effect: effect)
      })
  }
}

/// An answer, and how the run is made as if it had been given.
struct DraftAnswer {
  let subject: String
  let remedy: Message
  let supports: [Message]
  let objections: [Message]
  let supposed: Supposition
  /// Places of the members whose points can change, in the run's members; nil when it may be anyone's.
  let members: [Int]?

  /// The line of the decisions file that says so, but for who, when and why.
  static func line(_ decision: Decision) -> Message {
    let action = decision.verdict == .same ? "same" : "not_same"
    let subject =
      switch decision.subject {
      case .member(let number): "\(number),,"
      case .record(let other): ",\(other),"
      }
    return Message(
      zh: "裁定文件加一行：<决定号>,\(action),\(decision.source),\(decision.recordKey),\(subject),<决定人>,<日期>,<理由>",
      en: "append this line to the decisions file")
  }
}

/// What is supposed to be otherwise in the data.
struct Supposition {
  var decision: Decision?
  /// Rows that are not there.
  var removed: [RowReference] = []

  /// True where the answer leaves everything as it is.
  var isEmpty: Bool { decision == nil && removed.isEmpty }
}
