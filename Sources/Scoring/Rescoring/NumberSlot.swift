package import Records

/// Which number of a model is turned, and how.
package struct NumberSlot: Hashable, Sendable {
  /// Place in `Model.numbers`.
  package let place: Int
  package let profile: Int
  /// What the turned value multiplies; nil where it takes the number's place.
  package let multiplied: Fraction?

  package init(place: Int, profile: Int, multiplied: Fraction? = nil) {
    self.place = place
    self.profile = profile
    self.multiplied = multiplied
  }
}

extension [NumberSlot] {
  /// Whether a turn up lowers none of the numbers, or raises none.
  var haveOneSign: Bool {
    let factors = compactMap(\.multiplied)
    return factors.allSatisfy { $0 >= .zero } || factors.allSatisfy { $0 <= .zero }
  }
}
