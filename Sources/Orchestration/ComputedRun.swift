import Ingestion
package import Publishing
package import Records

/// A run that is done but not yet published.
package struct ComputedRun: Sendable {
  package private(set) var record: RunRecord
  /// What ingestion found of each file, parallel to the record's files.
  let reports: [FileReport]
  package let invocation: Timings.Invocation
  package var stages: [Timings.Stage]
  package let withheld: Withheld
  /// Files that are not written.
  package let omitted: Set<OutputFile>
  let workers: Workers
  /// What the record's review is still to be made of; nil once it is.
  package private(set) var openReview: OpenReview?

  /// The same with its review.
  func reviewed() throws(RunError) -> ComputedRun {
    guard let openReview else { return self }
    return reviewed(try openReview.review())
  }

  /// The same with this review.
  func reviewed(_ review: Review) -> ComputedRun {
    var run = self
    run.record.review = review
    run.openReview = nil
    return run
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
