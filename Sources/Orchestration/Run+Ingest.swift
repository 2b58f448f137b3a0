import Dispatch
import Ingestion
import Publishing
import Records
import Synchronization

/// The rows of all sources after cleaning, with what became of the others.
struct IngestedRows {
  var tables: [Table] = []
  var files: [SourceFile] = []
  /// Where each file is opened, parallel to `files`.
  var locations: [ResolvedFile] = []
  var reports: [FileReport] = []
  var accounts: [StageAccount] = []
  var rejections: [Rejection] = []
  var findings: [Finding] = []
  var corrections: [Correction] = []

  mutating func append(_ source: IngestedSource, locations: [ResolvedFile]) {
    tables.append(source.table)
    files += source.files
    self.locations += locations
    reports += source.reports
    accounts += source.accounts
    rejections += source.rejections
    findings += source.findings
    corrections += source.corrections
  }

  /// Reads rows back.
  var rawRows: RawRows { RawRows(files: locations, sources: files.map(\.source)) }

  /// What the manifest says of each file.
  var inputs: [Manifest.Input] {
    zip(files, reports).map { file, report in
      Manifest.Input(
        source: file.source, name: file.path, size: file.size, sha256: file.sha256,
        encoding: report.encoding.rawValue, rows: Int64(report.rows))
    }
  }
}

extension Run {
  /// Reads, mends and decodes every source, as many at a time as the plan has workers; the result is in the plan's order
  /// and does not depend on their number.
  static func ingest(_ plan: Plan, _ observer: @escaping ProgressObserver) throws(RunError) -> IngestedRows {
    let results = Mutex([Int: Result<IngestedSource, IngestionError>]())
    let starts = firstFileIndices(plan.sources)
    let settings = IngestSettings(unitSize: plan.unitSize) { bytes, rows in
      observer(.read(bytes: bytes, rows: rows))
    }
    let workers = max(1, min(plan.workers, plan.sources.count))
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while let index = next.withLock({ Run.take(&$0, below: plan.sources.count) }) {
        let source = plan.sources[index]
        let result = Result { () throws(IngestionError) in
          try Ingest.source(
            source.contract, files: source.files, firstFileIndex: starts[index], settings: settings)
        }
        results.withLock { $0[index] = result }
      }
    }
    return try collect(results.withLock { $0 }, plan)
  }

  private static func take(_ next: inout Int, below count: Int) -> Int? {
    guard next < count else { return nil }
    defer { next += 1 }
    return next
  }

  private static func firstFileIndices(_ sources: [Plan.Source]) -> [Int] {
    var next = 0
    return sources.map { source in
      defer { next += source.files.count }
      return next
    }
  }

  /// All files that cannot be read at once, or the rows of all.
  private static func collect(
    _ results: [Int: Result<IngestedSource, IngestionError>], _ plan: Plan
  ) throws(RunError) -> IngestedRows {
    var rows = IngestedRows()
    var failures: [IngestionError] = []
    for (index, source) in plan.sources.enumerated() {
      switch results[index] {
      case .success(let ingested)?: rows.append(ingested, locations: source.files)
      case .failure(let error)?: failures.append(error)
      case nil: preconditionFailure("every source was read")
      }
    }
    guard let first = failures.first else { return rows }
    let broken = failures.filter(\.isDeclaredLimit)
    guard broken.count == failures.count else {
      let failed = failures.first { !$0.isDeclaredLimit } ?? first
      throw .operation(failed.message)
    }
    throw .data(broken.map(\.message))
  }
}
