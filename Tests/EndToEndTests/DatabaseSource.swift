import Foundation
import TestSupport

extension Workspace {
  /// Loads every CSV of the data folder into a new database as a table of texts, removes the files, and has the pipeline
  /// read the tables.
  func moveToDatabase() throws -> (server: PostgresServer, database: String) {
    let server = try PostgresServer.shared.get()
    let database = try server.newDatabase()
    try server.psql("CREATE SCHEMA duty", database: database)
    var pipeline = try read(Workspace.pipeline)
    for file in try names(in: "data") where file.hasSuffix(".csv") {
      let table = String(file.dropLast(4))
      let header = try read("data/\(file)").split(whereSeparator: \.isNewline)[0]
      let columns = header.replacing("\u{FEFF}", with: "").split(separator: ",").map { "\"\($0)\" text" }
      try server.psql("CREATE TABLE duty.\(table) (\(columns.joined(separator: ", ")))", database: database)
      try server.psql(
        "\\copy duty.\(table) FROM '\(url("data/\(file)").path)' (FORMAT csv, HEADER)", database: database)
      try FileManager.default.removeItem(at: url("data/\(file)"))
      pipeline = pipeline.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        guard line.contains("contracts/\(table).yaml") else { return String(line) }
        return String(line).replacing(/files: .*}/, with: "table: duty.\(table)}")
      }.joined(separator: "\n")
    }
    pipeline = pipeline.replacing(
      "\nsources:", with: "\ndatabase: {connect: \"\(server.url(database))\", silence: 20}\nsources:")
    try write(pipeline, to: Workspace.pipeline)
    return (server, database)
  }
}

/// A server that takes connections and says nothing.
final class SilentServer: Sendable {
  let folder: URL
  private let descriptor: Int32

  init(in folder: URL) throws {
    self.folder = folder
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = Array(folder.appending(path: ".s.PGSQL.5432").path.utf8CString)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { bytes in
      for (index, byte) in path.enumerated() { unsafe bytes[index] = UInt8(bitPattern: byte) }
    }
    let bound = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard bound == 0, listen(descriptor, 4) == 0 else { throw Outcome.Failed(description: "no socket") }
  }

  deinit { close(descriptor) }
}
