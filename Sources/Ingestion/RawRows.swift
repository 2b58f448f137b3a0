package import Records

/// Reads rows back from their files byte by byte, for quarantine and explanation.
package struct RawRows: Sendable {
  private let files: [ResolvedFile]
  private let sources: [String]

  /// `files` are the run's files in the order of their indices, `sources` the names of their sources.
  package init(files: [ResolvedFile], sources: [String]) {
    precondition(files.count == sources.count, "one source per file")
    self.files = files
    self.sources = sources
  }

  /// The exact bytes of a row, without its line end.
  package func bytes(of origin: Origin) throws(IngestionError) -> [UInt8] {
    let index = Int(origin.file)
    let reader = try FileReader(files[index], source: sources[index])
    return try reader.bytes(at: origin.byteStart, count: Int(origin.byteLength))
  }

  /// The rows of one file by opening it once, in the given order.
  package func bytes(of origins: [Origin], inFile index: UInt32) throws(IngestionError) -> [[UInt8]] {
    let reader = try FileReader(files[Int(index)], source: sources[Int(index)])
    var rows: [[UInt8]] = []
    for origin in origins {
      rows.append(try reader.bytes(at: origin.byteStart, count: Int(origin.byteLength)))
    }
    return rows
  }

  /// A row's bytes as text to look at: UTF-8, else GB18030, else UTF-8 with U+FFFD where it is broken.
  package static func displayText(_ bytes: [UInt8]) -> String {
    if (try? UTF8Span(validating: bytes.span)) != nil { return String(decoding: bytes, as: UTF8.self) }
    return textFromGB18030(bytes) ?? String(decoding: bytes, as: UTF8.self)
  }
}
