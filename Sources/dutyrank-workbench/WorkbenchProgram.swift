import ArgumentParser
import Foundation
import Orchestration
import Records
import Workbench
import WorkbenchServer

/// `dutyrank-workbench RUN`, which `dutyrank workbench RUN` becomes.
@main
struct WorkbenchProgram: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dutyrank-workbench",
    abstract: "Serves the page on which a published run is tuned; dutyrank workbench starts it.",
    version: RunID.toolVersion)

  @Argument(help: ArgumentHelp("A run's directory, or latest.", valueName: "run")) var name: String
  @Option(help: "The folder of all publications.") var out: String = RunRequest.defaultFolder
  @Option(help: "The port to listen at; any free one if left out.") var port: UInt16 = 0

  static func main() async {
    do {
      try await parse().run()
    } catch {
      end(error)
    }
  }

  func run() async throws {
    let workshop = try opened()
    let server = WorkbenchServer(page: try PageFiles()) { request throws(BenchProblem) in
      try workshop.answer(request)
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [port] in
        try await server.run(port: Int(port)) { address in
          WorkbenchProgram.write("工作台 workbench  \(address)\n", to: .standardOutput)
        }
      }
      group.addTask {
        await Interruption.wait()
        if !Task.isCancelled { await WorkbenchProgram.leave(server) }
      }
      try await group.next()
    }
  }

  /// Ends the process when nothing is being answered or saved, or after the grace.
  ///
  /// Nothing is taken down before: a connection that has just come in, and that a cancelled server never takes up, ends
  /// NIO with a trap.
  private static func leave(_ server: WorkbenchServer) async {
    let end = ContinuousClock.now + grace
    while server.isAnswering, ContinuousClock.now < end { try? await Task.sleep(for: .milliseconds(10)) }
    _exit(0)
  }

  private static let grace = Duration.seconds(2)

  private func opened() throws(RunError) -> Workshop {
    if isatty(FileHandle.standardError.fileDescriptor) == 1 {
      WorkbenchProgram.write("打开 opening  \(name)\n", to: .standardError)
    }
    let tuning = try Tuning(run: name, in: out, settling: false)
    do throws(BenchProblem) { return try Workshop(tuning) } catch { throw .usage(error.message) }
  }

  /// Says why there is no page, and ends as `dutyrank` does: 1 the data, 2 definition or usage, 3 an operation failed.
  private static func end(_ error: any Error) -> Never {
    if let error = error as? RunError {
      write(error.lines().joined(separator: "\n") + "\n", to: .standardError)
      Foundation.exit(error.exitCode)
    }
    if let problem = error as? ServerProblem {
      write("\(problem)\n", to: .standardError)
      Foundation.exit(3)
    }
    let isHelp = exitCode(for: error) == .success
    write(fullMessage(for: error) + "\n", to: isHelp ? .standardOutput : .standardError)
    Foundation.exit(isHelp ? 0 : 2)
  }

  private static func write(_ text: String, to handle: FileHandle) {
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
