import Publishing

/// Measures the stages of a run; its readings go to `timings.json` and the terminal, and to nothing that is compared.
struct StageClock {
  private(set) var stages: [Timings.Stage] = []
  private var last = ContinuousClock.now

  /// Ends a stage.
  mutating func lap(_ name: String) {
    let now = ContinuousClock.now
    let (seconds, attoseconds) = (now - last).components
    last = now
    stages.append(
      Timings.Stage(name: name, milliseconds: seconds * 1000 + attoseconds / 1_000_000_000_000_000))
  }
}
