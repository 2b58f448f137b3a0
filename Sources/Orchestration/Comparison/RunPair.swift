import Definitions
import Ingestion
import Preparation
import Publishing
import Records
import Robustness
import Scoring

/// Two published runs, made again in memory, and what differs between them.
struct RunPair {
  struct Side {
    let plan: Plan
    let run: ComputedRun

    var record: RunRecord { run.record }

    init(
      _ name: String, in folder: String, settling: Bool, _ observer: @escaping ProgressObserver
    ) throws(RunError) {
      let published = try PublishedRun(name, in: folder, settling: settling)
      try published.checkFiles()
      plan = try published.plan()
      run = try published.rerun(plan, for: .rows, observer)
    }
  }

  let before: Side
  let after: Side
  let differing: Causes
  /// Sources whose files or contract differ, in the order of the run after, then those that only the run before reads.
  let sources: [String]

  /// Both runs' inputs, definitions and files must be unchanged.
  init(
    _ before: String, _ after: String, in folder: String, settling: Bool,
    _ observer: @escaping ProgressObserver
  ) throws(RunError) {
    self.before = try Side(before, in: folder, settling: settling, observer)
    self.after = try Side(after, in: folder, settling: settling, observer)
    let (old, new) = (self.before, self.after)
    sources = RunPair.differing(old, new)
    var differing = Causes.between(old.plan.model, new.plan.model)
    if old.plan.rules != new.plan.rules { differing.insert(.rules) }
    if sources.contains(RunPair.members) { differing.insert(.population) }
    if sources.contains(where: { $0 != RunPair.members }) || old.plan.decisions != new.plan.decisions
      || old.plan.period != new.plan.period
    {
      differing.insert(.data)
    }
    self.differing = differing
  }

  /// The source that says who belongs.
  static let members = "members"

  private static func differing(_ before: Side, _ after: Side) -> [String] {
    let (old, new) = (SourceState.all(before), SourceState.all(after))
    let names = new.map(\.name) + old.map(\.name).filter { name in !new.contains { $0.name == name } }
    return names.filter { name in old.first { $0.name == name } != new.first { $0.name == name } }
  }

}

/// A source as far as it decides what its rows say: names of files do not.
private struct SourceState: Equatable {
  let name: String
  let contract: Contract
  let digests: [String]

  static func all(_ side: RunPair.Side) -> [SourceState] {
    side.plan.sources.map { source in
      let name = source.contract.shape.name
      return SourceState(
        name: name, contract: source.contract,
        digests: side.record.inputs.filter { $0.source == name }.map(\.sha256).sorted())
    }
  }
}

/// Prepares the data of one run with the members or the derivation of the other, each mixture once.
struct InputMixer {
  private let pair: RunPair
  private let observer: ProgressObserver
  /// Of what preparation depends on, what differs.
  private let differing: Causes
  private var inputs: [Causes: ScoringInput]
  private var rows: [Causes: IngestedRows] = [:]

  init(_ pair: RunPair, _ observer: @escaping ProgressObserver) {
    self.pair = pair
    self.observer = observer
    var differing = pair.differing.intersection(.preparation)
    if pair.before.plan.rules == pair.after.plan.rules { differing.remove(.rules) }
    self.differing = differing
    inputs = [differing: pair.after.record.input]
    inputs[[]] = pair.before.record.input
  }

  /// What each mixture's records and members come to, by raw value of its causes.
  mutating func all() throws(RunError) -> [ScoringInput] {
    var inputs: [ScoringInput] = []
    for causes in Causes.subsets { inputs.append(try input(causes)) }
    return inputs
  }

  private mutating func input(_ causes: Causes) throws(RunError) -> ScoringInput {
    let own = causes.intersection(differing)
    if let known = inputs[own] { return known }
    let input = try prepared(pair.mixed(own), rowsOf: own.intersection([.data, .population]))
    inputs[own] = input
    return input
  }

  /// What the run before comes to under other parameters of derivation.
  mutating func input(derivedBy rules: DerivationRules) throws(RunError) -> ScoringInput {
    if rules == pair.after.plan.rules { return try input(.rules) }
    var plan = pair.before.plan
    plan.rules = rules
    return try prepared(plan, rowsOf: [])
  }

  private mutating func prepared(_ plan: Plan, rowsOf read: Causes) throws(RunError) -> ScoringInput {
    let ingested = if let known = rows[read] { known } else { try Run.ingest(plan, observer) }
    rows[read] = ingested
    let prepared = prepare(
      PreparationInput(
        tables: ingested.tables, files: ingested.files, period: plan.period, rules: plan.rules,
        decisions: plan.decisions, workers: Workers(plan.workers)))
    return ScoringInput(
      period: plan.period, members: prepared.members, relations: prepared.relations,
      entered: prepared.entered,
      workers: Workers(plan.workers))
  }
}

extension RunPair {
  /// The plan that takes these causes from the run after: data with decisions and period, the list of members, and the
  /// parameters of derivation.
  fileprivate func mixed(_ causes: Causes) -> Plan {
    let data = causes.contains(.data) ? after.plan : before.plan
    let people = causes.contains(.population) ? after.plan : before.plan
    var plan = data
    let list = people.sources.filter { $0.contract.shape.name == RunPair.members }
    let others = data.sources.filter { $0.contract.shape.name != RunPair.members }
    let place = data.sources.firstIndex { $0.contract.shape.name == RunPair.members } ?? 0
    plan.sources = Array(others[..<place]) + list + Array(others[place...])
    plan.rules = (causes.contains(.rules) ? after : before).plan.rules
    return plan
  }
}
