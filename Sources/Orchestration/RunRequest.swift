package import Records

/// What a person asks of a run.
package struct RunRequest: Sendable {
  /// Path of the pipeline's definition.
  package var pipeline: String
  /// nil: as the as-of date says, else the pipeline's own.
  package var period: Period?
  /// The folder that relative sources are read from; nil: the pipeline's own.
  package var data: String?
  /// The folder of all publications.
  package var out: String
  package var asOf: Day?
  /// Path of a model that replaces the pipeline's.
  package var model: String?
  /// Threads; nil: as many as the machine has cores.
  package var workers: Int?
  /// Bytes of memory that were granted: a source that does not fit is kept on disk where it can be (`SpillChoice`); nil: no
  /// bound.
  package var memory: Int64?
  /// Bytes of a work unit; no output depends on it.
  package var unitSize: Int?

  package init(
    pipeline: String, period: Period? = nil, data: String? = nil, out: String = RunRequest.defaultFolder,
    asOf: Day? = nil, model: String? = nil, workers: Int? = nil, memory: Int64? = nil, unitSize: Int? = nil
  ) {
    self.pipeline = pipeline
    self.period = period
    self.data = data
    self.out = out
    self.asOf = asOf
    self.model = model
    self.workers = workers
    self.memory = memory
    self.unitSize = unitSize
  }

  package static let defaultFolder = "Reports"
}

extension RunRequest {
  /// The same with period and date as a person writes them: `2025` or `2026-Q3`, and `2025-12-31`.
  package init(
    pipeline: String, periodText: String?, data: String?, out: String, asOfText: String?, model: String?,
    workers: Int?, memory: Int64?
  ) throws(RunError) {
    self.init(
      pipeline: pipeline, period: try periodText.map { text throws(RunError) in try RunRequest.period(text) },
      data: data, out: out,
      asOf: try asOfText.map { text throws(RunError) in try Day(text, option: "--as-of") },
      model: model, workers: workers, memory: memory)
  }

  private static func period(_ text: String) throws(RunError) -> Period {
    guard let period = Period(text: text) else {
      throw .usage(
        Message(
          zh: "--period：“\(text)”不是时段；请写2025或2026-Q3",
          en: "--period: '\(text)' is no period; write 2025 or 2026-Q3"))
    }
    return period
  }
}
