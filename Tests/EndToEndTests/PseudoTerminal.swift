import Foundation
import TestSupport

/// A terminal of our own, which the built `dutyrank` believes to be a person's.
struct PseudoTerminal {
  struct Result {
    let status: Int32
    let reason: Process.TerminationReason
    /// All that came on the terminal.
    let screen: String
    /// What stdout got where it was not the terminal.
    let output: String
  }

  /// Runs the command with stderr, and with stdout unless it is `piped`, on a terminal of so many columns. Once the
  /// screen is as `until` waits for it, the process gets the signal `then`.
  static func run(
    _ arguments: [String], in folder: URL, columns: UInt16, piped: Bool = false,
    environment: [String: String] = [:], until: (String) -> Bool = { _ in false },
    then signal: Int32 = SIGTERM
  ) throws -> Result {
    let (main, side) = try open(columns: columns)
    let process = Process()
    process.executableURL = CommandLineTool.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment.filter { !["CI", "NO_COLOR"].contains($0.key) }
    variables["TERM"] = "xterm"
    process.environment = variables.merging(environment) { $1 }
    let pipe = Pipe()
    process.standardOutput = piped ? pipe : side
    process.standardError = side
    try start(process)
    try side.close()
    if piped { try pipe.fileHandleForWriting.close() }
    var screen = Data()
    var isSent = false
    while let bytes = read(main) {
      screen += bytes
      guard !isSent, until(String(decoding: screen, as: UTF8.self)) else { continue }
      isSent = true
      kill(process.processIdentifier, signal)
    }
    let output = piped ? pipe.fileHandleForReading.readDataToEndOfFile() : Data()
    let end = try process.waitForEnd()
    return Result(
      status: end.status, reason: end.reason,
      screen: String(decoding: screen, as: UTF8.self), output: String(decoding: output, as: UTF8.self))
  }

  /// Starts the process with no signal blocked: a worker thread, as tests run on, blocks them and hands that down.
  private static func start(_ process: Process) throws {
    var (none, before) = (sigset_t(), sigset_t())
    _ = unsafe sigemptyset(&none)
    _ = unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { _ = unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
  }

  private static func open(columns: UInt16) throws -> (main: FileHandle, side: FileHandle) {
    var (main, side): (Int32, Int32) = (-1, -1)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard unsafe openpty(&main, &side, nil, nil, &size) == 0 else { throw CocoaError(.fileReadUnknown) }
    for descriptor in [main, side] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    return (
      FileHandle(fileDescriptor: main, closeOnDealloc: true),
      FileHandle(fileDescriptor: side, closeOnDealloc: false)
    )
  }

  /// nil once the other side is closed, which a terminal reports as an error.
  private static func read(_ main: FileHandle) -> Data? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe Foundation.read(main.fileDescriptor, &buffer, buffer.count)
    return count > 0 ? Data(buffer[..<count]) : nil
  }
}
