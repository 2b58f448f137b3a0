import Dispatch
import Foundation
import Orchestration
import Synchronization

/// Shows on stderr how far a run is: on a watched terminal one line that is drawn anew, elsewhere a line at the end of
/// each part and at each quarter of a long one. stdout is not touched.
final class ProgressScreen: Sendable {
  private struct State {
    var meter = ProgressMeter()
    var isDrawn = false
    var isOver = false
  }

  private static let redraw = DispatchTimeInterval.milliseconds(80)
  private static let eraseLine = "\r\u{1B}[K"

  private let state = Mutex(State())
  private let start = ContinuousClock.now
  private let isWatched = Terminal.isWatched(STDERR_FILENO)
  private let logs: Bool

  private init(logs: Bool) {
    self.logs = logs
  }

  /// Does a run's work and shows its progress; nothing of the drawn line is left when it ends, in whichever way.
  /// With `logs` off only a watched terminal is told.
  static func watch<Result>(
    logs: Bool = true, _ work: (@escaping ProgressObserver) throws(RunError) -> Result
  ) throws(RunError) -> Result {
    let screen = ProgressScreen(logs: logs)
    guard screen.isWatched else { return try work(screen.take) }
    let isOver = DispatchSemaphore(value: 0)
    Interruption.erasesLine(true)
    Thread { while isOver.wait(timeout: .now() + redraw) == .timedOut { screen.draw() } }.start()
    defer {
      isOver.signal()
      screen.end()
      Interruption.erasesLine(false)
    }
    return try work(screen.take)
  }

  private func take(_ progress: RunProgress) {
    let line = state.withLock { $0.meter.take(progress, at: ContinuousClock.now - start) }
    if let line, logs, !isWatched { Terminal.write(line + "\n", to: STDERR_FILENO) }
  }

  private func draw() {
    let columns = Terminal.columns(STDERR_FILENO) - 1
    state.withLock { state in
      guard !state.isOver else { return }
      state.isDrawn = true
      let line = state.meter.line(at: ContinuousClock.now - start, columns: columns)
      Terminal.write(ProgressScreen.eraseLine + line, to: STDERR_FILENO)
    }
  }

  private func end() {
    state.withLock { state in
      if state.isDrawn, !state.isOver { Terminal.write(ProgressScreen.eraseLine, to: STDERR_FILENO) }
      state.isOver = true
    }
  }
}
