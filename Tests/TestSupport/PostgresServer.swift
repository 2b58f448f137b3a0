package import Foundation

/// A PostgreSQL server of the tests' own: a fresh cluster in a folder of `/tmp`, reached by a socket there, owned by an
/// ordinary user, and gone when the process that started it ends.
package final class PostgresServer: Sendable {
  /// One for all tests of a process that do it no harm.
  package static let shared = Result { try PostgresServer() }

  package struct Failed: Error, CustomStringConvertible {
    package let description: String
  }

  /// The cluster's folder.
  package let folder: String
  private let binaries: String
  /// While its end is open, the server runs.
  private let leash: Pipe
  private let keeper: Process

  private static let user = "nobody"

  package init() throws {
    binaries = try PostgresServer.findBinaries()
    folder = "/tmp/dutyrank-pg-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let data = "\(folder)/data"
    try PostgresServer.run(["chown", PostgresServer.user, folder])
    try PostgresServer.run(
      PostgresServer.ordinary + [
        "\(binaries)/initdb", "-D", data, "-U", "owner", "-A", "trust", "-E", "UTF8", "--locale=C",
        "--no-sync",
      ])
    let rules = "local all locked scram-sha-256\nlocal all all trust\n"
    try rules.write(toFile: "\(data)/pg_hba.conf", atomically: false, encoding: .utf8)
    leash = Pipe()
    keeper = Process()
    keeper.executableURL = URL(filePath: "/usr/bin/env")
    keeper.arguments =
      ["python3", PostgresServer.keeper, folder] + PostgresServer.ordinary + [
        "\(binaries)/postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off", "-c",
        "max_connections=60",
      ]
    keeper.standardOutput = FileHandle.nullDevice
    keeper.standardError = FileHandle.nullDevice
    keeper.standardInput = leash
    try keeper.run()
    try waitUntilReady()
  }

  /// Keeps the server until its own input ends, as it does when the tests' process is gone.
  private static let keeper = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/keep-server.py").path

  /// As an ordinary user where the tests run as root, since the server refuses root.
  private static var ordinary: [String] {
    geteuid() == 0 ? ["setpriv", "--reuid=\(user)", "--regid=nogroup", "--clear-groups"] : []
  }

  private static func findBinaries() throws -> String {
    let root = "/usr/lib/postgresql"
    let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap(Int.init)
    guard let newest = versions.max() else {
      throw Failed(description: "no PostgreSQL server in \(root): install the package postgresql")
    }
    return "\(root)/\(newest)/bin"
  }

  @discardableResult
  private static func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: "/tmp")
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    guard try process.waitForEnd().status == 0 else {
      throw Failed(description: arguments.joined(separator: " ") + "\n" + text)
    }
    return text
  }

  private func waitUntilReady() throws {
    for _ in 0..<300 {
      if (try? PostgresServer.run(["\(binaries)/pg_isready", "-h", folder])) != nil { return }
      Thread.sleep(forTimeInterval: 0.1)
    }
    throw Failed(description: (try? String(contentsOfFile: "\(folder)/log", encoding: .utf8)) ?? "no answer")
  }

  /// Where a role reaches a database.
  package func url(_ database: String = "postgres", user: String = "owner") -> String {
    "postgresql:///\(database)?host=\(folder)&user=\(user)"
  }

  /// Runs SQL by `psql` and returns its rows, cells divided by `|`.
  @discardableResult
  package func psql(_ sql: String, database: String = "postgres", user: String = "owner") throws -> String {
    try PostgresServer.run([
      "\(binaries)/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", folder, "-U", user, "-d",
      database,
      "-c", sql,
    ])
  }

  /// A `psql` that runs SQL in the background.
  package func beginSession(_ sql: String, database: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "\(binaries)/psql")
    process.arguments = ["-X", "-q", "-h", folder, "-U", "owner", "-d", database, "-c", sql]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Creates an empty database and returns its name.
  package func newDatabase() throws -> String {
    let name = "t\(UUID().uuidString.prefix(8).lowercased())"
    try psql("CREATE DATABASE \(name)")
    return name
  }

  /// The process of the postmaster.
  package var postmaster: Int32? {
    (try? String(contentsOfFile: "\(folder)/data/postmaster.pid", encoding: .utf8))?
      .split(whereSeparator: \.isNewline).first.flatMap { Int32($0) }
  }
}
