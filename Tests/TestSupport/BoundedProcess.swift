package import Foundation

extension Process {
  /// Waits for the process's end, as long as `patience` at most. One that still runs is killed and thrown, since without a bound
  /// a process that hangs would hold up all tests.
  package func waitForEnd(within patience: Duration = .seconds(300)) throws(StillRunning) {
    let end = ContinuousClock.now + patience
    while isRunning, ContinuousClock.now < end { usleep(1000) }
    guard isRunning else { return }
    let error = StillRunning(
      description: "\(arguments ?? []) ran for more than \(patience):\n" + threads.joined(separator: "\n"))
    kill(processIdentifier, SIGKILL)
    // Not for ever: Foundation may never learn of the end.
    for _ in 0..<1000 where isRunning { usleep(10_000) }
    throw error
  }

  /// A line for each thread: its number and name, its state, and where in the system it waits.
  private var threads: [String] {
    let folder = "/proc/\(processIdentifier)/task"
    let numbers = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return numbers.sorted().map { number in
      let facts = ["comm", "wchan", "syscall", "stat"].map { name in
        let text = try? String(contentsOfFile: "\(folder)/\(number)/\(name)", encoding: .utf8)
        return "\(name) \(text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "?")"
      }
      return "thread \(number): \(facts.joined(separator: ", "))"
    }
  }
}

/// A process did not end, and where each of its threads stood.
package struct StillRunning: Error, CustomStringConvertible {
  package let description: String
}
