/// A file, or later an extract, that rows come from.
package struct SourceFile: Hashable, Sendable {
  /// The name of the source, as `scans`.
  package let source: String
  /// The path as the pipeline resolves it, relative to the data folder.
  package let path: String
  /// Bytes.
  package let size: Int64
  /// SHA-256 of the bytes, 64 lower-case hex digits.
  package let sha256: String

  package init(source: String, path: String, size: Int64, sha256: String) {
    self.source = source
    self.path = path
    self.size = size
    self.sha256 = sha256
  }
}

/// Where a row stands in its file.
package struct Origin: Hashable, Sendable {
  /// Index into the run's files.
  package let file: UInt32
  /// 1 = the first record after the header.
  package let record: Int32
  /// First and last physical line, from 1.
  package let firstLine: Int32
  package let lastLine: Int32
  /// Of the row's first byte, from 0.
  package let byteStart: Int64
  /// Bytes of the row without its line end.
  package let byteLength: Int32

  package init(
    file: UInt32, record: Int32, firstLine: Int32, lastLine: Int32, byteStart: Int64, byteLength: Int32
  ) {
    self.file = file
    self.record = record
    self.firstLine = firstLine
    self.lastLine = lastLine
    self.byteStart = byteStart
    self.byteLength = byteLength
  }

  /// The byte after the row, its line end not counted.
  var end: Int64 { byteStart + Int64(byteLength) }
}

/// A row's identity: the digest of its file plus its byte offset; equal on every re-run and engine.
package struct RowID: Hashable, Sendable {
  /// The first 16 hex digits of the file's SHA-256.
  package let file: UInt64
  package let offset: Int64

  package init(file: SourceFile, offset: Int64) {
    self.init(filePrefix: UInt64(file.sha256.prefix(16), radix: 16) ?? 0, offset: offset)
  }

  /// `filePrefix` is the value of the first 16 hex digits, so that a loop over rows reads them once.
  package init(filePrefix: UInt64, offset: Int64) {
    file = filePrefix
    self.offset = offset
  }
}

extension RowID: CustomStringConvertible {
  /// 16 hex digits, `-`, the offset.
  package var description: String {
    let digits = String(file, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits + "-\(offset)"
  }
}

/// A row of a run: which table, which row of it.
package struct RowReference: Hashable, Sendable {
  /// Index into the run's tables.
  package let table: UInt16
  /// Row of the table, from 0.
  package let row: Int32

  package init(table: Int, row: Int) {
    self.table = UInt16(table)
    self.row = Int32(row)
  }
}
