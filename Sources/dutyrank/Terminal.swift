import Foundation
import Orchestration

/// What the process writes to, as far as it decides how.
enum Terminal {
  /// A terminal that can move its cursor.
  static func isCapable(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1 && variable("TERM") != "dumb"
  }

  /// A capable terminal that a person watches; what runs in CI is read later.
  static func isWatched(_ descriptor: Int32) -> Bool {
    isCapable(descriptor) && variable("CI").isEmpty
  }

  /// Bars on a capable terminal, colour there unless `NO_COLOR` holds anything (no-color.org).
  static func drawing(_ descriptor: Int32) -> Drawing {
    let isCapable = isCapable(descriptor)
    return Drawing(
      hasBars: isCapable, hasColour: isCapable && variable("NO_COLOR").isEmpty,
      columns: isatty(descriptor) == 1 ? columns(descriptor) : nil)
  }

  /// The terminal's width; 80 where it does not say.
  static func columns(_ descriptor: Int32) -> Int {
    var size = winsize()
    let isKnown = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? Int(size.ws_col) : 80
  }

  /// Writes all of a text at once, so that lines of other writers do not come between. Where that fails the process ends
  /// as an operation that failed, with a word on stderr if that can still be written.
  static func write(_ text: String, to descriptor: Int32) {
    do {
      try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).write(contentsOf: Data(text.utf8))
    } catch {
      let line =
        "输出没有写完；请看磁盘是否已满。\nthe output was not written to its end; see whether the disk is full\n"
      if descriptor != STDERR_FILENO {
        try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
      }
      exit(3)
    }
  }

  private static func variable(_ name: String) -> String {
    ProcessInfo.processInfo.environment[name] ?? ""
  }
}
