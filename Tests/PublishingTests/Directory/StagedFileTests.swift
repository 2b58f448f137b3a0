import Foundation
import Publishing
import SystemCalls
import TestSupport
import Testing

@Suite struct StagedFileTests {
  private let reports: ReportDirectory
  private let staging: Staging

  init() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "dutyrank-\(UUID().uuidString)").path
    reports = ReportDirectory(root: root)
    try reports.prepare()
    staging = try reports.stage("1")
  }

  private func begin() throws -> StagedFile {
    try staging.begin(Artifact(file: .quarantine, bytes: [], rows: 0))
  }

  @Test func `parts stand one behind the other, for the owner alone`() throws {
    defer { try? FileManager.default.removeItem(atPath: reports.root) }
    let file = try begin()
    for part in [[1, 2], [], [3]] as [[UInt8]] { try file.append(part) }
    try file.end()
    try file.sync()
    try reports.publish(staging, as: "r-1")
    let path = reports.path("r-1", "quarantine.csv")
    #expect(try DurableFile.read(path) == [1, 2, 3])
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
    #expect(mode?.intValue == 0o600)
  }

  @Test func `a full disk is told once all parts are known`() throws {
    defer { try? FileManager.default.removeItem(atPath: reports.root) }
    try staging.add(Artifact(file: .ranking, bytes: [UInt8](repeating: 7, count: 1000), rows: 1))
    let file = try begin()
    try file.append([1, 2])
    try System.$calls.withValue(FaultyCalls(.failure(at: 1, code: ENOSPC))) { try file.append([3, 4, 5]) }
    try file.append([6, 7, 8, 9])
    let error = #expect(throws: PublishingError.self) { try file.end() }
    guard case .full(let path, let needed, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(path.hasSuffix("/quarantine.csv"))
    #expect(needed == 1009)
  }

  @Test func `a disk that has no room for the file itself is told alike`() throws {
    defer { try? FileManager.default.removeItem(atPath: reports.root) }
    let file = try System.$calls.withValue(FaultyCalls(.failure(at: 1, code: ENOSPC))) { try begin() }
    for part in [[1, 2], [3]] as [[UInt8]] { try file.append(part) }
    let error = #expect(throws: PublishingError.self) { try file.end() }
    guard case .full(_, let needed, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(needed == 3)
  }

  @Test func `another error of the disk is told at once`() throws {
    defer { try? FileManager.default.removeItem(atPath: reports.root) }
    let file = try begin()
    let error = #expect(throws: PublishingError.self) {
      try System.$calls.withValue(FaultyCalls(.failure(at: 1, code: EIO))) { try file.append([1]) }
    }
    guard case .operation("write", _, EIO) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  #if os(Linux)
    @Test func `of a long file the disk begins to take in what is there, and whether it can does not matter`()
      throws
    {
      defer { try? FileManager.default.removeItem(atPath: reports.root) }
      let file = try begin()
      let part = [UInt8](repeating: 5, count: 3 << 20)
      let calls = FaultyCalls(.failure(at: 4, code: EIO))
      try System.$calls.withValue(calls) { for _ in 0..<5 { try file.append(part) } }
      #expect(calls.calls.map(\.name) == [.write, .write, .write, .beginSync, .write, .write])
      try file.end()
      try file.sync()
      try reports.publish(staging, as: "r-1")
      #expect(try DurableFile.read(reports.path("r-1", "quarantine.csv")) == part + part + part + part + part)
    }
  #endif
}
