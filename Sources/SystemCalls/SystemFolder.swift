internal import Foundation

/// Calls on names: folders and what stands in them.
extension System {
  /// The names in a folder but `.` and `..`, in byte order.
  package static func entries(of folder: String) throws(SystemError) -> [String] {
    var names: [String] = []
    try SystemError.check(
      make(SystemCall(.list, folder)) { _ in
        guard let stream = unsafe opendir(folder) else { return -Int(errno) }
        defer { unsafe _ = closedir(stream) }
        names = []
        errno = 0
        while let entry = unsafe readdir(stream) {
          let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
            unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
          }
          if name != ".", name != ".." { names.append(name) }
          errno = 0
        }
        return -Int(errno)
      })
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// What stands at a path, links followed; nil where nothing does.
  package static func status(_ path: String) throws(SystemError) -> FileStatus? {
    var status = stat()
    let result = make(SystemCall(.status, path)) { _ in unsafe SystemError.result(Int(stat(path, &status))) }
    do throws(SystemError) { try SystemError.check(result) } catch {
      if error.isAbsent { return nil }
      throw error
    }
    return FileStatus(status)
  }

  /// Bytes that may still be written into a folder.
  package static func room(in folder: String) throws(SystemError) -> Int64 {
    var system = statvfs()
    try SystemError.check(
      make(SystemCall(.status, folder)) { _ in unsafe SystemError.result(Int(statvfs(folder, &system))) })
    return Int64(clamping: system.f_bavail) * Int64(clamping: system.f_frsize)
  }

  /// Creates a folder; one that exists is left as it is. False where it was there.
  @discardableResult
  package static func makeFolder(_ path: String, mode: UInt16) throws(SystemError) -> Bool {
    let result = make(SystemCall(.makeFolder, path)) { _ in
      unsafe SystemError.result(Int(mkdir(path, mode_t(mode))))
    }
    if result == -Int(EEXIST) { return false }
    try SystemError.check(result)
    return true
  }

  /// Hands the names in a folder to the disk.
  package static func syncFolder(_ path: String) throws(SystemError) {
    try SystemError.check(
      make(SystemCall(.syncFolder, path)) { _ in
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return -Int(errno) }
        defer { close(descriptor) }
        return SystemError.result(Int(fsync(descriptor)))
      })
  }

  /// Renames, replacing a file but not a folder that has entries.
  package static func rename(_ from: String, to: String) throws(SystemError) {
    try SystemError.check(
      make(SystemCall(.rename, from, target: to)) { _ in
        unsafe SystemError.result(Int(Foundation.rename(from, to)))
      })
  }

  /// Removes a file, or a folder and all that is in it; links are not followed.
  package static func remove(_ path: String) throws(SystemError) {
    let isFolder = try isFolder(path)
    if isFolder {
      for entry in try entries(of: path) { try remove("\(path)/\(entry)") }
    }
    try SystemError.check(
      make(SystemCall(.remove, path)) { _ in
        unsafe SystemError.result(Int(isFolder ? rmdir(path) : unlink(path)))
      })
  }

  private static func isFolder(_ path: String) throws(SystemError) -> Bool {
    var status = stat()
    try SystemError.check(
      make(SystemCall(.status, path)) { _ in unsafe SystemError.result(Int(lstat(path, &status))) })
    return FileStatus(status).kind == .folder
  }
}
