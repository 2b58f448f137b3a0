/// `approval.json`: who let a published run go out, and which bytes that was.
///
/// It stands in the run's directory and is no output of the run: no digest of the run depends on it. The manifest names
/// every file, input and definition by its digest, so that its own digest stands for all of them.
package struct Approval: Codable, Hashable, Sendable {
  package static let name = "approval.json"

  /// The name of the run's directory.
  package let run: String
  /// Of the bytes of `manifest.json`.
  package let manifestSha256: String
  package let by: String
  /// As `2026-01-20`.
  package let date: String
  /// Of the other fields, so that a careless edit shows. It is no signature: it holds no secret, and whoever may write the
  /// file can make it anew.
  package let checksum: String

  package init(run: String, manifestSha256: String, by: String, date: String, checksum: String) {
    self.run = run
    self.manifestSha256 = manifestSha256
    self.by = by
    self.date = date
    self.checksum = checksum
  }

  /// Sorted keys, two spaces, a line end.
  package func json() -> [UInt8] { JSONText.encode(self) }

  /// nil for what is no approval.
  package init?(json: [UInt8]) {
    guard let approval = JSONText.decode(Approval.self, from: json) else { return nil }
    self = approval
  }
}
