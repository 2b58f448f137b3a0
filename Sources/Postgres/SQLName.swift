/// Identifiers as SQL text.
package enum SQLName {
  /// Quoted, with quotes doubled, so that no name can be anything else (PostgreSQL 15, 4.1.1).
  package static func quoted(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  /// `schema.table` or `table`, each part quoted.
  package static func quotedPath(_ path: String) -> String {
    path.split(separator: ".", omittingEmptySubsequences: false).map { quoted(String($0)) }
      .joined(separator: ".")
  }
}
