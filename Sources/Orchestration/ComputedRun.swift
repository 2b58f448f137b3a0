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
  /// Writes the files to publish into a staging, the manifest last; without one, they are made and digested alone. Fails
  /// closed on anything private.
  func files(to staging: Staging? = nil) throws(RunError) -> Manifest {
    let made: [Made]
    do { made = try self.made(staging) } catch { throw .operation(error.message) }
    let manifest = Manifest(record, outputs: made.map(\.output))
    let last = classified(Artifact(file: .manifest, bytes: manifest.json(), rows: nil))
    let hits = made.flatMap(\.hits) + withheld.scan(of: last.file.rawValue, known: .internal).hits(in: last)
    guard hits.isEmpty else { throw .data([PublishingError.privacy(hits).message]) }
    do { try staging?.add(last) } catch { throw .operation(error.message) }
    return manifest
  }

  /// An artifact of the class that the policy gives it.
  func classified(_ artifact: Artifact) -> Artifact {
    var artifact = artifact
    artifact.privacy = withheld.privacy(of: artifact.file.rawValue, known: artifact.file.privacy)
    return artifact
  }

  private struct Made {
    let output: Manifest.Output
    let hits: [PrivacyHit]
  }

  /// A file to make, or one to sync that is written.
  private enum Step {
    case make(OutputFile)
    case search(Artifact)
    case sync(WrittenFile)
  }

  /// The files in the order of `OutputFile`; each depends on the record alone. Staff tables come first, one after another,
  /// each made by all workers, who hold a few parts of it; the others, which are held whole to be searched, are made at the
  /// same time, while the disk takes in the tables.
  private func made(_ staging: Staging?) throws(PublishingError) -> [Made] {
    let wanted = OutputFile.allCases.filter { !omitted.contains($0) }
    var made: [OutputFile: Made] = [:]
    var steps: [Step] = []
    for file in wanted where file.privacy == .staff {
      guard let artifact = try record.artifact(file).map(classified) else { continue }
      let written = try WrittenFile(artifact, to: staging, workers)
      made[file] = Made(output: written.output, hits: [])
      steps.append(.sync(written))
    }
    if wanted.contains(.ranking), let ranking = try record.artifact(.ranking, workers) {
      steps.append(.search(classified(ranking)))
    }
    steps += wanted.filter { $0.privacy != .staff && $0 != .ranking }.map(Step.make)
    let results = workers.map(steps.count) { [steps] index in
      Result { () throws(PublishingError) in try perform(steps[index], staging) }
    }
    for (step, result) in zip(steps, results) {
      switch step {
      case .sync: _ = try result.get()
      case .search(let artifact): made[artifact.file] = try result.get()
      case .make(let file): made[file] = try result.get()
      }
    }
    return wanted.compactMap { made[$0] }
  }

  private func perform(_ step: Step, _ staging: Staging?) throws(PublishingError) -> Made? {
    switch step {
    case .sync(let written):
      try written.sync()
      return nil
    case .make(let file):
      guard let artifact = try record.artifact(file, workers).map(classified) else { return nil }
      return try perform(.search(artifact), staging)
    case .search(let artifact):
      let hits = try withheld.hits(in: artifact)
      let written = try WrittenFile(artifact, to: hits.isEmpty ? staging : nil)
      try written.sync()
      return Made(output: written.output, hits: hits)
    }
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
