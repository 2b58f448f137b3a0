import Foundation
import Publishing
import Records
import SystemCalls

/// Held by the one run that may publish into a folder; the system releases it when the process ends, however it ends.
struct RunLock: ~Copyable {
  private let file: SystemFile

  /// Locks `.lock` in the folder and writes this process's number there.
  init(folder: String) throws(RunError) {
    file = try RunLock.locked(folder)
    // who holds it is told as a help; the lock holds without it
    try? file.replace(by: Array("\(ProcessInfo.processInfo.processIdentifier)\n".utf8).span)
  }

  /// Ends the lock; without this call the system does when the value or the process ends.
  consuming func release() {}

  private static func locked(_ folder: String) throws(RunError) -> SystemFile {
    let path = "\(folder)/.lock"
    do throws(SystemError) {
      let file = try SystemFile(updating: path, mode: 0o644)
      if try file.lock() { return file }
    } catch {
      throw .operation(PublishingError.operation(verb: "lock", path: path, code: error.code).message)
    }
    let holder = holder(path)
    throw .operation(
      Message(
        zh: "\(folder)：另一次运行（进程\(holder)）正在写入这个目录；请等它结束，或用--out换一个目录",
        en:
          "\(folder): another run (process \(holder)) is writing into this folder; wait until it ends, or name "
          + "another folder with --out"))
  }

  private static func holder(_ path: String) -> String {
    let bytes = (try? DurableFile.read(path)) ?? []
    let digits = bytes.prefix { 0x30...0x39 ~= $0 }
    return digits.isEmpty ? "?" : String(decoding: digits, as: UTF8.self)
  }
}
