import Foundation
import Orchestration
import SystemCalls
import TestSupport
import Testing

/// Promise P3: what the power's loss leaves is the old publication or the new one, and what was said to be published is.
struct PowerLossTests {
  enum Before: String, CaseIterable {
    case nothing, oldPublication, damagedPublication
  }

  /// A run with its journal, and what was there before it.
  private struct Case {
    let small: SmallPipeline
    let out: String
    let before: Disk
    let journal: [DiskEvent]
    /// Of each publication the files that must be there.
    let publications: [String: [String: Data]]
    let old: String?
    let new: String

    init(_ start: Before) throws {
      small = try SmallPipeline()
      var request = small.request
      request.workers = 1
      if start == .nothing { request.out = small.root + "/new/deep/out" }
      out = request.out
      var publications: [String: [String: Data]] = [:]
      var old: String?
      if start == .oldPublication {
        let outcome = try Run.execute(request)
        old = (outcome.path as NSString).lastPathComponent
        publications[old ?? ""] = try Case.files(outcome.path)
        try small.write("data/micro_items.csv", SmallPipeline.items + "\nW6,0201,微建议,六,2025-03-06 09:00,有效")
      } else if start == .damagedPublication {
        let outcome = try Run.execute(request)
        try Data("x".utf8).write(to: URL(filePath: outcome.path + "/ledger.csv"))
        try FileManager.default.removeItem(atPath: out + "/latest")
      }
      var before = Disk(copying: out)
      if start == .nothing {
        before = Disk()
        before.add(parentsOf: small.root + "/new")
      }
      self.before = before
      let calls = JournalingCalls()
      let outcome = try System.$calls.withValue(calls) { try Run.execute(request) }
      new = (outcome.path as NSString).lastPathComponent
      publications[new] = try Case.files(outcome.path)
      self.publications = publications
      self.old = old
      journal = calls.journal
    }

    private static func files(_ path: String) throws -> [String: Data] {
      var files: [String: Data] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: path) {
        files[name] = try Data(contentsOf: URL(filePath: "\(path)/\(name)"))
      }
      return files
    }

    /// What is wrong with a disk; nil where it holds the old publication or the new one whole.
    func fault(of disk: Disk, finished: Bool) -> String? {
      guard let pointer = disk.entries["\(out)/latest"] else {
        return old == nil && !finished ? nil : "no latest"
      }
      let name = String(decoding: pointer ?? Data(), as: UTF8.self).trimmingCharacters(in: .newlines)
      guard let files = publications[name] else { return "latest is '\(name)'" }
      if finished, name != new { return "latest is the old one" }
      for (file, content) in files where disk.entries["\(out)/\(name)/\(file)"] != .some(content) {
        return "\(file) of \(name == new ? "the new" : "the old") one"
      }
      return nil
    }

    /// Sets of events to lose: all, none, each alone, all but each, and seeded ones.
    func losses(_ candidates: [Int], seed: UInt64) -> [Set<Int>] {
      var random = SplitMix64(seed: seed)
      return [Set(candidates), []] + candidates.map { [$0] }
        + candidates.map { Set(candidates).subtracting([$0]) }
        + (0..<8).map { _ in Set(candidates.filter { _ in Bool.random(using: &random) }) }
    }

    /// The first wrong disk after the power went at some moment.
    func firstFault(_ journal: [DiskEvent], seed: UInt64) -> String? {
      for end in (0...journal.count).reversed() {
        let done = journal[..<end]
        for lost in losses(Disk.unsafeEvents(done), seed: seed) {
          if let fault = fault(of: before.after(done, losing: lost), finished: end == journal.count) {
            return "after \(end) of \(journal.count) events, losing \(lost.sorted()): \(fault)"
          }
        }
      }
      return nil
    }
  }

  @Test(arguments: Before.allCases)
  func `whenever the power goes, whatever unsynced is lost`(_ start: Before) throws {
    let test = try Case(start)
    #expect(test.journal.count > 40)
    #expect(test.fault(of: test.before.after(test.journal, losing: []), finished: true) == nil)
    #expect(test.firstFault(test.journal, seed: 1) == nil, "seed 1")
  }

  @Test(arguments: Before.allCases)
  func `each sync is needed: without it some loss is seen`(_ start: Before) throws {
    let test = try Case(start)
    let syncs = test.journal.indices.filter { test.journal[$0].isSync }
    #expect(syncs.count > 15)
    for place in syncs {
      var journal = test.journal
      let omitted = journal.remove(at: place)
      let name: String =
        switch omitted {
        case .sync(let path, _), .folderSync(let path): path
        default: ""
        }
      #expect(test.firstFault(journal, seed: 2) != nil, "the sync of \(name) could be left out, seed 2")
    }
  }

  @Test(arguments: Before.allCases) func `a re-run after it is right`(_ start: Before) throws {
    let test = try Case(start)
    var random = SplitMix64(seed: 3)
    let expected = test.publications[test.new]?.filter { $0.key != "timings.json" }
    for number in 0..<12 {
      let done = test.journal[..<Int.random(in: 0...test.journal.count, using: &random)]
      let lost = Disk.unsafeEvents(done).filter { _ in Bool.random(using: &random) }
      let disk = test.before.after(done, losing: Set(lost))
      var request = test.small.request
      request.out = "\(test.small.root)/after-\(number)"
      try disk.write(below: test.out, to: request.out)
      let outcome = try Run.execute(request)
      #expect(try test.small.files(outcome.path) == expected, "\(done.count) events, seed 3")
      let names = try FileManager.default.contentsOfDirectory(atPath: request.out)
      #expect(names.filter { $0.hasPrefix(".tmp") }.isEmpty)
    }
  }
}
