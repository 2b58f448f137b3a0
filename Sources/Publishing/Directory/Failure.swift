package import Records

/// `failure.json`: why a run was not published, and what it was made of.
package struct Failure: Codable, Hashable, Sendable {
  package static let name = "failure.json"

  package struct Reason: Codable, Hashable, Sendable {
    package let zh: String
    package let en: String
  }

  package let reasons: [Reason]
  /// Its outputs are the files that were kept.
  package let manifest: Manifest

  package init(reasons: [Message], manifest: Manifest) {
    self.reasons = reasons.map { Reason(zh: $0.zh, en: $0.en) }
    self.manifest = manifest
  }

  package init(_ reasons: [Reason], _ manifest: Manifest) {
    self.reasons = reasons
    self.manifest = manifest
  }

  package func json() -> [UInt8] { JSONText.encode(self) }

  /// nil for what is none.
  package init?(json: [UInt8]) {
    guard let failure = JSONText.decode(Failure.self, from: json) else { return nil }
    self = failure
  }
}
