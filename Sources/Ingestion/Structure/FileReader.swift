import Crypto
import Foundation

/// An open file that is read by `pread`: a file cut short while it is read is an error, not a signal.
final class FileReader: Sendable {
  private let descriptor: Int32
  private let source: String
  private let file: ResolvedFile
  /// Bytes when it was opened.
  let size: Int64
  private let modified: Modification

  /// When a file was last written to.
  private struct Modification: Hashable, Sendable {
    let size: Int64
    let seconds: Int
    let nanoseconds: Int

    init(_ status: stat) {
      size = Int64(status.st_size)
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      seconds = time.tv_sec
      nanoseconds = time.tv_nsec
    }
  }

  init(_ file: ResolvedFile, source: String) throws(IngestionError) {
    let opened = try FileReader.open(file, source: source)
    descriptor = opened.descriptor
    modified = opened.modified
    size = opened.modified.size
    self.source = source
    self.file = file
  }

  private static func open(
    _ file: ResolvedFile, source: String
  ) throws(IngestionError) -> (descriptor: Int32, modified: Modification) {
    var opened: Int32
    repeat {
      opened = unsafe Foundation.open(file.location, O_RDONLY | O_CLOEXEC)
    } while opened < 0 && errno == EINTR
    guard opened >= 0 else {
      let reason = errno
      if reason == ENOENT || reason == ENOTDIR { throw .missingFile(source, file.path) }
      throw .unreadable(source, file.path, reason: errorText(reason))
    }
    var status = stat()
    guard unsafe fstat(opened, &status) == 0 else {
      let reason = errno
      close(opened)
      throw .unreadable(source, file.path, reason: errorText(reason))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(opened)
      throw .unreadable(source, file.path, reason: "not a regular file")
    }
    return (opened, Modification(status))
  }

  deinit {
    close(descriptor)
  }

  /// Fills the buffer from an offset; returns how many bytes there were, or the error number as a negative.
  func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var done = 0
    while done < buffer.count {
      let count = unsafe pread(
        descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done, off_t(offset) + off_t(done))
      if count < 0 {
        if errno == EINTR { continue }
        return -Int(errno)
      }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// A range of the file; fewer bytes than asked for are an error.
  func bytes(at offset: Int64, count: Int) throws(IngestionError) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: count)
    let outcome = unsafe result.withUnsafeMutableBytes { unsafe read(at: offset, into: $0) }
    try check(outcome, expected: count)
    return result
  }

  /// Throws unless a read gave what was expected.
  func check(_ outcome: Int, expected: Int) throws(IngestionError) {
    if outcome < 0 { throw .unreadable(source, file.path, reason: errorText(Int32(-outcome))) }
    if outcome < expected { throw .changedWhileRead(source, file.path) }
  }

  /// Throws when the file was written to since it was opened.
  func checkUnchanged() throws(IngestionError) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, Modification(status) == modified else {
      throw .changedWhileRead(source, file.path)
    }
  }

  /// SHA-256 of the whole file, 64 hex digits.
  func digest(bufferSize: Int) throws(IngestionError) -> String {
    var hash = SHA256()
    var offset: Int64 = 0
    var buffer = [UInt8](repeating: 0, count: Int(min(Int64(bufferSize), size)))
    while offset < size {
      let wanted = Int(min(Int64(buffer.count), size - offset))
      let outcome = unsafe buffer.withUnsafeMutableBytes { buffer in
        let part = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
        let count = unsafe read(at: offset, into: part)
        unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: part[..<max(count, 0)]))
        return count
      }
      try check(outcome, expected: wanted)
      offset += Int64(wanted)
    }
    return hexDigits(hash.finalize())
  }
}

/// Lower-case hex digits of a digest.
func hexDigits(_ digest: SHA256.Digest) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  for byte in digest {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}

private func errorText(_ number: Int32) -> String {
  guard let text = unsafe strerror(number) else { return "errno \(number)" }
  return unsafe String(cString: text)
}
