package import Records

/// Structure and cleaning: the files of a source become a table of typed columns.
package enum Ingest {
  /// Makes the tables by which characters are read, which the first reading would otherwise wait for.
  package static func makeCharacterTables() { _ = GarbledText.firsts }

  /// Reads a source's files in byte order of their paths and gives them the indices from `firstFileIndex` on.
  package static func source(
    _ contract: Contract, files: [ResolvedFile], firstFileIndex: Int,
    settings: IngestSettings = IngestSettings()
  ) throws(IngestionError) -> IngestedSource {
    let request = IngestRequest(contract: contract, files: files, firstFileIndex: firstFileIndex)
    return try sources([request], settings: settings)[0].get()
  }

  /// Reads several sources at once, parallel to the requests: the units of all their files are shared out over the
  /// workers.
  ///
  /// Memory is the columns, the units that wait for one before them, and a unit's batch for each worker. No result depends on the size of units
  /// and batches or on the number of workers.
  package static func sources(
    _ requests: [IngestRequest], settings: IngestSettings
  ) -> [Result<IngestedSource, IngestionError>] {
    let workers = settings.workers
    let opened = workers.map(requests.count) { index in
      Result { () throws(IngestionError) in try OpenSource(requests[index], settings: settings) }
    }
    let read = UnitQueue(opened.map { try? $0.get() }).run(workers)
    return workers.map(requests.count) { index in
      Result { () throws(IngestionError) in
        let source = try opened[index].get()
        guard let read = read[index] else { preconditionFailure("an open source was read") }
        return try Assembly(source, read, workers).run()
      }
    }
  }
}

/// A source to be ingested.
package struct IngestRequest: Sendable {
  let contract: Contract
  let files: [ResolvedFile]
  let firstFileIndex: Int
  /// Where the rows are kept on disk; nil for in memory.
  let spill: SpillRequest?

  /// The files, in byte order of their paths, get the indices from `firstFileIndex` on.
  package init(contract: Contract, files: [ResolvedFile], firstFileIndex: Int, spill: SpillRequest? = nil) {
    self.contract = contract
    self.files = files
    self.firstFileIndex = firstFileIndex
    self.spill = spill
  }

  /// The same with its rows on disk.
  package func spilling(_ spill: SpillRequest) -> IngestRequest {
    IngestRequest(contract: contract, files: files, firstFileIndex: firstFileIndex, spill: spill)
  }
}

/// A source after ingest and clean.
package struct IngestedSource: Sendable {
  /// Without rows where they are on disk.
  package let table: Table
  /// The rows that are on disk; nil for a source in memory.
  package let spilled: SpilledRows?
  /// In byte order of their paths; the first has the index that the caller gave.
  package let files: [SourceFile]
  /// Parallel to `files`.
  package let reports: [FileReport]
  /// By file, then by row, then by column; those about a file come before those about its rows.
  package let findings: [Finding]
  /// By file and row.
  package let rejections: [Rejection]
  /// By file, row and column.
  package let corrections: [Correction]
  /// Of ingest and clean.
  package let accounts: [StageAccount]
}
