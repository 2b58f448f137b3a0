import Publishing
import Records
import SystemCalls

/// The files of one acceptance on their way into the data folder: all of them come to be there, or none.
///
/// They are written into a hidden folder beside the data; its rename is the decision, after which each is moved to its place.
/// What a crash left before the rename is removed, what it left after it is finished, by whoever looks at the data next.
struct Acceptance {
  private let data: String

  /// `data` is the data folder.
  init(in data: String) {
    self.data = data
  }

  /// Holds what is not decided yet.
  private var draft: String { "\(data)/.accepting-draft" }
  /// Holds what is decided and not in its place yet.
  private var decided: String { "\(data)/.accepting" }

  /// Puts the files into the data folder; throws, and leaves none of them, where one of them is there or cannot be written.
  func write(_ files: [ClaimRows.File]) throws(RunError) {
    let lock = try locked()
    try settleHeld()
    for file in files where try isThere("\(data)/\(file.name)") {
      throw .usage(
        Message(zh: "\(data)/\(file.name)：以前采纳过", en: "\(data)/\(file.name): was accepted before"))
    }
    do throws(PublishingError) { try decide(files) } catch {
      try? DurableFile.remove(draft)
      throw .operations([error.message, Message(zh: "没有采纳任何一条", en: "no claim was accepted")])
    }
    do throws(PublishingError) {
      try DurableFile.syncFolder(data)
      try finish()
    } catch { throw unfinished(error) }
    lock.release()
  }

  private func decide(_ files: [ClaimRows.File]) throws(PublishingError) {
    try DurableFile.createFolder(draft, mode: 0o700)
    for file in files { try DurableFile.create("\(draft)/\(file.name)", file.bytes, mode: 0o600) }
    try DurableFile.syncFolder(draft)
    try DurableFile.rename(draft, to: decided)
  }

  private func finish() throws(PublishingError) {
    let names: [String]
    do throws(SystemError) { names = try System.entries(of: decided) } catch {
      throw .operation(verb: "read", path: decided, code: error.code)
    }
    for name in names { try DurableFile.rename("\(decided)/\(name)", to: "\(data)/\(name)") }
    try DurableFile.syncFolder(data)
    try DurableFile.remove(decided)
  }

  /// The files of all acceptances that are in their places, once what a crash left is settled. A reader of the folder asks
  /// before and after, and has seen all of an acceptance or none where both answers are the same.
  func settled() throws(RunError) -> [String] {
    try settle()
    return try accepted()
  }

  /// The same for a reader who may write nothing: throws where files are decided and not all in their places.
  func whole() throws(RunError) -> [String] {
    guard try !isThere(decided) else {
      throw .operation(
        Message(
          zh: "\(data)：采纳的申诉还没有全部就位；请等采纳的命令结束，或执行dutyrank plan把它做完，再重新打开",
          en:
            "\(data): accepted claims are not all in their places; wait until the command that accepts them ends, or let dutyrank "
            + "plan finish it, then open this again"))
    }
    return try accepted()
  }

  private func accepted() throws(RunError) -> [String] {
    try FilePattern("*\(ClaimRows.mark)*.csv").matches(in: data)
  }

  /// Files came to be there while a reader looked.
  var interfering: RunError {
    .operation(
      Message(
        zh: "\(data)：读取期间有申诉被采纳；请重新执行",
        en: "\(data): claims were accepted while it was read; repeat the command"))
  }

  /// Finishes or undoes what a crash left. Throws where decided files cannot be put in their places, or another process is
  /// doing so; what is not decided is nobody's concern and may stay.
  private func settle() throws(RunError) {
    if try isThere(decided) {
      let lock = try locked()
      try settleHeld()
      lock.release()
    } else if try isThere(draft) {
      try? removeDraft()
    }
  }

  private func removeDraft() throws(RunError) {
    let lock = try locked()
    try settleHeld()
    lock.release()
  }

  /// The same, by who holds the lock.
  private func settleHeld() throws(RunError) {
    if try isThere(decided) {
      do throws(PublishingError) { try finish() } catch { throw unfinished(error) }
    }
    if try isThere(draft) {
      do throws(PublishingError) { try DurableFile.remove(draft) } catch { throw .operation(error.message) }
    }
  }

  private func locked() throws(RunError) -> RunLock {
    try RunLock("\(data)/.accepting.lock") { holder in
      Message(
        zh: "\(data)：另一条命令（进程\(holder)）正在采纳申诉；请等它结束后重新执行",
        en:
          "\(data): another command (process \(holder)) is accepting claims; wait until it ends, then repeat")
    }
  }

  private func isThere(_ path: String) throws(RunError) -> Bool {
    do { return try System.status(path) != nil } catch {
      throw .operation(PublishingError.operation(verb: "read", path: path, code: error.code).message)
    }
  }

  private func unfinished(_ error: PublishingError) -> RunError {
    let reason = if case .operation(_, _, let code) = error { SystemError.text(code) } else { "" }
    return .operation(
      Message(
        zh: "\(data)：申诉已经采纳，但文件还没有全部就位（\(reason)）；请检查磁盘，下一条命令会接着做完",
        en:
          "\(data): the claims are accepted, but not all of their files are in place yet: \(reason); check the disk, the "
          + "next command finishes it"))
  }
}
