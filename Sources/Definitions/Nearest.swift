import Records

/// The known name that a mistyped one probably means.
package enum Nearest {
  /// The candidate of least edit distance over characters; of equals the one with the longer common
  /// beginning, then the earlier. nil when none has anything in common with the name. O(candidates ·
  /// length²).
  static func name(to name: String, among candidates: [String]) -> String? {
    var best: (name: String, distance: Int, prefix: Int)?
    for candidate in candidates {
      let distance = distance(Array(name), Array(candidate))
      let prefix = zip(name, candidate).prefix { $0 == $1 }.count
      guard distance < max(name.count, candidate.count) else { continue }
      if let found = best, (found.distance, -found.prefix) <= (distance, -prefix) { continue }
      best = (candidate, distance, prefix)
    }
    return best?.name
  }

  /// `; nearest 'NAME'`, or nothing.
  package static func suffix(to name: String, among candidates: [String]) -> String {
    self.name(to: name, among: candidates).map { "; nearest '\($0)'" } ?? ""
  }

  /// `; nearest 'NAME'`; where none is near, `; there are A, B`: who writes the language of the paper finds no near one.
  static func suffixOrList(to name: String, among candidates: [String]) -> String {
    let nearest = suffix(to: name, among: candidates)
    guard nearest.isEmpty, !candidates.isEmpty else { return nearest }
    return "; there \(candidates.count == 1 ? "is" : "are") \(candidates.joined(separator: ", "))"
  }

  /// Levenshtein's distance (insertions, deletions, replacements).
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let replaced = diagonal + (a == b ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}

extension Sequence<String> {
  /// Whether a text with the same bytes is there.
  func holds(_ text: String) -> Bool {
    contains { Key($0) == Key(text) }
  }
}
