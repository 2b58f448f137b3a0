/// What a server or the way to it refused; no value of a statement stands in it.
package struct PostgresError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// No connection came about: server, name or password.
    case connection
    /// The server refused a statement.
    case statement
    /// The server said nothing for as long as was allowed.
    case silence
    /// The connection broke; of a statement that was on its way nothing is known.
    case lost
  }

  package let kind: Kind
  /// Five characters; nil where no server spoke.
  package let sqlState: String?
  /// One line.
  package let message: String
  /// The server's advice.
  package let hint: String?

  package init(_ kind: Kind, sqlState: String? = nil, message: String, hint: String? = nil) {
    self.kind = kind
    self.sqlState = sqlState
    self.message = PostgresError.withoutValues(message, sqlState)
    self.hint = hint
  }

  /// Data exceptions (class 22) and broken constraints (23) cite the value behind a colon.
  private static func withoutValues(_ message: String, _ sqlState: String?) -> String {
    let line = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? "unknown error"
    guard let sqlState, sqlState.hasPrefix("22") || sqlState.hasPrefix("23"),
      let colon = line.firstIndex(of: ":")
    else { return line }
    return String(line[..<colon])
  }
}
