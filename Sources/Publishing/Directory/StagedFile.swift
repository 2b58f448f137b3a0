import Synchronization
import SystemCalls

/// A file of a directory in the making that is written part by part, from changing threads, and lasts once it is synced.
package final class StagedFile: Sendable {
  private let file: SystemFile
  private let folder: String
  private let mode: UInt16
  private let progress = Mutex(Progress())

  private struct Progress {
    /// Bytes of all parts so far.
    var size: Int64 = 0
    /// The disk had no room for a part; from then on parts are counted and not written.
    var full: PublishingError?
  }

  /// The file must not exist yet.
  init(_ name: String, in folder: String, mode: UInt16) throws(PublishingError) {
    let path = "\(folder)/\(name)"
    self.folder = folder
    self.mode = mode
    do { file = try SystemFile(creating: path, mode: mode) } catch {
      throw PublishingError.operation(verb: "create", path: path, code: error.code)
        .explained(in: folder, needing: 0, for: path)
    }
  }

  /// Writes a part behind those before it. A full disk is told by `end`, which knows how much all parts need.
  package func append(_ part: [UInt8]) throws(PublishingError) {
    try progress.withLock { progress throws(PublishingError) in
      progress.size += Int64(part.count)
      guard progress.full == nil else { return }
      do throws(SystemError) { try file.write(part.span) } catch {
        let failure = PublishingError.operation(verb: "write", path: file.path, code: error.code)
        guard error.isFull else { throw failure }
        progress.full = failure
      }
    }
  }

  /// Says that there is no part any more. Throws where the disk had no room for all.
  package func end() throws(PublishingError) {
    if let full = progress.withLock(\.full) { throw explained(full) }
  }

  /// Gives the file its mode and hands all of it to the disk.
  package func sync() throws(PublishingError) {
    do {
      try DurableFile.attempt("sync", file.path) { () throws(SystemError) in
        try file.setMode(mode)
        try file.sync()
      }
    } catch {
      throw explained(error)
    }
  }

  private func explained(_ error: PublishingError) -> PublishingError {
    error.explained(in: folder, needing: progress.withLock(\.size), for: file.path)
  }
}
