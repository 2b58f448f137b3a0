import Foundation
import Publishing
import Records

extension Run {
  /// Creates the folder of publications, locks it and removes what a dead run left there.
  static func claim(_ reports: ReportDirectory) throws(RunError) -> RunLock {
    try operation { () throws(PublishingError) in try reports.prepare() }
    let lock = try RunLock(folder: reports.root)
    try operation { () throws(PublishingError) in try reports.removeLeftovers() }
    return lock
  }

  /// Publishes all files or none. A directory that holds this run whole is left untouched.
  static func publish(_ run: ComputedRun, to reports: ReportDirectory) throws(RunError) -> RunOutcome {
    let identity = run.record.identity
    let clock = ContinuousClock.now
    let (files, manifest) = try run.files()
    let isNew = !isPublished(manifest, as: identity.directory, in: reports)
    try operation { () throws(PublishingError) in
      guard isNew else { return try reports.point(to: identity.directory) }
      let timings = Timings(
        invocation: run.invocation,
        stages: run.stages + [
          Timings.Stage(name: "publish", milliseconds: (ContinuousClock.now - clock).milliseconds)
        ])
      try reports.publish(
        identity.directory, runID: identity.runID, files: files + [(.timings, timings.json())])
    }
    return RunOutcome(run: run, manifest: manifest, path: reports.path(identity.directory), isNew: isNew)
  }

  /// True when the directory holds this manifest and every file that it names, with its digest.
  private static func isPublished(
    _ manifest: Manifest, as name: String, in reports: ReportDirectory
  ) -> Bool {
    guard let bytes = try? DurableFile.read(reports.path(name, OutputFile.manifest.rawValue)),
      bytes == manifest.json()
    else { return false }
    return manifest.outputs.allSatisfy { output in
      (try? DurableFile.read(reports.path(name, output.name))).map(Digest.of) == output.sha256
    }
  }

  private static func operation(_ body: () throws(PublishingError) -> Void) throws(RunError) {
    do {
      try body()
    } catch {
      throw .operation(error.message)
    }
  }
}

extension Duration {
  /// Whole milliseconds.
  var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
