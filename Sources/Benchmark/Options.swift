/// A command line that cannot be read; its text says what is wrong.
struct UsageError: Error, Hashable, CustomStringConvertible {
  let problem: String

  var description: String {
    """
    \(problem)
    usage: Benchmark generate --rows N --members M --out DIR [--seed S]
           Benchmark csv --rows N [--seed S] [--passes N]
           Benchmark near FILE OUT
           Benchmark tune --members N --out DIR [--seed S] [--searches T]
    """
  }
}

/// The options of a command, each with a value.
struct Options {
  private var values: [String: String] = [:]

  /// The first argument is the command's name.
  init(_ arguments: [String], known: [String]) throws(UsageError) {
    var rest = arguments.dropFirst()
    while let option = rest.popFirst() {
      guard known.contains(option) else { throw UsageError(problem: "unknown option \(option)") }
      guard let value = rest.popFirst() else { throw UsageError(problem: "\(option) needs a value") }
      values[option] = value
    }
  }

  /// 0 where it is not given and has no other default.
  func number(_ option: String, default missing: Int = 0) throws(UsageError) -> Int {
    guard let text = values[option] else { return missing }
    guard let number = Int(text), number >= 0 else {
      throw UsageError(problem: "\(option) needs a number that is not negative, found '\(text)'")
    }
    return number
  }

  /// Empty where it is not given.
  func text(_ option: String) -> String { values[option] ?? "" }
}
