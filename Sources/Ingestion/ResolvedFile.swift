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

/// How files are read; none of this changes a byte of the result but for records over the largest size.
package struct IngestSettings: Hashable, Sendable {
  /// Bytes of a work unit, at least 1.
  package var unitSize: Int
  /// Bytes of the largest record without its line end.
  package var maximumRecordBytes: Int

  package init(unitSize: Int = 8 << 20, maximumRecordBytes: Int = 1 << 20) {
    precondition(unitSize >= 1 && maximumRecordBytes >= 1, "sizes are at least one byte")
    self.unitSize = unitSize
    self.maximumRecordBytes = maximumRecordBytes
  }
}
