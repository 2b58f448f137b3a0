import Records
import Synchronization
import SystemCalls

/// A file that nobody else sees: its name is gone as soon as it is open, so that its bytes go with the process however that
/// ends. Bytes are appended and read back by their place.
final class SpillFile: Sendable {
  private let file: SystemFile
  /// Where the next bytes go.
  private let end = Mutex<Int64>(0)

  /// A run of bytes in the file.
  struct Place: Sendable {
    let start: Int64
    let count: Int
    /// Rows, or entries, that the bytes hold.
    let rows: Int
  }

  /// `folder` must be there; nothing else may stand at `name`.
  init(_ name: String, in folder: String) throws(SystemError) {
    let path = "\(folder)/\(name)"
    file = try SystemFile(updating: path, mode: 0o600)
    try System.remove(path)
  }

  func append(_ bytes: [UInt8], rows: Int) throws(SystemError) -> Place {
    try end.withLock { end throws(SystemError) in
      try file.write(bytes.span)
      defer { end += Int64(bytes.count) }
      return Place(start: end, count: bytes.count, rows: rows)
    }
  }

  /// The bytes at a place; those that are not there any more are an error.
  func bytes(_ place: Place) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: place.count)
    let read = unsafe bytes.withUnsafeMutableBytes { unsafe file.read(at: place.start, into: $0) }
    if read < 0 { throw SystemError(code: Int32(-read)) }
    if read < place.count { throw SystemError.endedEarly }
    return bytes
  }
}
