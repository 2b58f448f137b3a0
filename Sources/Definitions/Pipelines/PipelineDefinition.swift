package import Postgres
package import Records

/// What a pipeline file states: which sources, which model, where the data lie and what a run may cost.
package struct PipelineDefinition: Hashable, Sendable {
  /// As `evaluation`.
  package let name: String
  package let title: String
  /// The period of a run that is given none.
  package let period: Period?
  /// The folder of relative source files, relative to the pipeline file.
  package let data: String
  /// Where tables and queries are read; nil for a pipeline of files.
  package let database: PipelineDatabase?
  /// In the order of the file.
  package let sources: [PipelineSource]
  /// Relative to the pipeline file.
  package let model: String
  /// The CSV file of decisions, relative to the pipeline file; nil for none.
  package let decisions: String?
  package let limits: RunLimits
  package let outputs: Set<OptionalOutput>
  /// Size of a work unit in bytes.
  package let unitBytes: Int

  package init(
    name: String, title: String, period: Period?, data: String, database: PipelineDatabase? = nil,
    sources: [PipelineSource], model: String,
    decisions: String? = nil, limits: RunLimits = RunLimits(),
    outputs: Set<OptionalOutput> = Set(OptionalOutput.allCases), unitBytes: Int = 8 << 20
  ) {
    self.name = name
    self.title = title
    self.period = period
    self.data = data
    self.database = database
    self.sources = sources
    self.model = model
    self.decisions = decisions
    self.limits = limits
    self.outputs = outputs
    self.unitBytes = unitBytes
  }
}

/// The database of a pipeline.
package struct PipelineDatabase: Hashable, Sendable {
  package let target: ConnectionTarget
  /// Seconds that the server may be silent.
  package let silence: Int

  package init(target: ConnectionTarget, silence: Int = 60) {
    self.target = target
    self.silence = silence
  }
}

/// What is read of a database as a source.
package enum DatabaseRelation: Hashable, Sendable {
  /// `table` or `schema.table`.
  case table(String)
  /// One statement that gives rows.
  case query(String)

  /// As the pipeline states it.
  package var text: String {
    switch self {
    case .table(let name): "table \(name)"
    case .query(let text): "query \(text)"
    }
  }
}

/// A source of a pipeline: its contract and its files, or what is read of the database.
package struct PipelineSource: Hashable, Sendable {
  package let name: String
  /// Relative to the pipeline file.
  package let contract: String
  /// Names or patterns with `*` and `?`, relative to the data folder; together the source's files.
  package let files: [String]
  /// Read in place of files; nil for a source of files.
  package let relation: DatabaseRelation?
  /// No file at all is fine; else it stops the run.
  package let isOptional: Bool

  package init(
    name: String, contract: String, files: [String], relation: DatabaseRelation? = nil,
    isOptional: Bool = false
  ) {
    self.name = name
    self.contract = contract
    self.files = files
    self.relation = relation
    self.isOptional = isOptional
  }
}

/// What the data may cost before a run stops and publishes nothing.
package struct RunLimits: Hashable, Sendable {
  /// Share of the rows of any one source that may be rejected, 0 to 1; nil = no limit.
  package let rejectedShare: Fraction?
  /// Rows of any one source that may be rejected; nil = no limit.
  package let rejectedRows: Int?
  /// In the order of the file.
  package let rules: [RuleLimit]

  package init(rejectedShare: Fraction? = nil, rejectedRows: Int? = nil, rules: [RuleLimit] = []) {
    self.rejectedShare = rejectedShare
    self.rejectedRows = rejectedRows
    self.rules = rules
  }
}

/// Files of a run that a pipeline can do without; all others are always written.
package enum OptionalOutput: String, CaseIterable, Sendable {
  case attendance, corrections, events, findings, merges, page, quality, review, unused, workbook
}
