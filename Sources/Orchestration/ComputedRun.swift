import Dispatch
package import Publishing
import Records
import Synchronization

/// A run that is done but not yet published.
package struct ComputedRun: Sendable {
  package let record: RunRecord
  package let invocation: Timings.Invocation
  package let stages: [Timings.Stage]
  package let withheld: PrivacyScan
  /// Files that are not written.
  package let omitted: Set<OutputFile>

  /// The files to publish, the manifest among them, and their digests. Fails closed on anything private.
  func files() throws(RunError) -> (files: [(file: OutputFile, bytes: [UInt8])], manifest: Manifest) {
    let written = try artifacts()
    let artifacts = written.map(\.artifact)
    let manifest = Manifest(record, artifacts: artifacts, digests: written.map(\.digest))
    let all = artifacts + [Artifact(file: .manifest, bytes: manifest.json(), rows: nil)]
    let hits = all.flatMap(withheld.hits)
    guard hits.isEmpty else { throw .data([PublishingError.privacy(hits).message]) }
    return (all.map { ($0.file, $0.bytes) }, manifest)
  }
}

extension ComputedRun {
  private typealias Written = (artifact: Artifact, digest: String)

  /// The files and their digests in the order of `OutputFile`, written at the same time on all cores: each depends on the
  /// record alone.
  private func artifacts() throws(RunError) -> [Written] {
    let wanted = OutputFile.allCases.filter { !omitted.contains($0) }
    let results = Mutex([OutputFile: Result<Written?, PublishingError>]())
    DispatchQueue.concurrentPerform(iterations: wanted.count) { index in
      let result = Result { () throws(PublishingError) in try write(wanted[index]) }
      results.withLock { $0[wanted[index]] = result }
    }
    let all = results.withLock { $0 }
    var written: [Written] = []
    for file in wanted {
      switch all[file] {
      case .success(let artifact?)?: written.append(artifact)
      case .failure(let error)?: throw .operation(error.message)
      case .success(nil)?, nil: continue
      }
    }
    return written
  }

  private func write(_ file: OutputFile) throws(PublishingError) -> Written? {
    guard let artifact = try record.artifact(file) else { return nil }
    return (artifact, Digest.of(artifact.bytes))
  }
}

/// What a run ended with.
package struct RunOutcome: Sendable {
  package let run: ComputedRun
  package let manifest: Manifest
  /// Path of the run's directory.
  package let path: String
  /// False when the same run had been published before.
  package let isNew: Bool

  /// For a terminal or a pipe.
  package func lines(_ drawing: Drawing = .plain) -> [String] {
    RunReport(run.record, stages: run.stages, drawing: drawing).lines(path: path, isNew: isNew)
  }

  /// For machines: the manifest with the path of the run's directory before it.
  package var json: String {
    let manifest = String(decoding: manifest.json(), as: UTF8.self)
    let path = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "{\n\"path\" : \"\(path)\",\n\"is_new\" : \(isNew),\n\"manifest\" : \(manifest)}"
  }
}
