package import Records

/// A file of a source as the plan found it.
package struct ResolvedFile: Hashable, Sendable {
  /// As it is shown and recorded, relative to the data folder.
  package let path: String
  /// As it is opened.
  package let location: String

  package init(path: String, location: String) {
    self.path = path
    self.location = location
  }
}

extension ResolvedFile {
  /// True for what is read as a workbook: by its name, since that is how it is asked for.
  package var isWorkbook: Bool { path.lowercased().hasSuffix(".xlsx") }
}

/// How files are read; none of this changes a byte of the result but for records over the largest size.
package struct IngestSettings: Sendable {
  /// Bytes of a work unit, at least 1.
  package var unitSize: Int
  /// Bytes of a unit that are cut and decoded at a time, so that they and their cells stay in a core's cache; at least 1.
  package var batchSize: Int
  /// Bytes of the largest record without its line end.
  package var maximumRecordBytes: Int
  /// Units that are read at the same time.
  package var workers: Workers
  /// Told of each unit once it is read: its bytes and its data rows. Called from any worker, a few times a second and
  /// never per row; over all files the bytes add up to their sizes.
  package var onUnit: @Sendable (_ bytes: Int64, _ rows: Int) -> Void

  package init(
    unitSize: Int = 8 << 20, batchSize: Int = 128 << 10, maximumRecordBytes: Int = 1 << 20,
    workers: Workers = .one, onUnit: @escaping @Sendable (_ bytes: Int64, _ rows: Int) -> Void = { _, _ in }
  ) {
    precondition(
      unitSize >= 1 && batchSize >= 1 && maximumRecordBytes >= 1, "sizes are at least one byte")
    self.unitSize = min(unitSize, 1 << 30)
    self.batchSize = batchSize
    self.maximumRecordBytes = maximumRecordBytes
    self.workers = workers
    self.onUnit = onUnit
  }
}
