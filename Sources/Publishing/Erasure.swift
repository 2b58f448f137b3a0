/// What of a run was erased by a rule of retention; it stands in the run's manifest.
package struct Erasure: Codable, Hashable, Sendable {
  /// As `2029-01-10`.
  package let on: String
  /// The rule, as `staff files of runs as of more than 1095 days before`.
  package let rule: String
  /// Names in the run's directory, in the manifest's order; a folder's ends in `/`.
  package let files: [String]

  package init(on: String, rule: String, files: [String]) {
    self.on = on
    self.rule = rule
    self.files = files
  }
}
