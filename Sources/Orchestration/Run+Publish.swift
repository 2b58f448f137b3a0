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

  /// Publishes all files or none. A directory that holds this run whole is left untouched, and a damaged one replaced.
  static func publish(
    _ run: ComputedRun, to reports: ReportDirectory, extracts: String?, notices: [Message]
  ) throws(RunError) -> RunOutcome {
    let start = ContinuousClock.now
    let name = run.record.identity.directory
    let before = reports.holds(name) ? try run.files() : nil
    let isNew = before.map { !isPublished($0, as: name, in: reports) } ?? true
    let manifest: Manifest
    if let before, !isNew {
      try operation { () throws(PublishingError) in try reports.point(to: name) }
      manifest = before
    } else {
      manifest = try publishNew(run, to: reports, extracts, since: start)
    }
    return RunOutcome(
      run: run, manifest: manifest, path: reports.path(name), isNew: isNew, notices: notices)
  }

  /// Writes each file while it is made, so that the disk and the cores work at the same time.
  private static func publishNew(
    _ run: ComputedRun, to reports: ReportDirectory, _ extracts: String?, since start: ContinuousClock.Instant
  ) throws(RunError) -> Manifest {
    let identity = run.record.identity
    let staging: Staging
    do { staging = try reports.stage(identity.runID) } catch { throw .operation(error.message) }
    do {
      let manifest = try run.files(to: staging)
      try operation { () throws(PublishingError) in
        try staging.add(timings(run, since: start))
        if let extracts { try staging.adopt(extracts) }
        try reports.publish(staging, as: identity.directory)
      }
      return manifest
    } catch {
      reports.discard(staging)
      throw error
    }
  }

  private static func timings(_ run: ComputedRun, since start: ContinuousClock.Instant) -> Artifact {
    let publish = Timings.Stage(
      name: RunPart.publish.rawValue, milliseconds: (ContinuousClock.now - start).milliseconds)
    let timings = Timings(invocation: run.invocation, stages: run.stages + [publish])
    return run.classified(Artifact(file: .timings, bytes: timings.json(), rows: nil))
  }

  /// True when the directory holds this manifest and every file that it names, with its digest, or had it erased by rule:
  /// a run that is made again does not bring back what was erased.
  private static func isPublished(
    _ manifest: Manifest, as name: String, in reports: ReportDirectory
  ) -> Bool {
    guard let bytes = try? DurableFile.read(reports.path(name, OutputFile.manifest.rawValue)),
      let stored = Manifest(json: bytes), stored.original.json() == manifest.json(),
      bytes == stored.json()
    else { return false }
    let extracts = manifest.inputs.filter { $0.relation != nil }
    let isWithoutExtracts = stored.isErased(ReportDirectory.extracts + "/")
    guard
      isWithoutExtracts
        || extracts.allSatisfy({ isHeld($0, in: reports.path(name, ReportDirectory.extracts)) })
    else {
      return false
    }
    return manifest.outputs.allSatisfy { output in
      stored.isErased(output.name)
        || Digest.of(file: reports.path(name, output.name)) == output.sha256
    }
  }

  private static func isHeld(_ extract: Manifest.Input, in folder: String) -> Bool {
    Digest.of(file: "\(folder)/\(extract.name)") == extract.sha256
  }

  /// Reads the plan's tables, if it has any, into a folder that the run adopts.
  static func extracted(
    _ plan: Plan, in reports: ReportDirectory, _ clock: inout StageClock
  ) throws(RunError) -> (plan: Plan, extracts: String?) {
    guard plan.needsExtracts else { return (plan, nil) }
    clock.begin(.extract)
    defer { clock.end() }
    let folder: String
    do { folder = try reports.newExtracts() } catch { throw .operation(error.message) }
    do throws(RunError) {
      try Extraction.run(plan, into: folder)
      return (plan.reading(extracts: folder), folder)
    } catch {
      reports.discard(extracts: folder)
      throw error
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
