package import Records
import Robustness
import Scoring

/// Why a request has no answer.
package struct BenchProblem: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The request says something that it cannot say.
    case wrong
    /// What it names is not there.
    case missing
    /// What it would write is there already.
    case conflict
    /// What it needs of this machine cannot be had.
    case failed
  }

  package let kind: Kind
  package let message: Message

  package init(_ kind: Kind, zh: String, en: String) {
    self.kind = kind
    message = Message(zh: zh, en: en)
  }

  init(_ kind: Kind, _ message: Message) {
    self.kind = kind
    self.message = message
  }
}

/// A text in both languages, as answers hold it.
package struct Words: Hashable, Codable, Sendable {
  package let zh: String
  package let en: String

  package init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  init(_ message: Message) { self.init(zh: message.zh, en: message.en) }
}

extension BenchProblem {
  init(_ problem: BenchState.Problem) {
    switch problem {
    case .noSetting(let text):
      self.init(.wrong, zh: "\(text)：应为“路径=数值”", en: "\(text): PATH=NUMBER is meant")
    case .noKnob(let path):
      self.init(.missing, zh: "办法里没有\(path)", en: "the model has no '\(path)'")
    }
  }

  init(_ problem: Bench.Problem) {
    switch problem {
    case .inexact: self.init(.wrong, zh: "倍数太大或太细，算不精确", en: "a factor leaves no exact number")
    case .disorder(let disorder):
      self.init(
        .wrong, zh: "\(disorder.path)：\(disorder.message.zh)；这样的办法不成立",
        en: "\(disorder.path): \(disorder.message.en); no model may say so")
    case .scoring(let error): self.init(.wrong, error.message)
    }
  }
}
