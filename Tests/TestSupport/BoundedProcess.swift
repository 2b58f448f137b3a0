package import Foundation

/// How a process ended: its exit code, or the signal that ended it.
package struct ProcessEnd: Sendable {
  package let reason: Process.TerminationReason
  package let status: Int32
}

extension Process {
  /// Waits for the process's end, as long as `patience` at most. One that still runs is killed and thrown, since without a bound
  /// a process that hangs would hold up all tests.
  ///
  /// The system is asked too: of a process that ends as soon as it began Foundation may never learn.
  @discardableResult
  package func waitForEnd(within patience: Duration = .seconds(300)) throws(StillRunning) -> ProcessEnd {
    let limit = ContinuousClock.now + patience
    while isRunning, ContinuousClock.now < limit {
      if let end = systemEnd {
        for _ in 0..<1000 where isRunning { usleep(1000) }
        return isRunning ? end : ProcessEnd(reason: terminationReason, status: terminationStatus)
      }
      usleep(1000)
    }
    guard isRunning else { return ProcessEnd(reason: terminationReason, status: terminationStatus) }
    let error = StillRunning(
      description: "\(arguments ?? []) ran for more than \(patience):\n" + threads.joined(separator: "\n"))
    kill(processIdentifier, SIGKILL)
    throw error
  }

  /// What the system says of the end, which it goes on to keep for Foundation; nil while the process runs, and where Foundation
  /// has taken it.
  private var systemEnd: ProcessEnd? {
    var facts = unsafe siginfo_t()
    let result = unsafe waitid(P_PID, id_t(processIdentifier), &facts, WEXITED | WNOHANG | WNOWAIT)
    guard result == 0, unsafe facts._sifields._sigchld.si_pid == processIdentifier else { return nil }
    return unsafe ProcessEnd(
      reason: facts.si_code == Int32(CLD_EXITED) ? .exit : .uncaughtSignal,
      status: facts._sifields._sigchld.si_status)
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
