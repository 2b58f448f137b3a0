import Foundation
import Publishing
import Records

/// Held by the one run that may publish into a folder; the system releases it when the process ends, however it ends.
struct RunLock: ~Copyable {
  private let descriptor: Int32

  /// Locks `.lock` in the folder and writes this process's number there.
  init(folder: String) throws(RunError) {
    let path = "\(folder)/.lock"
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .operation(PublishingError.operation(verb: "lock", path: path, code: errno).message)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = RunLock.holder(path)
      close(descriptor)
      throw .operation(
        Message(
          zh: "\(folder)：另一次运行（进程\(holder)）正在写入这个目录；请等它结束，或用--out换一个目录",
          en:
            "\(folder): another run (process \(holder)) is writing into this folder; wait until it ends, or name "
            + "another folder with --out"))
    }
    self.descriptor = descriptor
    let text = Array("\(ProcessInfo.processInfo.processIdentifier)\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = unsafe text.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  /// Ends the lock; without this call the system does when the value or the process ends.
  consuming func release() {}

  deinit {
    close(descriptor)
  }

  private static func holder(_ path: String) -> String {
    let bytes = (try? DurableFile.read(path)) ?? []
    let digits = bytes.prefix { 0x30...0x39 ~= $0 }
    return digits.isEmpty ? "?" : String(decoding: digits, as: UTF8.self)
  }
}
