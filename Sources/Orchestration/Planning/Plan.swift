package import Definitions
package import Ingestion
package import Preparation
package import Publishing
package import Records
package import Scoring

/// A run before it starts, as data: what is read, by which rules, for which period.
package struct Plan: Sendable {
  package struct Source: Sendable {
    package let contract: Contract
    /// In byte order of their paths; empty for an optional source that nobody delivered.
    package let files: [ResolvedFile]
    /// What the one file is the extract of; nil for a source of files.
    package let relation: DatabaseRelation?
    /// Which files of the data folder are the source's; none for a plan that no pipeline stated.
    package let patterns: [String]

    package init(
      contract: Contract, files: [ResolvedFile], patterns: [String] = [],
      relation: DatabaseRelation? = nil
    ) {
      self.contract = contract
      self.files = files
      self.relation = relation
      self.patterns = patterns
    }
  }

  /// The pipeline's name, as `evaluation`.
  package var pipeline: String
  package var title: String
  package var period: Period
  /// The date printed; it changes no point.
  package var asOf: Day
  package var sources: [Source]
  /// Where the extracts of sources come from; nil for a plan of files.
  package var database: PipelineDatabase?
  package var model: Model
  package var rules: DerivationRules
  package var decisions: Decisions
  /// Where the decisions file is opened; nil for none.
  package var decisionsFile: String?
  /// Who let the supplementary files of accepted claims in.
  package var additions: [Addition]
  package var limits: RunLimits
  /// What outputs may not hold; it changes none, and only stops what would.
  package var privacy: PrivacyPolicy
  /// Files that this pipeline does without.
  package var omitted: Set<OutputFile>
  /// The definition files with their digests, in the order in which they were read.
  package var definitions: [Manifest.Definition]
  package var invocation: Timings.Invocation
  /// Bytes of a work unit.
  package var unitSize: Int
  /// Bytes of memory that were granted; nil: no bound.
  package var memory: Int64?
  /// Sources read at the same time.
  package var workers: Int

  package init(
    pipeline: String, title: String, period: Period, asOf: Day, sources: [Source], model: Model,
    rules: DerivationRules, decisions: Decisions = .none, decisionsFile: String? = nil,
    additions: [Addition] = [], limits: RunLimits = RunLimits(), privacy: PrivacyPolicy = .none,
    omitted: Set<OutputFile> = [], definitions: [Manifest.Definition] = [], invocation: Timings.Invocation,
    unitSize: Int, memory: Int64? = nil, workers: Int = 1, database: PipelineDatabase? = nil
  ) {
    self.pipeline = pipeline
    self.title = title
    self.period = period
    self.asOf = asOf
    self.sources = sources
    self.database = database
    self.model = model
    self.rules = rules
    self.decisions = decisions
    self.decisionsFile = decisionsFile
    self.additions = additions
    self.limits = limits
    self.privacy = privacy
    self.omitted = omitted
    self.definitions = definitions
    self.invocation = invocation
    self.unitSize = unitSize
    self.memory = memory
    self.workers = workers
  }
}
