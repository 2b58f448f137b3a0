import Synchronization
import SystemCalls

/// A file of a directory in the making that is written part by part, from changing threads, and lasts once it is synced.
package final class StagedFile: Sendable {
  private let path: String
  private let folder: String
  private let mode: UInt16
  /// Nil where the disk had no room for the file itself.
  private let file: SystemFile?
  private let progress: Mutex<Progress>

  /// Bytes after which the disk begins to take them in, so that a sync does not wait for all.
  private static let stretch: Int64 = 8 << 20

  private struct Progress {
    /// Bytes of all parts so far.
    var size: Int64 = 0
    /// Bytes that the disk was asked to take in.
    var begun: Int64 = 0
    /// The disk had no room for a part; from then on parts are counted and not written.
    var full: PublishingError?
  }

  /// The file must not exist yet. A full disk is told by `end`, which knows how much all parts need.
  init(_ name: String, in folder: String, mode: UInt16) throws(PublishingError) {
    path = "\(folder)/\(name)"
    self.folder = folder
    self.mode = mode
    do throws(SystemError) {
      file = try SystemFile(creating: path, mode: mode)
      progress = Mutex(Progress())
    } catch {
      let failure = PublishingError.operation(verb: "create", path: path, code: error.code)
      guard error.isFull else { throw failure }
      file = nil
      progress = Mutex(Progress(full: failure))
    }
  }

  /// Writes a part behind those before it.
  package func append(_ part: [UInt8]) throws(PublishingError) {
    try progress.withLock { progress throws(PublishingError) in
      progress.size += Int64(part.count)
      guard progress.full == nil else { return }
      do throws(SystemError) { try file?.write(part.span) } catch {
        let failure = PublishingError.operation(verb: "write", path: path, code: error.code)
        guard error.isFull else { throw failure }
        progress.full = failure
        return
      }
      if progress.size - progress.begun >= StagedFile.stretch {
        file?.beginSync(from: progress.begun, count: progress.size - progress.begun)
        progress.begun = progress.size
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
      try DurableFile.attempt("sync", path) { () throws(SystemError) in
        try file?.setMode(mode)
        try file?.sync()
      }
    } catch {
      throw explained(error)
    }
  }

  private func explained(_ error: PublishingError) -> PublishingError {
    error.explained(in: folder, needing: progress.withLock(\.size), for: path)
  }
}
