import Foundation

/// A file for its owner alone that is written piece by piece and lasts once it is closed.
package struct DurableWriter: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let size = 1 << 20

  /// The file must not exist yet.
  package init(_ path: String) throws(PublishingError) {
    self.path = path
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .operation(verb: "create", path: path, code: errno) }
    buffer.reserveCapacity(2 * DurableWriter.size)
  }

  deinit { Foundation.close(descriptor) }

  package mutating func append(_ bytes: Span<UInt8>) throws(PublishingError) {
    unsafe bytes.withUnsafeBufferPointer { unsafe buffer.append(contentsOf: $0) }
    if buffer.count >= DurableWriter.size { try flush() }
  }

  /// Hands what is left to the disk; nothing may be appended after it.
  package mutating func sync() throws(PublishingError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw .operation(verb: "sync", path: path, code: errno) }
  }

  private mutating func flush() throws(PublishingError) {
    var written = 0
    while written < buffer.count {
      let count = unsafe buffer.withUnsafeBytes {
        unsafe write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .operation(verb: "write", path: path, code: errno) }
      written += count
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
