import Foundation

/// Signals that end a run while its line of progress stands on the terminal.
enum Interruption {
  /// Whether SIGINT and SIGTERM take the line away before they end the process as they would have anyway.
  static func erasesLine(_ does: Bool) {
    for number in [SIGINT, SIGTERM] { _ = signal(number, does ? erase : SIG_DFL) }
  }

  /// Calls only what a signal handler may call.
  private static let erase: @convention(c) (Int32) -> Void = { number in
    let text: StaticString = "\r\u{1B}[K"
    _ = unsafe write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
    _ = signal(number, SIG_DFL)
    _ = kill(getpid(), number)
  }
}
