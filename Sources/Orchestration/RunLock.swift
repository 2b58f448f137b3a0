import Foundation
import Publishing
import Records
import SystemCalls

/// Held by the one process that may write into a folder; the system releases it when the process ends, however it ends.
struct RunLock: ~Copyable {
  private let file: SystemFile

  /// Locks `.lock` in the folder and writes this process's number there.
  init(folder: String) throws(RunError) {
    try self.init("\(folder)/.lock") { holder in
      Message(
        zh: "\(folder)：另一次运行（进程\(holder)）正在写入这个目录；请等它结束，或用--out换一个目录",
        en:
          "\(folder): another run (process \(holder)) is writing into this folder; wait until it ends, or name "
          + "another folder with --out")
    }
  }

  /// Locks a file, which is made where it is not there; `refusal` says that another process holds it.
  init(_ path: String, refusal: (String) -> Message) throws(RunError) {
    guard let file = try RunLock.locked(path) else { throw .operation(refusal(RunLock.holder(path))) }
    // who holds it is told as a help; the lock holds without it
    try? file.replace(by: Array("\(ProcessInfo.processInfo.processIdentifier)\n".utf8).span)
    self.file = file
  }

  /// Ends the lock; without this call the system does when the value or the process ends.
  consuming func release() {}

  /// nil where another process holds it.
  private static func locked(_ path: String) throws(RunError) -> SystemFile? {
    do throws(SystemError) {
      let file = try SystemFile(updating: path, mode: 0o644)
      if try file.lock() { return file }
      return nil
    } catch {
      throw .operation(PublishingError.operation(verb: "lock", path: path, code: error.code).message)
    }
  }

  private static func holder(_ path: String) -> String {
    let bytes = (try? DurableFile.read(path)) ?? []
    let digits = bytes.prefix { 0x30...0x39 ~= $0 }
    return digits.isEmpty ? "?" : String(decoding: digits, as: UTF8.self)
  }
}
