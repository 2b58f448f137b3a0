import Foundation
import Records
import SystemCalls
import TestSupport
import Testing

@testable import Orchestration

/// All files of an acceptance come to be in the data folder or none, whatever fails and wherever it is killed.
struct AcceptanceTests {
  private let small: SmallPipeline
  private let before: [String: Data]
  private let whole: [String: Data]

  private static let files = [
    ClaimRows.File(source: "additions", name: "additions-appeal-00000001.csv", bytes: AdditionFile.bytes([])),
    ClaimRows.File(
      source: "adjustments", name: "adjustments-appeal-00000002.csv", bytes: Array("b\r\n".utf8)),
    ClaimRows.File(
      source: "micro_items", name: "micro_items-appeal-00000003.csv", bytes: Array("c\r\n".utf8)),
  ]

  init() throws {
    small = try SmallPipeline()
    let before = try small.files(small.root + "/data")
    self.before = before
    whole = AcceptanceTests.files.reduce(into: before) { $0[$1.name] = Data($1.bytes) }
  }

  private var data: String { small.root + "/data" }
  private var acceptance: Acceptance { Acceptance(in: data) }

  /// All of the data folder but the lock.
  private func found() throws -> [String: Data] {
    var files = try small.files(data)
    files[".accepting.lock"] = nil
    return files
  }

  private func restore() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: data) where before[name] == nil {
      try FileManager.default.removeItem(atPath: "\(data)/\(name)")
    }
  }

  private func write(_ fault: FaultyCalls.Fault) -> (error: RunError?, calls: FaultyCalls) {
    let calls = FaultyCalls(fault)
    return System.$calls.withValue(calls) {
      do throws(RunError) {
        try acceptance.write(AcceptanceTests.files)
        return (nil, calls)
      } catch { return (error, calls) }
    }
  }

  @Test func `all files are in their places, for their owner alone, and nothing else is left`() throws {
    try acceptance.write(AcceptanceTests.files)
    #expect(try found() == whole)
    for file in AcceptanceTests.files {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(data)/\(file.name)")
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
    let error = #expect(throws: RunError.self) { try acceptance.write(AcceptanceTests.files) }
    #expect(error?.exitCode == 2)
    #expect(error?.lines().last == "\(data)/additions-appeal-00000001.csv: was accepted before")
    #expect(try found() == whole)
  }

  @Test(arguments: [EIO, ENOSPC]) func `whichever call fails, what is said is so`(_ code: Int32) throws {
    let count = write(.none).calls.count
    #expect(count > 20)
    var told: Set<String> = []
    for place in 1...count {
      try restore()
      let (error, calls) = write(.failure(at: place, code: code))
      let what = "call \(place) of \(count): \(calls.name(of: place))"
      _ = try Plan(small.request)
      let isAccepted = error.map { $0.lines().last?.contains("the claims are accepted, but") == true } ?? true
      #expect(try found() == (isAccepted ? whole : before), "\(what): \(error?.lines() ?? [])")
      told.insert(error == nil ? "" : isAccepted ? "accepted" : error?.lines().last ?? "")
    }
    #expect(told.isSuperset(of: ["", "accepted", "no claim was accepted"]), "\(told)")
  }

  @Test func `killed at any call, and again while the next command settles it, all is there or none`() throws
  {
    let count = write(.none).calls.count
    var found: [[String: Data]: Int] = [:]
    for place in 1...count {
      var settling = 1
      while true {
        try restore()
        _ = write(.death(at: place))
        let calls = FaultyCalls(.death(at: settling))
        _ = System.$calls.withValue(calls) { Result { try acceptance.settled() } }
        _ = try Plan(small.request)
        found[try self.found(), default: 0] += 1
        if calls.count < settling { break }
        settling += 1
      }
    }
    #expect(Set(found.keys) == [before, whole])
    #expect(found.values.allSatisfy { $0 > 40 }, "\(found.values)")
  }

  @Test func `whenever the power goes, all is there or none`() throws {
    let disk = Disk(copying: data)
    let calls = JournalingCalls()
    try System.$calls.withValue(calls) { try acceptance.write(AcceptanceTests.files) }
    let journal = calls.journal
    var outcomes: Set<[String: Data]> = []
    for end in 0...journal.count {
      let unsafe = Disk.unsafeEvents(journal[..<end])
      for lost in [[], Set(unsafe)] + unsafe.map({ [$0] }) + unsafe.map({ Set(unsafe).subtracting([$0]) }) {
        let place = "\(small.root)/after"
        try? FileManager.default.removeItem(atPath: place)
        try disk.after(journal[..<end], losing: lost).write(below: data, to: place)
        _ = try Acceptance(in: place).settled()
        var files = try small.files(place)
        files[".accepting.lock"] = nil
        #expect([before, whole].contains(files), "after \(end) of \(journal.count), losing \(lost.sorted())")
        #expect(end < journal.count || files == whole, "losing \(lost.sorted()) at the end")
        outcomes.insert(files)
      }
    }
    #expect(outcomes == [before, whole])
  }

  @Test func `a reader waits for decided files, not for a draft, and one acceptance for another`() throws {
    let lock = try RunLock("\(data)/.accepting.lock") { _ in Message(zh: "", en: "") }
    let busy =
      "\(data): another command (process \(ProcessInfo.processInfo.processIdentifier)) is accepting claims; "
      + "wait until it ends, then repeat"
    let error = #expect(throws: RunError.self) { try acceptance.write(AcceptanceTests.files) }
    #expect(error?.exitCode == 3)
    #expect(error?.lines().last == busy)
    let manager = FileManager.default
    try manager.createDirectory(atPath: "\(data)/.accepting-draft", withIntermediateDirectories: false)
    _ = try Plan(small.request)
    #expect(manager.fileExists(atPath: "\(data)/.accepting-draft"), "another's work")
    try manager.moveItem(atPath: "\(data)/.accepting-draft", toPath: "\(data)/.accepting")
    #expect(throws: RunError.self) { try Plan(small.request) }
    lock.release()
    _ = try Plan(small.request)
    #expect(try found() == before)
  }

  /// Puts a file among the data when they are listed for the second time.
  private struct Interfering: SystemCalls {
    let place: String
    let calls = FaultyCalls()

    func make(_ call: SystemCall, count: Int, _ body: (Int) -> Int) -> Int {
      if call.name == .list, calls.calls.count(where: { $0.name == .list }) == 1 {
        _ = FileManager.default.createFile(atPath: place, contents: nil)
      }
      return calls.make(call, count: count, body)
    }
  }

  @Test func `a command that reads while claims come in is stopped`() throws {
    let calls = Interfering(place: "\(data)/micro_items-appeal-00000003.csv")
    let result = System.$calls.withValue(calls) { Result { try Plan(small.request) } }
    let error = #expect(throws: RunError.self) { try result.get() }
    #expect(error?.exitCode == 3)
    #expect(error?.lines().last == "\(data): claims were accepted while it was read; repeat the command")
    _ = try Plan(small.request)
  }
}
