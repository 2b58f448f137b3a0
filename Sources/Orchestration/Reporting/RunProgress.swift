/// What a run tells while it works. Telling changes no output, and whoever listens may not either.
package enum RunProgress: Hashable, Sendable {
  /// A part of the run begins, which will read `bytes` of input; 0 where it reads none.
  case begins(RunPart, bytes: Int64)
  /// A work unit was read. Told from any worker.
  case read(bytes: Int64, rows: Int)
  case ends(RunPart)
}

/// Called from any thread, a few times a second at most by each.
package typealias ProgressObserver = @Sendable (RunProgress) -> Void

/// The parts of a run that are timed.
package enum RunPart: String, CaseIterable, Sendable {
  /// Tables of a database are copied into extracts; of a run that has some alone.
  case extract
  /// And clean, in the same pass over the bytes.
  case ingest
  /// Resolve, deduplicate, derive.
  case prepare
  /// Aggregate and score.
  case score
  case rank
  /// The laws are checked and the record is gathered.
  case close
  case publish

  /// Chinese and English, as a line of progress begins.
  package var label: String {
    switch self {
    case .extract: "取数 extract"
    case .ingest: "读入 ingest"
    case .prepare: "整理 prepare"
    case .score: "计分 score"
    case .rank: "排名 rank"
    case .close: "结账 close"
    case .publish: "发布 publish"
    }
  }
}
