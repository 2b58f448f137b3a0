import Publishing
import Records

/// What is kept of a run that a limit stopped: why, of what it was made, its books, its refused rows and its findings.
enum Evidence {
  private static let files: [OutputFile] = [.accounting, .quarantine, .findings, .corrections, .filtered]

  /// Writes the directory `failed-<pipeline>-<period>-<run id>`, replacing an equal one; `latest` stays. Its path.
  static func keep(
    _ record: RunRecord, _ reasons: [Message], in reports: ReportDirectory
  ) throws(PublishingError) -> String {
    var artifacts: [Artifact] = []
    for file in files {
      if let artifact = try record.artifact(file) { artifacts.append(artifact) }
    }
    let manifest = Manifest(record, artifacts: artifacts, digests: artifacts.map { Digest.of($0.bytes) })
    let staging = try reports.stage(record.identity.runID)
    do {
      for artifact in artifacts { try staging.add(artifact) }
      try staging.add(Failure(reasons: reasons, manifest: manifest))
    } catch {
      reports.discard(staging)
      throw error
    }
    let name = "failed-\(record.identity.directory)"
    try reports.keep(staging, as: name)
    return reports.path(name)
  }
}
