import Publishing
import Records
import SystemCalls

/// The publication that a run is compared with: the last one of its pipeline.
struct Baseline {
  let manifest: Manifest

  /// What `latest` points to where that is of the pipeline, else the one with the latest date, period and id of it; nil
  /// where none is whole. No time of a file decides. O(publications).
  init?(of pipeline: String, in reports: ReportDirectory) {
    func manifest(_ name: String) -> Manifest? {
      guard case .whole(let manifest) = PublicationState(name, in: reports, comparing: .sizes) else {
        return nil
      }
      return manifest.run.pipeline == pipeline ? manifest : nil
    }
    if let latest = reports.latest().flatMap(manifest) {
      self.manifest = latest
      return
    }
    let names = (try? System.entries(of: reports.root)) ?? []
    let last = names.filter { !$0.hasPrefix(".") }.compactMap(manifest).max { left, right in
      (left.run.asOf, left.run.period, left.run.id) < (right.run.asOf, right.run.period, right.run.id)
    }
    guard let last else { return nil }
    self.manifest = last
  }

  /// Rows read of a source; nil where the run had no such source.
  func rows(of source: String) -> Int64? {
    let inputs = manifest.inputs.filter { Key($0.source) == Key(source) }
    return inputs.isEmpty ? nil : inputs.reduce(0) { $0 + $1.rows }
  }
}
