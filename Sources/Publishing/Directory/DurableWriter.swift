import SystemCalls

/// A file for its owner alone that is written piece by piece and lasts once it is synced.
package struct DurableWriter: ~Copyable {
  private let file: SystemFile
  private var buffer: [UInt8] = []
  private static let size = 1 << 20

  /// The file must not exist yet.
  package init(_ path: String) throws(PublishingError) {
    file = try DurableFile.attempt("create", path) { () throws(SystemError) in
      try SystemFile(creating: path, mode: 0o600)
    }
    buffer.reserveCapacity(2 * DurableWriter.size)
  }

  package mutating func append(_ bytes: Span<UInt8>) throws(PublishingError) {
    unsafe bytes.withUnsafeBufferPointer { unsafe buffer.append(contentsOf: $0) }
    if buffer.count >= DurableWriter.size { try flush() }
  }

  /// Hands what is left to the disk; nothing may be appended after it.
  package mutating func sync() throws(PublishingError) {
    try flush()
    do { try file.sync() } catch { throw .operation(verb: "sync", path: file.path, code: error.code) }
  }

  private mutating func flush() throws(PublishingError) {
    do { try file.write(buffer.span) } catch {
      throw .operation(verb: "write", path: file.path, code: error.code)
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
