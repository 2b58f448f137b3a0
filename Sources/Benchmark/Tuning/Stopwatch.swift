/// Wall time of pieces of work.
enum Stopwatch {
  /// What the work gives, and its milliseconds.
  static func time<Result>(_ work: () throws -> Result) rethrows -> (result: Result, ms: Double) {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try work()
    return (result, start.duration(to: clock.now) / .milliseconds(1))
  }
}
