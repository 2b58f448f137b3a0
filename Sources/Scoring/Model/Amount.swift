package import Records

/// A number of a model that may differ by profile ("any number in a node may be a map by profile").
package struct Amount: Hashable, Sendable {
  /// One value for each of the model's profiles, in their order.
  package let byProfile: [Fraction]

  package init(byProfile: [Fraction]) {
    self.byProfile = byProfile
  }

  /// The same value for every profile.
  package init(_ value: Fraction, profiles: Int) {
    byProfile = Array(repeating: value, count: profiles)
  }

  /// The value for the profile at an index of the model's list.
  package subscript(profile: Int) -> Fraction { byProfile[profile] }
}
