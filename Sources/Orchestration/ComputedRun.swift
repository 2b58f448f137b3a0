import Ingestion
package import Publishing
package import Records

/// A run that is done but not yet published.
package struct ComputedRun: Sendable {
  package let record: RunRecord
  /// What ingestion found of each file, parallel to the record's files.
  let reports: [FileReport]
  package let invocation: Timings.Invocation
  package var stages: [Timings.Stage]
  package let withheld: Withheld
  /// Files that are not written.
  package let omitted: Set<OutputFile>
  let workers: Workers
}

extension ComputedRun {
  /// What takes a file as soon as it is made and found to hold nothing private; called from several threads.
  typealias Sink = @Sendable (Artifact) throws(PublishingError) -> Void

  /// The files to publish, the manifest among them, and their digests. Fails closed on anything private.
  func files(
    to sink: Sink = { _ in }
  ) throws(RunError) -> (files: [Artifact], manifest: Manifest) {
    let made = try made(sink)
    let artifacts = made.map(\.artifact)
    let manifest = Manifest(record, artifacts: artifacts, digests: made.map(\.digest))
    let last = classified(Artifact(file: .manifest, bytes: manifest.json(), rows: nil))
    let hits = made.flatMap(\.hits) + withheld.scan(of: last.file.rawValue, known: .internal).hits(in: last)
    guard hits.isEmpty else { throw .data([PublishingError.privacy(hits).message]) }
    do { try sink(last) } catch { throw .operation(error.message) }
    return (artifacts + [last], manifest)
  }

  /// An artifact of the class that the policy gives it.
  func classified(_ artifact: Artifact) -> Artifact {
    var artifact = artifact
    artifact.privacy = withheld.privacy(of: artifact.file.rawValue, known: artifact.file.privacy)
    return artifact
  }

  private struct Made {
    let artifact: Artifact
    let digest: String
    let hits: [PrivacyHit]
  }

  /// The files in the order of `OutputFile`, made at the same time, the longest first: each depends on the record alone.
  /// Twice as many at a time as there are workers, since a sink waits for the disk.
  private func made(_ sink: Sink) throws(RunError) -> [Made] {
    let wanted = OutputFile.allCases.filter { !omitted.contains($0) }
    let order =
      wanted.indices.filter { wanted[$0] == .ledger } + wanted.indices.filter { wanted[$0] != .ledger }
    let results = Workers(workers.count > 1 ? 2 * workers.count : 1).map(order.count) { task in
      Result { () throws(PublishingError) in try make(wanted[order[task]], sink) }
    }
    var made = [Made?](repeating: nil, count: wanted.count)
    for (task, result) in results.enumerated() {
      do { made[order[task]] = try result.get() } catch { throw .operation(error.message) }
    }
    return made.compactMap(\.self)
  }

  private func make(_ file: OutputFile, _ sink: Sink) throws(PublishingError) -> Made? {
    guard let artifact = try record.artifact(file, workers).map(classified) else { return nil }
    let hits = try withheld.hits(in: artifact)
    if hits.isEmpty { try sink(artifact) }
    return Made(artifact: artifact, digest: Digest.of(artifact.bytes), hits: hits)
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
  /// What the comparison with the run before found; no file tells of it.
  package let notices: [Message]

  /// For a terminal or a pipe.
  package func lines(_ drawing: Drawing = .plain) -> [String] {
    notices.flatMap { [drawing.bad("△ \($0.zh)"), "  \($0.en)"] }
      + RunReport(run.record, stages: run.stages, drawing: drawing).lines(path: path, isNew: isNew)
  }

  /// For machines: the manifest with the path of the run's directory before it.
  package var json: String {
    let manifest = String(decoding: manifest.json(), as: UTF8.self)
    let path = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "{\n\"path\" : \"\(path)\",\n\"is_new\" : \(isNew),\n\"manifest\" : \(manifest)}"
  }
}
