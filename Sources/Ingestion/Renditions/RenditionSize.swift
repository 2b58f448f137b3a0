import Records

/// How much is read of a file that is read as its rendition.
package struct RenditionSize: Hashable, Sendable {
  package let bytes: Int64
  /// Line ends, those within cells among them.
  package let lines: Int64

  /// Nil for a file that is read as it is, and for one that cannot be read. O(bytes) in time and memory.
  package init?(_ file: ResolvedFile, layout: FileLayout) {
    guard let rendition = try? FileReader(file, source: file.path, layout: layout).rendition else {
      return nil
    }
    bytes = Int64(rendition.bytes.count)
    let ends = rendition.bytes.count { $0 == UInt8(ascii: "\n") }
    lines = Int64(ends) + (rendition.bytes.last.map { $0 == UInt8(ascii: "\n") ? 0 : 1 } ?? 0)
  }
}
