import Foundation
import Publishing
import Records
import Testing

@Suite struct ReportDirectoryTests {
  let root = FileManager.default.temporaryDirectory.appending(path: "dutyrank-\(UUID().uuidString)").path

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
  }

  private func file(_ file: OutputFile, _ bytes: [UInt8]) -> Artifact {
    Artifact(file: file, bytes: bytes, rows: nil)
  }

  private func publish(_ files: [Artifact], to reports: ReportDirectory) throws(PublishingError) {
    let staging = try reports.stage("1")
    do { for file in files { try staging.add(file) } } catch {
      reports.discard(staging)
      throw error
    }
    try reports.publish(staging, as: "r-1")
  }

  @Test func `a publication appears whole, with its pointer and the modes of its files`() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let reports = ReportDirectory(root: root + "/a/b")
    try reports.prepare()
    #expect(reports.latest() == nil)
    try publish([file(.ranking, [1, 2]), file(.quarantine, [3])], to: reports)
    #expect(try DurableFile.read(reports.path("r-1", "ranking.csv")) == [1, 2])
    #expect(try mode(reports.path("r-1", "ranking.csv")) == 0o644)
    #expect(try mode(reports.path("r-1", "quarantine.csv")) == 0o600)
    #expect(reports.latest() == "r-1")
    #expect(try FileManager.default.contentsOfDirectory(atPath: reports.root).sorted() == ["latest", "r-1"])
  }

  @Test func `a damaged directory of the same name is replaced and leftovers go`() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let reports = ReportDirectory(root: root)
    try reports.prepare()
    try DurableFile.createFolder(reports.path("r-1"))
    try DurableFile.create(reports.path("r-1", "old.csv"), [9], mode: 0o644)
    try DurableFile.createFolder(reports.path(".tmp-1-999"))
    try DurableFile.create(reports.path(".tmp-1-999", "ranking.csv"), [9], mode: 0o600)
    try reports.removeLeftovers()
    try publish([file(.ranking, [1])], to: reports)
    #expect(try FileManager.default.contentsOfDirectory(atPath: root).sorted() == ["latest", "r-1"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: reports.path("r-1")) == ["ranking.csv"])
  }

  @Test func `what cannot be written leaves nothing behind and says where`() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let reports = ReportDirectory(root: root)
    try reports.prepare()
    let error = #expect(throws: PublishingError.self) {
      try publish([file(.ranking, [1]), file(.ranking, [2])], to: reports)
    }
    let message = error?.message.en ?? ""
    let end =
      "cannot create: File exists; nothing was published, check the folder's permissions and free space"
    #expect(message.hasSuffix(end))
    #expect(try FileManager.default.contentsOfDirectory(atPath: root).isEmpty)
  }
}
