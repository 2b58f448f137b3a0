import ArgumentParser
import Foundation
import Orchestration

/// Parses, runs and ends the process: 0 done; 1 the data broke a limit or a law; 2 definition or usage; 3 an operation
/// failed.
OpenFiles.raiseLimit()
do {
  var command = try DutyRank.parseAsRoot()
  try command.run()
} catch let failure as Failure {
  failure.print()
  exit(failure.error.exitCode)
} catch {
  let isHelp = DutyRank.exitCode(for: error) == .success
  let text = DutyRank.fullMessage(for: error)
  FileHandle(fileDescriptor: isHelp ? STDOUT_FILENO : STDERR_FILENO).write(Data("\(text)\n".utf8))
  exit(isHelp ? 0 : 2)
}
