import Publishing

/// Measures the stages of a run; its readings go to `timings.json` and the terminal, and to nothing that is compared.
struct StageClock {
  private(set) var stages: [Timings.Stage] = []
  private var last = ContinuousClock.now

  /// Ends a stage.
  mutating func lap(_ name: String) {
    let now = ContinuousClock.now
    stages.append(Timings.Stage(name: name, milliseconds: (now - last).milliseconds))
    last = now
  }
}
