import Foundation
import Publishing
import Records
import Scoring
import SystemCalls
import TestSupport
import Testing

@testable import Orchestration

/// A run of which a source is on disk publishes what a run in memory publishes, byte for byte.
@Suite struct SpillRunTests {
  @Test(
    "every file is the same, whatever memory is granted",
    arguments: [1, 2, 3, 4] as [UInt64])
  func sameFiles(seed: UInt64) throws {
    let pipeline = try SpillPipeline(seed: seed)
    let whole = try Run.execute(pipeline.request("whole"))
    let expected = try pipeline.files(whole.path)
    for (memory, unit, workers) in [(40_000, 1 << 20, 1), (9_000, 700, 2), (2_000, 300, 1), (300, 150, 2)] {
      let request = pipeline.request("m\(memory)", memory: Int64(memory), unitSize: unit, workers: workers)
      let choice = try #require(SpillChoice(Plan(request)))
      let found = try Run.execute(request)
      let place: Comment = "seed \(seed), memory \(memory), \(choice.shards) shards"
      #expect(choice.source == 2 && choice.shards > 1, place)
      #expect(found.run.record.tables[2].rowCount == 0, place)
      #expect(found.run.record.recordCount == whole.run.record.recordCount, place)
      let files = try pipeline.files(found.path)
      #expect(files.keys.sorted() == expected.keys.sorted(), place)
      for (name, bytes) in expected { #expect(files[name] == bytes, "\(place): \(name)") }
      #expect(try FileManager.default.contentsOfDirectory(atPath: request.out).count == 3, place)
    }
  }

  @Test(
    "what the drawn rows hold: every way in which rows of two members can meet, and every stage takes some")
  func covers() throws {
    let pipeline = try SpillPipeline(seed: 1)
    let record = try Run.execute(pipeline.request("whole")).run.record
    let codes = Set(record.findings.map(\.code) + record.quarantine.map(\.rejection.finding.code))
    #expect(codes.isSuperset(of: ["SAME_KEY_DIFFERS", "AWAITING_CLAIM", "PRIVATE_USE"]), "\(codes)")
    #expect(Set(record.corrections.map(\.rule)).isSuperset(of: ["alias", "name_phone"]))
    #expect(Set(record.unused.map(\.code)).contains("OUT_OF_OFFICE"))
    let accounts = record.books.accounts.filter { $0.source == "checkins" }
    for stage in [Stage.deduplicateEqual, .deduplicateKey, .deduplicateThing] {
      #expect(accounts.first { $0.stage == stage }.map { $0.merged.count > 0 } == true, "\(stage)")
    }
    #expect(record.cards.contains { $0.total > .zero })
    #expect(record.cards.contains { $0.setAsideBy != nil && !$0.leaves.listed.isEmpty })
    #expect(record.cards.contains { $0.leaves[2].kept > 0 && $0.leaves[0].kept > 0 })
  }

  @Test("a row lost or taken twice on the way stops the run", arguments: [true, false])
  func booksNotice(_ isLost: Bool) throws {
    let pipeline = try SpillPipeline(seed: 5)
    let error = #expect(throws: RunError.self) {
      try Run.execute(
        Plan(pipeline.request("out", memory: 9_000)), out: pipeline.root + "/out",
        between: { stage, tables in
          guard stage == .deduplicateKey, let row = tables[2].live.first else { return }
          if isLost { tables[2].live.removeFirst() } else { tables[2].live.append(row) }
        })
    }
    #expect(error.map { "\($0)".contains("nothing was published") } == true, "\(error as Any)")
  }

  @Test(
    "whichever call fails, nothing is published or all of it, and nothing is left of the rows",
    arguments: [EIO, ENOSPC])
  func failingCalls(_ code: Int32) throws {
    let pipeline = try SpillPipeline(seed: 3, rows: 30)
    let request = pipeline.request("out", memory: 1_500, unitSize: 900)
    #expect(try SpillChoice(Plan(request)) != nil)
    func run(_ fault: FaultyCalls.Fault) -> (result: Result<RunOutcome, RunError>, calls: FaultyCalls) {
      let calls = FaultyCalls(fault)
      try? FileManager.default.removeItem(atPath: request.out)
      let result = System.$calls.withValue(calls) {
        Result { () throws(RunError) in try Run.execute(request) }
      }
      return (result, calls)
    }
    let undisturbed = run(.none)
    let expected = try pipeline.files(undisturbed.result.get().path)
    var spillFailures = 0
    for place in 1...undisturbed.calls.count {
      let (result, calls) = run(.failure(at: place, code: code))
      let what: Comment = "call \(place): \(calls.name(of: place))"
      let left = ((try? FileManager.default.contentsOfDirectory(atPath: request.out)) ?? [])
      switch result {
      case .success(let outcome): #expect(try pipeline.files(outcome.path) == expected, what)
      case .failure(let error):
        // a name that could not be taken away stands for no byte
        for name in left where name.hasPrefix(".tmp-rows") || name.hasPrefix(".tmp-keys") {
          #expect(try Data(contentsOf: URL(filePath: "\(request.out)/\(name)")).isEmpty, "\(what): \(name)")
        }
        if "\(error)".contains("raise --memory") { spillFailures += 1 }
      }
    }
    #expect(spillFailures > 20, "calls of rows on disk")
  }

  @Test("in memory where it fits, or where nothing is granted")
  func fits() throws {
    let pipeline = try SpillPipeline(seed: 1)
    let plan = try Plan(pipeline.request("out", memory: 1 << 20))
    #expect(SpillChoice.need(plan) <= 1 << 20 && SpillChoice(plan) == nil)
    #expect(try SpillChoice(Plan(pipeline.request("out"))) == nil)
  }

  @Test(
    "a source stays in memory where something looks at all its rows, and the run says what",
    arguments: [
      (
        "{events: false, review: false, workbook: false}", SpillPipeline.model, SpillPipeline.contract,
        "merges.csv is written (outputs of the pipeline)"
      ),
      (
        SpillPipeline.outputs,
        SpillPipeline.model.replacing("{leaf: A1}", with: "{from: checkins}"), SpillPipeline.contract,
        "the model looks at all members at a time"
      ),
      (
        SpillPipeline.outputs, SpillPipeline.model,
        SpillPipeline.contract.replacing("by: [member_no, activity]", with: "by: [activity]"),
        "rows of checkins are compared with those of others"
      ),
      (
        SpillPipeline.outputs, SpillPipeline.model,
        SpillPipeline.contract + "\nchecks:\n- {unique: [place, activity]}",
        "the contract of checkins looks at whole columns"
      ),
    ])
  func obstacles(_ outputs: String, _ model: String, _ contract: String, _ words: String) throws {
    let pipeline = try SpillPipeline(seed: 1, rows: 60, model: model, outputs: outputs, contract: contract)
    let request = pipeline.request("out", memory: 2_000)
    #expect(try SpillChoice(Plan(request)) == nil)
    let notices = try Run.execute(request).notices.map(\.en)
    #expect(
      notices.contains {
        $0.hasSuffix("more than --memory grants (2.0 kB): all rows are held in memory, since \(words)")
      }, "\(notices)")
  }
}
