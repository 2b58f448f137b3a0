/// The nearest of some texts by edit distance, for messages that name what was probably meant.
package enum Nearest {
  /// The first candidate of least distance; nil when none shares a character in place with the text.
  static func text(to text: String, among candidates: [String]) -> String? {
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let distance = editDistance(Array(text.unicodeScalars), Array(candidate.unicodeScalars))
      guard distance < max(text.unicodeScalars.count, candidate.unicodeScalars.count) else { continue }
      if let known = best, known.distance <= distance { continue }
      best = (candidate, distance)
    }
    return best?.candidate
  }

  /// Levenshtein's distance in O(m · n).
  package static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var row = Array(0...right.count)
    for (i, scalar) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let substituted = diagonal + (scalar == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, diagonal + 1, row[j] + 1)
      }
    }
    return row[right.count]
  }
}
