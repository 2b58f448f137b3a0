package import Records

/// A place in a definition file; both count from 1, columns in Unicode scalars.
package struct Place: Hashable, Sendable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A located mistake in a definition file.
package struct DefinitionProblem: Hashable, Sendable {
  package let file: String
  /// nil for a problem of the file as a whole.
  package let place: Place?
  package let message: String
  /// Further lines, as the nearest name and the keys that are allowed.
  package let notes: [String]
  /// True of a relation that is not there: what else is wrong with who reads it could not be found out.
  package let hidesOthers: Bool

  package init(
    file: String, place: Place?, message: String, notes: [String] = [], hidesOthers: Bool = false
  ) {
    self.file = file
    self.place = place
    self.message = message
    self.notes = notes
    self.hidesOthers = hidesOthers
  }
}

extension DefinitionProblem: CustomStringConvertible {
  /// `file:line:column  message`, then its notes, each on a line of its own, indented by four.
  package var description: String {
    let position = place.map { ":\($0.line):\($0.column)" } ?? ""
    return (["\(file)\(position)  \(message)"] + notes.map { "    \($0)" }).joined(separator: "\n")
  }
}

/// A located remark on a rule that a definition may have, and that does not do what it seems to.
package struct DefinitionWarning: Hashable, Sendable {
  package let file: String
  package let place: Place?
  package let message: Message

  /// `提示：file:line:column  message`, then the same in English.
  package var lines: [String] {
    let position = file + (place.map { ":\($0.line):\($0.column)" } ?? "")
    return ["提示：\(position)  \(message.zh)", "warning: \(position)  \(message.en)"]
  }
}

/// Every mistake of the definitions that were read, in the order of files, lines and columns.
package struct DefinitionErrors: Error, Hashable, Sendable {
  package let problems: [DefinitionProblem]

  package init(_ problems: [DefinitionProblem]) {
    self.problems = problems
  }
}

extension DefinitionErrors: CustomStringConvertible {
  /// All problems, then how many there are.
  package var description: String {
    let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
    return (problems.map(\.description) + ["\(count); nothing was run."]).joined(separator: "\n")
  }
}
