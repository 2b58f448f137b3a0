import Records

extension [String] {
  /// The names of both lists, each once, in an order that keeps both where they agree: a name that only the other has stands
  /// behind the one that it follows there.
  func merging(_ other: [String]) -> [String] {
    var merged = self
    var place = -1
    for name in other {
      if let found = merged.firstIndex(where: { Key($0) == Key(name) }) {
        place = found
      } else {
        place += 1
        merged.insert(name, at: place)
      }
    }
    return merged
  }
}
