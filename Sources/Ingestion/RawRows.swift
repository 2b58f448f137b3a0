package import Records
import Synchronization

/// A row as it stands in its file.
package struct RawRow: Hashable, Sendable {
  /// Longer ones are no record, whatever they are.
  static let mostBytes = 1 << 20
  /// What is kept of a longer one.
  static let beginning = 1 << 16

  /// Without the line end; of more than 1 MiB the first 64 KiB alone.
  package let bytes: [UInt8]
  /// The bytes as text to look at; what cannot be decoded is U+FFFD.
  package let text: String
}

/// Reads rows back from their files byte by byte, for quarantine and explanation.
package struct RawRows: Sendable {
  private let files: [ResolvedFile]
  private let sources: [String]
  private let layouts: [FileLayout]
  private let opened = OpenedFiles()

  /// `files` are the run's files in the order of their indices, `sources` the names of their sources, `layouts` those of
  /// their contracts.
  package init(files: [ResolvedFile], sources: [String], layouts: [FileLayout]) {
    precondition(files.count == sources.count && files.count == layouts.count, "one source per file")
    self.layouts = layouts
    self.files = files
    self.sources = sources
  }

  /// A file is opened once and stays open while not too many are.
  package func row(_ origin: Origin) throws(IngestionError) -> RawRow {
    let reader = try reader(Int(origin.file))
    let bytes = try reader.row(origin)
    return RawRow(bytes: bytes, text: reader.text(of: bytes))
  }

  private func reader(_ index: Int) throws(IngestionError) -> FileReader {
    if let reader = opened.readers.withLock({ $0[index] }) { return reader }
    let reader = try FileReader(files[index], source: sources[index], layout: layouts[index])
    opened.readers.withLock { readers in
      if readers.count == OpenedFiles.most { readers.removeAll() }
      readers[index] = reader
    }
    return reader
  }

  /// UTF-8, else GB18030, else UTF-8 with U+FFFD where it is broken.
  static func text(of bytes: [UInt8]) -> String {
    if (try? UTF8Span(validating: bytes.span)) != nil { return String(decoding: bytes, as: UTF8.self) }
    return textFromGB18030(bytes) ?? String(decoding: bytes, as: UTF8.self)
  }
}

private final class OpenedFiles: Sendable {
  static let most = 64
  let readers = Mutex<[Int: FileReader]>([:])
}
