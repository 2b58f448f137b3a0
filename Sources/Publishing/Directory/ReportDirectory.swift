import Foundation
import SystemCalls

/// The folder of all publications: a directory per run and a pointer file to the last one.
///
/// A reader sees a run's directory whole or not at all: files are written and synced in a temporary directory, which is
/// then renamed, and the folder synced (design.md law 7). Callers hold the run lock.
package struct ReportDirectory: Sendable {
  package static let pointer = "latest"
  /// The folder in a run's directory that holds what was read of a database.
  package static let extracts = "extracts"
  private static let temporary = ".tmp-"

  /// The folder's path.
  package let root: String

  package init(root: String) {
    self.root = root
  }

  /// The path of a run's directory or of one of its files.
  package func path(_ name: String, _ file: String? = nil) -> String {
    file.map { "\(root)/\(name)/\($0)" } ?? "\(root)/\(name)"
  }

  /// Creates the folder and its parents, each so that it lasts.
  package func prepare() throws(PublishingError) {
    var parent = root.hasPrefix("/") ? "/" : "."
    for part in root.split(separator: "/") {
      let path = parent == "." ? String(part) : parent == "/" ? "/\(part)" : "\(parent)/\(part)"
      if try DurableFile.createFolder(path) { try DurableFile.syncFolder(parent) }
      parent = path
    }
  }

  /// Removes what a dead run left. Only the holder of the run lock may call this: no other run is alive then.
  package func removeLeftovers() throws(PublishingError) {
    let entries = try DurableFile.attempt("read", root) { () throws(SystemError) in
      try System.entries(of: root)
    }
    for entry in entries where entry.hasPrefix(ReportDirectory.temporary) {
      try DurableFile.remove(path(entry))
    }
  }

  /// Begins a directory whose files are added one by one; `publish` or `discard` must follow.
  package func stage(_ runID: String) throws(PublishingError) -> Staging {
    let process = ProcessInfo.processInfo.processIdentifier
    let name = "\(ReportDirectory.temporary)\(runID)-\(process)"
    try DurableFile.createFolder(path(name))
    return Staging(name: name, folder: path(name))
  }

  /// A folder for the extracts of a database until their run is known; it goes with the next run unless it is adopted.
  package func newExtracts() throws(PublishingError) -> String {
    let folder = path("\(ReportDirectory.temporary)extracts-\(ProcessInfo.processInfo.processIdentifier)")
    try DurableFile.createFolder(folder, mode: 0o700)
    return folder
  }

  /// Publishes what was staged as directory `name` and points `latest` to it, or leaves nothing of it behind.
  package func publish(_ staging: Staging, as name: String) throws(PublishingError) {
    try keep(staging, as: name)
    do { try point(to: name) } catch {
      if case .unconfirmed = error { throw error }
      withdraw(name)
      throw error
    }
  }

  /// Removes a directory that was just put there, unless `latest` points to it or cannot be read; readers see it whole or
  /// not at all.
  private func withdraw(_ name: String) {
    let aside = path("\(ReportDirectory.temporary)\(name)-withdrawn")
    let pointed = latest()
    let isKnown = pointed != nil || !DurableFile.exists(path(ReportDirectory.pointer))
    guard isKnown, pointed != name, holds(name), (try? DurableFile.rename(path(name), to: aside)) != nil
    else {
      return
    }
    try? DurableFile.remove(aside)
  }

  /// Makes what was staged the directory `name`, or leaves nothing of it behind; `latest` stays as it is.
  package func keep(_ staging: Staging, as name: String) throws(PublishingError) {
    do {
      try DurableFile.syncFolder(staging.folder)
      try replace(name, by: staging.name)
    } catch {
      discard(staging)
      throw error
    }
    do { try DurableFile.syncFolder(root) } catch {
      withdraw(name)
      throw error
    }
  }

  /// Removes extracts that no run has adopted.
  package func discard(extracts folder: String) {
    try? DurableFile.remove(folder)
  }

  /// Removes what was staged.
  package func discard(_ staging: Staging) {
    try? DurableFile.remove(staging.folder)
  }

  /// Whether there is a directory of that name, whole or damaged.
  package func holds(_ name: String) -> Bool {
    DurableFile.exists(path(name))
  }

  /// The name in the pointer file; nil when nothing was published yet.
  package func latest() -> String? {
    guard let bytes = try? DurableFile.read(path(ReportDirectory.pointer)) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    return text.isEmpty ? nil : text
  }

  /// Points `latest` to a directory that exists.
  package func point(to name: String) throws(PublishingError) {
    let process = ProcessInfo.processInfo.processIdentifier
    let temporary = path("\(ReportDirectory.temporary)\(ReportDirectory.pointer)-\(process)")
    try? DurableFile.remove(temporary)
    do {
      try DurableFile.create(temporary, Array("\(name)\n".utf8), mode: 0o644)
      try DurableFile.rename(temporary, to: path(ReportDirectory.pointer))
    } catch {
      try? DurableFile.remove(temporary)
      throw error
    }
    do { try System.syncFolder(root) } catch { throw .unconfirmed(path: root, code: error.code) }
  }

  /// Moves a directory of the same name aside first: rename does not replace a directory that has entries.
  private func replace(_ name: String, by staging: String) throws(PublishingError) {
    guard holds(name) else {
      return try DurableFile.rename(path(staging), to: path(name))
    }
    let aside = "\(staging)-replaced"
    try DurableFile.rename(path(name), to: path(aside))
    do { try DurableFile.rename(path(staging), to: path(name)) } catch {
      try? DurableFile.rename(path(aside), to: path(name))
      throw error
    }
    try? DurableFile.remove(path(aside))  // else the next run does
  }
}

/// A run's directory in the making, which no reader takes for one.
package struct Staging: Sendable {
  fileprivate let name: String
  fileprivate let folder: String

  /// Creates a file whose parts are to follow. Several may be written at the same time.
  package func begin(_ artifact: Artifact) throws(PublishingError) -> StagedFile {
    try StagedFile(artifact.file.rawValue, in: folder, mode: artifact.privacy.mode)
  }

  /// Writes a file and syncs it.
  package func add(_ artifact: Artifact) throws(PublishingError) {
    let file = try begin(artifact)
    _ = try artifact.send { part throws(PublishingError) in try file.append(part) }
    try file.end()
    try file.sync()
  }

  /// Takes a folder of extracts of the same file system over as the run's.
  package func adopt(_ extracts: String) throws(PublishingError) {
    try DurableFile.syncFolder(extracts)
    try DurableFile.rename(extracts, to: "\(folder)/\(ReportDirectory.extracts)")
  }

  /// Writes why the run is not published, for the owner alone.
  package func add(_ failure: Failure) throws(PublishingError) {
    try DurableFile.create("\(folder)/\(Failure.name)", failure.json(), mode: 0o600)
  }
}
