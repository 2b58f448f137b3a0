/// How a report is drawn. The words are the same everywhere; bars stand on a terminal only, colour only where it is
/// wanted.
package struct Drawing: Hashable, Sendable {
  package let hasBars: Bool
  package let hasColour: Bool
  /// Columns that a table may take; nil for as many as it needs.
  package let columns: Int?

  package init(hasBars: Bool, hasColour: Bool, columns: Int?) {
    self.hasBars = hasBars
    self.hasColour = hasColour
    self.columns = columns
  }

  /// For a pipe or a file.
  package static let plain = Drawing(hasBars: false, hasColour: false, columns: nil)

  /// Headings and names.
  package func strong(_ text: String) -> String { marked(text, "1") }

  /// What should be seen first: the one accent.
  package func accent(_ text: String) -> String { marked(text, "36") }

  package func good(_ text: String) -> String { marked(text, "32") }

  package func bad(_ text: String) -> String { marked(text, "31") }

  package func faint(_ text: String) -> String { marked(text, "2") }

  /// What a report is about: pipeline, period and model; the model of an example says so.
  func heading(_ title: String, _ period: String, model: String, isExample: Bool) -> String {
    strong("\(title) · \(period)") + " · model \(model)" + (isExample ? "（示例）" : "")
  }

  /// Between the control sequences of ECMA-48 that set and reset a graphic rendition.
  private func marked(_ text: String, _ rendition: String) -> String {
    hasColour && !text.isEmpty ? "\u{1B}[\(rendition)m\(text)\u{1B}[0m" : text
  }
}
