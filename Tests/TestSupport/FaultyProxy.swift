import Foundation

/// Stands between a client and a server and spoils one thing of what passes by (`Tests/Fixtures/faulty-proxy.py`).
package final class FaultyProxy: Sendable {
  package enum Fault: String, Sendable {
    /// The connection breaks before the server sees the COMMIT.
    case beforeCommit = "before"
    /// The connection breaks once the server has committed.
    case afterCommit = "after"
    /// A row of the first COPY to the client is lost.
    case lostRow = "row"
  }

  private let folder: URL
  private let process: Process

  package init(_ fault: Fault, before server: PostgresServer) throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "dutyrank-proxy-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3",
      URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/faulty-proxy.py")
        .path,
      folder.appending(path: ".s.PGSQL.5432").path, "\(server.folder)/.s.PGSQL.5432", fault.rawValue,
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let said = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard said.hasPrefix("ready") else { throw PostgresServer.Failed(description: "the proxy said \(said)") }
  }

  deinit {
    process.terminate()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Where a role reaches a database through it.
  package func url(_ database: String) -> String {
    "postgresql:///\(database)?host=\(folder.path)&user=owner"
  }
}
