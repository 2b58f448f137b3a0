import Publishing
import Records

/// What is kept of a run that a limit stopped: why, of what it was made, its books, its refused rows and its findings.
enum Evidence {
  private static let files: [OutputFile] = [.accounting, .quarantine, .findings, .corrections, .filtered]

  /// Writes the directory `failed-<pipeline>-<period>-<run id>`, replacing an equal one; `latest` stays. Its path.
  static func keep(
    _ record: RunRecord, _ reasons: [Message], in reports: ReportDirectory
  ) throws(PublishingError) -> String {
    let staging = try reports.stage(record.identity.runID)
    do {
      var outputs: [Manifest.Output] = []
      for file in files {
        guard let artifact = try record.artifact(file) else { continue }
        let written = try WrittenFile(artifact, to: staging)
        try written.sync()
        outputs.append(written.output)
      }
      try staging.add(Failure(reasons: reasons, manifest: Manifest(record, outputs: outputs)))
    } catch {
      reports.discard(staging)
      throw error
    }
    let name = "failed-\(record.identity.directory)"
    try reports.keep(staging, as: name)
    return reports.path(name)
  }
}
