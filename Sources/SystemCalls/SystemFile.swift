internal import Foundation

/// An open file, closed when it goes.
@safe package struct SystemFile: ~Copyable, Sendable {
  package let path: String
  private let descriptor: Int32

  private init(_ name: SystemCall.Name, _ path: String, _ flags: Int32, mode: UInt16) throws(SystemError) {
    self.path = path
    let opened = System.make(SystemCall(name, path)) { _ in
      unsafe SystemError.result(Int(open(path, flags | O_CLOEXEC, mode_t(mode))))
    }
    descriptor = Int32(try SystemError.check(opened))
  }

  /// Opens what is there for reading.
  package init(reading path: String) throws(SystemError) {
    try self.init(.open, path, O_RDONLY, mode: 0)
  }

  /// Creates a file that must not be there yet; the process's mask may narrow the mode.
  package init(creating path: String, mode: UInt16) throws(SystemError) {
    try self.init(.create, path, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
  }

  /// Opens a file for reading and writing, which is created where it is not there.
  package init(updating path: String, mode: UInt16) throws(SystemError) {
    try self.init(.create, path, O_RDWR | O_CREAT, mode: mode)
  }

  /// A lock ends here, though a program that is just being started may still hold a copy of the descriptor.
  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// Fills the buffer from an offset; returns how many bytes there were before the end, or below 0 the negative of an
  /// error number.
  package func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var done = 0
    while done < buffer.count {
      let (start, place) = unsafe (buffer.baseAddress?.advanced(by: done), off_t(offset) + off_t(done))
      let count = System.make(
        SystemCall(.read, path, descriptor: descriptor), count: buffer.count - done
      ) { most in
        unsafe SystemError.result(pread(descriptor, start, most, place))
      }
      if count < 0 { return count }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// Reads on behind what was read before, into the whole buffer at most; 0 at the end.
  package func readNext(_ buffer: inout [UInt8]) throws(SystemError) -> Int {
    let size = buffer.count
    let count = unsafe buffer.withUnsafeMutableBytes { buffer in
      let start = buffer.baseAddress
      return System.make(SystemCall(.read, path, descriptor: descriptor), count: size) { most in
        unsafe SystemError.result(Foundation.read(descriptor, start, most))
      }
    }
    return try SystemError.check(count)
  }

  /// The whole content, also of a pipe.
  package func bytes() throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try readNext(&buffer)
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// Writes all bytes behind those that were written before.
  package func write(_ bytes: Span<UInt8>) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      let rest = bytes.extracting(done...)
      let count = System.make(
        SystemCall(.write, path, descriptor: descriptor), count: rest.count
      ) { most in
        unsafe rest.withUnsafeBytes {
          unsafe SystemError.result(Foundation.write(descriptor, $0.baseAddress, most))
        }
      }
      // a disk that takes nothing and says nothing is full
      guard try SystemError.check(count) > 0 else { throw SystemError(code: ENOSPC) }
      done += count
    }
  }

  /// Replaces the whole content; what is read meanwhile may be either.
  package func replace(by bytes: Span<UInt8>) throws(SystemError) {
    try SystemError.check(
      System.make(SystemCall(.write, path, descriptor: descriptor)) { _ in
        let isCut = ftruncate(descriptor, 0) == 0
        return SystemError.result(isCut ? Int(lseek(descriptor, 0, SEEK_SET)) : -1)
      })
    try write(bytes)
  }

  /// Has the disk begin to take in bytes that were written, without waiting for it. No more than a hint: on Linux, that they
  /// are not read soon, upon which they are written out at once; nothing elsewhere, and nothing where it fails.
  package func beginSync(from start: Int64, count: Int64) {
    #if os(Linux)
      _ = System.make(SystemCall(.beginSync, path, descriptor: descriptor)) { _ in
        -Int(posix_fadvise(descriptor, off_t(start), off_t(count), POSIX_FADV_DONTNEED))
      }
    #endif
  }

  /// Hands all to the disk.
  package func sync() throws(SystemError) {
    try SystemError.check(
      System.make(SystemCall(.sync, path, descriptor: descriptor)) { _ in
        SystemError.result(Int(fsync(descriptor)))
      })
  }

  /// Gives it exactly this mode, whatever the process's mask.
  package func setMode(_ mode: UInt16) throws(SystemError) {
    try SystemError.check(
      System.make(SystemCall(.setMode, path, descriptor: descriptor)) { _ in
        SystemError.result(Int(fchmod(descriptor, mode_t(mode))))
      })
  }

  /// Locks the file for this process, and the system unlocks it when the process ends; false where another holds it.
  package func lock() throws(SystemError) -> Bool {
    let result = System.make(SystemCall(.lock, path, descriptor: descriptor)) { _ in
      SystemError.result(Int(flock(descriptor, LOCK_EX | LOCK_NB)))
    }
    if result == -Int(EWOULDBLOCK) { return false }
    try SystemError.check(result)
    return true
  }

  /// What the system says of it.
  package func status() throws(SystemError) -> FileStatus {
    var status = stat()
    try SystemError.check(
      System.make(SystemCall(.status, path, descriptor: descriptor)) { _ in
        unsafe SystemError.result(Int(fstat(descriptor, &status)))
      })
    return FileStatus(status)
  }
}

/// What the system says of a file or folder.
package struct FileStatus: Hashable, Sendable {
  package enum Kind: Hashable, Sendable { case file, folder, other }

  package let kind: Kind
  /// Bytes.
  package let size: Int64
  /// When it was last written to: since 1970, and nanoseconds beyond.
  package let modified: (seconds: Int, nanoseconds: Int)

  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    size = Int64(status.st_size)
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    modified = (time.tv_sec, time.tv_nsec)
  }

  package static func == (left: FileStatus, right: FileStatus) -> Bool {
    left.kind == right.kind && left.size == right.size && left.modified == right.modified
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(size)
    hasher.combine(modified.seconds)
  }
}
