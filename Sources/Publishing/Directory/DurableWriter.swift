import SystemCalls

/// A file for its owner alone that is written piece by piece and lasts once it is synced.
package struct DurableWriter: ~Copyable {
  private let file: SystemFile
  private let folder: String
  private var buffer: [UInt8] = []
  /// Bytes that reached the file.
  private var written: Int64 = 0
  private static let size = 1 << 20

  /// The file must not exist in the folder yet.
  package init(_ name: String, in folder: String) throws(PublishingError) {
    let path = "\(folder)/\(name)"
    self.folder = folder
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
      throw PublishingError.operation(verb: "write", path: file.path, code: error.code)
        .explained(in: folder, needing: written + Int64(buffer.count), for: file.path)
    }
    written += Int64(buffer.count)
    buffer.removeAll(keepingCapacity: true)
  }
}
