import Foundation
import SystemCalls

/// File operations that last: what returns has reached the disk.
package enum DurableFile {
  /// Creates a file with exactly this mode and content and syncs it. The file must not exist yet.
  package static func create(_ path: String, _ bytes: [UInt8], mode: UInt16) throws(PublishingError) {
    let file = try attempt("create", path) { () throws(SystemError) in
      try SystemFile(creating: path, mode: mode)
    }
    try attempt("write", path) { () throws(SystemError) in try file.write(bytes.span) }
    try attempt("sync", path) { () throws(SystemError) in
      try file.setMode(mode)
      try file.sync()
    }
  }

  /// Writes a file whole; one that stands there is replaced once the new one has reached the disk.
  package static func replace(_ path: String, _ bytes: [UInt8], mode: UInt16) throws(PublishingError) {
    let draft = "\(path).\(ProcessInfo.processInfo.processIdentifier).tmp"
    do throws(PublishingError) {
      if exists(draft) { try remove(draft) }
      try create(draft, bytes, mode: mode)
      try rename(draft, to: path)
    } catch {
      try? remove(draft)
      throw error
    }
  }

  /// Creates a folder; one that exists is left as it is, and false returned.
  @discardableResult
  package static func createFolder(_ path: String, mode: UInt16 = 0o755) throws(PublishingError) -> Bool {
    try attempt("create", path) { () throws(SystemError) in try System.makeFolder(path, mode: mode) }
  }

  /// Renames, replacing a file but not a folder that has entries.
  package static func rename(_ from: String, to: String) throws(PublishingError) {
    try attempt("rename", to) { () throws(SystemError) in try System.rename(from, to: to) }
  }

  /// Syncs a folder's entries.
  package static func syncFolder(_ path: String) throws(PublishingError) {
    try attempt("sync", path) { () throws(SystemError) in try System.syncFolder(path) }
  }

  /// The whole content of a file.
  package static func read(_ path: String) throws(PublishingError) -> [UInt8] {
    try attempt("read", path) { () throws(SystemError) in try SystemFile(reading: path).bytes() }
  }

  /// Removes a file, or a folder and what is in it.
  package static func remove(_ path: String) throws(PublishingError) {
    try attempt("remove", path) { () throws(SystemError) in try System.remove(path) }
  }

  /// Whether something stands at a path that can be seen.
  package static func exists(_ path: String) -> Bool {
    ((try? System.status(path)) ?? nil) != nil
  }

  static func attempt<Result: ~Copyable>(
    _ verb: String, _ path: String, _ body: () throws(SystemError) -> Result
  ) throws(PublishingError) -> Result {
    do { return try body() } catch { throw .operation(verb: verb, path: path, code: error.code) }
  }
}
