import Foundation

/// The system's text of an error number.
package func systemText(_ code: Int32) -> String {
  unsafe String(cString: strerror(code))
}

/// File operations that last: what returns has reached the disk.
package enum DurableFile {
  /// Creates a file with exactly this mode and content and syncs it. The file must not exist yet.
  package static func create(_ path: String, _ bytes: [UInt8], mode: UInt16) throws(PublishingError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else { throw .operation(verb: "create", path: path, code: errno) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .operation(verb: "write", path: path, code: errno) }
      written += count
    }
    guard fchmod(descriptor, mode_t(mode)) == 0, fsync(descriptor) == 0 else {
      throw .operation(verb: "sync", path: path, code: errno)
    }
  }

  /// Creates a folder; one that exists is left as it is.
  package static func createFolder(_ path: String, mode: UInt16 = 0o755) throws(PublishingError) {
    guard unsafe mkdir(path, mode_t(mode)) == 0 || errno == EEXIST else {
      throw .operation(verb: "create", path: path, code: errno)
    }
  }

  /// Renames, replacing a file but not a folder that has entries.
  package static func rename(_ from: String, to: String) throws(PublishingError) {
    guard unsafe Foundation.rename(from, to) == 0 else {
      throw .operation(verb: "rename", path: to, code: errno)
    }
  }

  /// Syncs a folder's entries.
  package static func syncFolder(_ path: String) throws(PublishingError) {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .operation(verb: "sync", path: path, code: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .operation(verb: "sync", path: path, code: errno) }
  }

  /// The whole content of a file.
  package static func read(_ path: String) throws(PublishingError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .operation(verb: "read", path: path, code: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let capacity = buffer.count
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe Foundation.read(descriptor, $0.baseAddress, capacity)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .operation(verb: "read", path: path, code: errno) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// Removes a folder and what is in it.
  package static func removeFolder(_ path: String) throws(PublishingError) {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw .operation(verb: "remove", path: path, code: errno)
    }
  }
}
