import Publishing

/// Measures the parts of a run and tells of them; its readings go to `timings.json` and the terminal, and to nothing
/// that is compared.
struct StageClock {
  private(set) var stages: [Timings.Stage] = []
  private let observer: ProgressObserver
  private var current: (part: RunPart, start: ContinuousClock.Instant)?

  init(_ observer: @escaping ProgressObserver) {
    self.observer = observer
  }

  /// Ends the part before and begins the next, which will read `bytes` of input.
  mutating func begin(_ part: RunPart, bytes: Int64 = 0) {
    end()
    current = (part, .now)
    observer(.begins(part, bytes: bytes))
  }

  /// Ends the last part.
  mutating func end() {
    guard let (part, start) = current else { return }
    current = nil
    let time = (ContinuousClock.now - start).milliseconds
    stages.append(Timings.Stage(name: part.rawValue, milliseconds: time))
    observer(.ends(part))
  }
}
