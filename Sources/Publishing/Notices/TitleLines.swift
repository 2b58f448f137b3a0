import Records

/// Breaks a title between words, into as few lines as hold it and as even as they can be.
enum TitleLines {
  /// Stands in a text where its author lets it be broken (`|` in a template); without one, before 关于 and brackets, and
  /// behind 的, 、 and brackets.
  static let place: Character = "\u{200B}"

  /// The lines of a title, each of at most so many half characters; a part without a place to break it may be longer.
  static func of(_ text: String, width: Int) -> [String] {
    let parts = text.contains(place) ? text.split(separator: place).map(String.init) : words(text)
    let widest = filled(parts, width)
    for limit in 1..<max(2, width) {
      let lines = filled(parts, limit)
      if lines.count == widest.count, lines.allSatisfy({ DisplayWidth.of($0) <= limit }) { return lines }
    }
    return widest
  }

  /// The text without its places.
  static func whole(_ text: String) -> String { String(text.filter { $0 != place }) }

  private static func filled(_ parts: [String], _ limit: Int) -> [String] {
    var lines: [String] = []
    for part in parts {
      if let last = lines.last, DisplayWidth.of(last + part) <= limit {
        lines[lines.count - 1] += part
      } else {
        lines.append(part)
      }
    }
    return lines
  }

  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for index in text.indices {
      let rest = text[index...]
      if !word.isEmpty, rest.hasPrefix("关于") || rest.hasPrefix("（") {
        words.append(word)
        word = ""
      }
      word.append(text[index])
      if "的、）".contains(text[index]) {
        words.append(word)
        word = ""
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}
