import Foundation
import Orchestration
import SystemCalls
import TestSupport
import Testing

/// Promises P1, P2 and P4 of design: a run whose nth call fails, for every n, and one that is killed there.
struct FailingCallTests {
  /// A folder with an old publication, into which a run of new data is published.
  private final class Case {
    let small: SmallPipeline
    let old: String
    let oldFiles: [String: Data]

    init() throws {
      small = try SmallPipeline()
      let outcome = try Run.execute(small.request)
      old = (outcome.path as NSString).lastPathComponent
      oldFiles = try small.files(outcome.path)
      try small.write("data/micro_items.csv", SmallPipeline.items + "\nW6,0201,微建议,六,2025-03-06 09:00,有效")
    }

    var request: RunRequest {
      var request = small.request
      request.workers = 1
      return request
    }

    /// Back to the old publication alone.
    func restore() throws {
      for name in small.published() where name != old && name != "latest" {
        try FileManager.default.removeItem(atPath: "\(small.out)/\(name)")
      }
      try Data("\(old)\n".utf8).write(to: URL(filePath: small.out + "/latest"))
    }

    func run(_ fault: FaultyCalls.Fault) -> (result: Result<RunOutcome, RunError>, calls: FaultyCalls) {
      let calls = FaultyCalls(fault)
      let result = System.$calls.withValue(calls) {
        Result { () throws(RunError) in try Run.execute(request) }
      }
      return (result, calls)
    }

    var latest: String {
      ((try? small.read(small.out + "/latest")) ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  @Test(arguments: [EIO, ENOSPC])
  func `whichever call fails, the old publication stays or the new one is whole, and a re-run is right`(
    _ code: Int32
  ) throws {
    let test = try Case()
    let undisturbed = test.run(.none)
    let new = try test.small.files(try undisturbed.result.get().path)
    let name = test.latest
    #expect(name != test.old)
    let count = undisturbed.calls.count
    #expect(count > 60, "calls of a run")
    var stopped = 0
    for place in 1...count {
      try test.restore()
      let (result, calls) = test.run(.failure(at: place, code: code))
      let what = "call \(place) of \(count): \(calls.name(of: place))"
      #expect(try test.small.files("\(test.small.out)/\(test.old)") == test.oldFiles, "\(what)")
      switch result {
      case .success(let outcome):
        #expect(try test.small.files(outcome.path) == new, "harmless, so the same: \(what)")
        #expect(test.latest == name, "\(what)")
      case .failure(let error):
        stopped += 1
        #expect(!error.lines().isEmpty, "\(what)")
        #expect([test.old, name].contains(test.latest), "\(what)")
        let isPublished = test.latest == name
        #expect(error.lines().last?.contains("all was published") == isPublished, "\(error.lines()) \(what)")
        if isPublished {
          #expect(try test.small.files("\(test.small.out)/\(name)") == new, "\(what)")
        }
        let left = Set(test.small.published()).subtracting([
          test.old, "latest", isPublished ? name : "latest",
        ])
        #expect(left.isEmpty, "\(what)")
      }
      _ = try Run.execute(test.request)
      #expect(test.small.published() == [test.old, name, "latest"].sorted(), "\(what)")
      #expect(try test.small.files("\(test.small.out)/\(name)") == new, "\(what)")
      #expect(test.latest == name, "\(what)")
    }
    #expect(stopped > count / 2)
  }

  @Test func `killed at any call, a reader sees old or new, and a re-run gives the same bytes`() throws {
    let test = try Case()
    let undisturbed = test.run(.none)
    let new = try test.small.files(try undisturbed.result.get().path)
    let name = test.latest
    var (wasOld, wasNew) = (0, 0)
    for place in 1...undisturbed.calls.count {
      try test.restore()
      let (_, calls) = test.run(.death(at: place))
      let what = "killed at call \(place): \(calls.name(of: place))"
      #expect(try test.small.files("\(test.small.out)/\(test.old)") == test.oldFiles, "\(what)")
      if test.latest == name {
        wasNew += 1
        #expect(try test.small.files("\(test.small.out)/\(name)") == new, "\(what)")
      } else {
        wasOld += 1
        #expect(test.latest == test.old, "\(what)")
      }
      _ = try Run.execute(test.request)
      #expect(test.small.published() == [test.old, name, "latest"].sorted(), "\(what)")
      #expect(try test.small.files("\(test.small.out)/\(name)") == new, "\(what)")
    }
    #expect(wasOld > 0 && wasNew > 0)
  }

  @Test func `a directory that a failed run did not replace stays`() throws {
    let test = try Case()
    let place = "\(test.small.out)/\(test.old)/ledger.csv"
    try test.small.write("data/micro_items.csv", SmallPipeline.items)
    try Data("x".utf8).write(to: URL(filePath: place))
    try FileManager.default.removeItem(atPath: test.small.out + "/latest")
    let (first, calls) = test.run(.none)
    #expect(try first.get().isNew)
    let sync = try #require(
      calls.calls.firstIndex { $0.name == .syncFolder && $0.path.contains("/.tmp-") })
    try Data("x".utf8).write(to: URL(filePath: place))
    try FileManager.default.removeItem(atPath: test.small.out + "/latest")
    let (second, _) = test.run(.failure(at: sync + 1, code: EIO))
    #expect(throws: RunError.self) { try second.get() }
    #expect(try test.small.read(place) == "x", "the damaged one is as it was")
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `reads and writes that are cut short or interrupted change no byte`(_ seed: UInt64) throws {
    let test = try Case()
    let new = try test.small.files(try test.run(.none).result.get().path)
    try test.restore()
    let (result, calls) = test.run(.haste(seed: seed))
    #expect(try test.small.files(try result.get().path) == new, "seed \(seed)")
    #expect(calls.count > 200)
  }

  @Test func `slow calls change no byte`() throws {
    let test = try Case()
    let new = try test.small.files(try test.run(.none).result.get().path)
    try test.restore()
    #expect(try test.small.files(try test.run(.delay(microseconds: 500)).result.get().path) == new)
  }
}
