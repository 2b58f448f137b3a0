package import Publishing
package import Records

/// Why a command stopped, with the exit code that says so (design.md §6).
package enum RunError: Error, Sendable {
  /// The data broke a declared limit or a law: 1. Nothing was published.
  case data([Message])
  /// The data broke limits once all was read: 1. What the run knows by then is kept as evidence.
  case limits([Message], RunRecord)
  /// Definitions with errors, each `file:line:column  text`: 2.
  case definitions([String])
  /// The request itself is wrong: 2.
  case usage(Message)
  /// Operations failed: 3.
  case operations([Message])

  /// One operation failed.
  package static func operation(_ message: Message) -> RunError { .operations([message]) }

  package var exitCode: Int32 {
    switch self {
    case .data, .limits: 1
    case .definitions, .usage: 2
    case .operations: 3
    }
  }

  /// Lines for stderr: Chinese first, then English. With colour the first words that say what is wrong stand out.
  package func lines(_ drawing: Drawing = .plain) -> [String] {
    switch self {
    case .data(let messages), .limits(let messages, _), .operations(let messages):
      messages.flatMap { [drawing.bad($0.zh), $0.en] }
    case .definitions(let errors):
      errors.map { RunError.placed($0, drawing) } + [
        drawing.bad("\(errors.count)处定义错误，未运行"),
        "\(errors.count) \(plural("problem", errors.count)); nothing was run.",
      ]
    case .usage(let message): [drawing.bad(message.zh), message.en]
    }
  }

  /// `file:line:column  text` with its place made strong.
  private static func placed(_ error: String, _ drawing: Drawing) -> String {
    guard let gap = error.firstRange(of: "  ") else { return error }
    return drawing.strong(String(error[..<gap.lowerBound])) + error[gap.lowerBound...]
  }
}
