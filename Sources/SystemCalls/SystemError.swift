internal import Foundation

/// A call that failed.
package struct SystemError: Error, Hashable, Sendable {
  /// `errno`.
  package let code: Int32

  package init(code: Int32) {
    self.code = code
  }

  /// The system's words for it.
  package var text: String { SystemError.text(code) }

  /// The system's words for an error number, and where a setting of the system mends it, which.
  package static func text(_ code: Int32) -> String {
    if code == EMFILE { return "Too many open files: raise ulimit -n" }
    guard let text = unsafe strerror(code) else { return "errno \(code)" }
    return unsafe String(cString: text)
  }

  /// A file that holds less than was written to it.
  package static let endedEarly = SystemError(code: EIO)

  /// True where the disk is full.
  package var isFull: Bool { code == ENOSPC }

  /// True where there is nothing of that name.
  package var isAbsent: Bool { code == ENOENT || code == ENOTDIR }

  static let interrupted = -Int(EINTR)

  /// The result of a call of C that returns below 0 and sets `errno` where it fails.
  static func result(_ value: Int) -> Int { value < 0 ? -Int(errno) : value }

  /// Throws where a result is below 0.
  @discardableResult
  static func check(_ result: Int) throws(SystemError) -> Int {
    guard result >= 0 else { throw SystemError(code: Int32(clamping: -result)) }
    return result
  }
}
