import Foundation
import TestSupport

/// A folder of programs that stand in for those of a machine; it goes with its last user.
final class StubMachine: Sendable {
  let folder: String

  init(_ programs: [String: String]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "dutyrank-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, script) in programs {
      // A shell writes it: what this process has open for writing, a program that another test starts may hold open, and
      // then it cannot be run.
      let shell = Process()
      shell.executableURL = URL(filePath: "/bin/sh")
      shell.arguments = [
        "-c", #"printf '%s\n' '#!/bin/sh' "$2" > "$1" && chmod 755 "$1""#, "sh", "\(folder)/\(name)",
        script,
      ]
      try shell.run()
      try shell.waitForEnd()
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }
}
