package import Records

/// Structure and cleaning: the files of one source become a table of typed columns.
package enum Ingest {
  /// Reads a source's files in byte order of their paths and gives them the indices from `firstFileIndex` on.
  ///
  /// Memory is the columns plus one work unit. The result does not depend on `settings.unitSize`.
  package static func source(
    _ contract: Contract, files: [ResolvedFile], firstFileIndex: Int,
    settings: IngestSettings = IngestSettings()
  ) throws(IngestionError) -> IngestedSource {
    var reader = SourceReader(contract: contract, settings: settings)
    let ordered = files.sorted { Key($0.path) < Key($1.path) }
    for (offset, file) in ordered.enumerated() {
      try reader.load(file, index: UInt32(firstFileIndex + offset))
    }
    return try reader.finish()
  }
}

/// A source after ingest and clean.
package struct IngestedSource: Sendable {
  package let table: Table
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
