/// A node of a definition file with its place; scalars keep their text and are read by who knows the type.
struct YAMLNode: Hashable, Sendable {
  indirect enum Content: Hashable, Sendable {
    /// `isPlain` = written without quotes.
    case scalar(String, isPlain: Bool)
    case list([YAMLNode])
    case map([Entry])
  }

  struct Entry: Hashable, Sendable {
    let key: String
    let place: Place
    let value: YAMLNode
  }

  let place: Place
  let content: Content

  /// How a message shows what stands here: `'zero'`, `"5"`, `a list`, `a map`, `nothing`.
  var found: String {
    switch content {
    case .scalar(let text, isPlain: true): YAMLNode.blanks.contains(text) ? "nothing" : "'\(text)'"
    case .scalar(let text, isPlain: false): "\"\(text)\""
    case .list: "a list"
    case .map: "a map"
    }
  }

  /// The text of a scalar without quotes.
  var plainText: String? {
    if case .scalar(let text, isPlain: true) = content { text } else { nil }
  }

  /// Whether it is a map with this key.
  func has(_ key: String) -> Bool {
    if case .map(let entries) = content { entries.contains { $0.key == key } } else { false }
  }

  var isMap: Bool { if case .map = content { true } else { false } }
  var isList: Bool { if case .list = content { true } else { false } }

  /// Scalars without quotes that YAML reads as no value.
  static let blanks: Set<String> = ["", "~", "null", "Null", "NULL"]
  /// Scalars without quotes that some YAML readers take for truth values.
  static let truthWords: Set<String> = ["yes", "no", "on", "off", "y", "n"]
}
