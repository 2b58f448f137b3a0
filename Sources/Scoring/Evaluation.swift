package import Records

/// What scoring reads: members, relations and entered points of one period.
package struct ScoringInput: Sendable {
  package let period: Period
  /// Ordered by number in byte order.
  package let members: [Member]
  package let relations: [Relation]
  package let entered: [EnteredPoints]
  /// Changes no result.
  package let workers: Workers

  package init(
    period: Period, members: [Member], relations: [Relation], entered: [EnteredPoints],
    workers: Workers = .one
  ) {
    self.period = period
    self.members = members
    self.relations = relations
    self.entered = entered
    self.workers = workers
  }

  /// A relation by name; nil when the run has none, which reads as no records.
  package func relation(_ name: String) -> Relation? { relations.first { $0.name == name } }
}

/// The application of a model to the members and relations of a period (model.md §4, steps 1 to 9).
package enum Evaluation {
  /// Points of every member, leaf by leaf and record by record.
  ///
  /// Neither the order of records nor that of entered points changes anything, nor does `membersPerPart`: the
  /// least number of members that are scored together, nil for as many as have some ten thousand records, nor
  /// `recordsPerWave`: for how many rows the records are held at a time, up to four times as many where parts or
  /// relations ask for it.
  /// Models with a mean score all members together. `keepsRecords` asks for `Scores.records`.
  ///
  /// Throws for a member whose profile the model lacks and for amounts beyond exact arithmetic: the first by
  /// leaf, step of model.md §4, then member. O(records · (leaves + log records of a member)).
  package static func score(
    _ model: Model, _ input: ScoringInput, keepsRecords: Bool = true, membersPerPart: Int? = nil,
    recordsPerWave: Int = 1 << 21
  ) throws(ScoringError) -> Scores {
    let facts = try MemberFacts(input.members, model: model, workers: input.workers)
    let entries = EntryPlan(model, input)
    let setAside = MemberTests(model, input, facts: facts, scores: nil).setAside
    let plan = ScoringPlan(model, input, facts: facts, setAside: setAside, entries: entries.byLeaf)
    let parts = MemberParts(
      members: input.members.count,
      size: model.hasMeans ? input.members.count : membersPerPart ?? input.membersPerPart,
      waves: max(1, input.recordCount / recordsPerWave))
    let (picked, isUsed) = plan.picked(parts)
    let finished = parts.waves.enumerated().flatMap { wave, range in
      let records = SelectedRecords(picked, WaveParts(parts, wave: wave), input.workers)
      return input.workers.map(range.count) { part in
        score(plan, part: range.lowerBound + part, of: parts, records, keepsRecords: keepsRecords)
      }
    }
    let scores = try joined(finished, model, input)
    return Scores(
      cards: input.workers.joined(scores.map(\.cards)), records: scores.flatMap(\.records),
      recordCounts: input.workers.joined(scores.map(\.recordCounts)), isUsed: isUsed,
      isEntered: entries.isTaken(of: input.entered.count), findings: entries.findings,
      facts: facts,
      keptCounts: plan.keptCounts.enumerated().map { index, kept in
        KeptCounts(query: kept.query, counts: scores.flatMap { $0.keptCounts[index] })
      })
  }

  /// All members' lines before any has points, in one part.
  static func ledger(_ model: Model, _ input: ScoringInput, facts: MemberFacts) -> Ledger {
    let entries = EntryPlan(model, input)
    let setAside = [Int?](repeating: nil, count: input.members.count)
    let plan = ScoringPlan(model, input, facts: facts, setAside: setAside, entries: entries.byLeaf)
    let whole = MemberParts(members: input.members.count, size: input.members.count)
    let records = SelectedRecords(plan.picked(whole).rows, WaveParts(whole, wave: 0), input.workers)
    return Ledger(
      plan, range: input.members.indices,
      records: PartRecords(0, of: records, members: input.members.indices, leaves: plan.leaves))
  }

  private static func score(
    _ plan: ScoringPlan, part: Int, of parts: MemberParts, _ records: SelectedRecords, keepsRecords: Bool
  ) -> Result<PartScores, LedgerFailure> {
    let range = parts.members(part)
    let own = PartRecords(part, of: records, members: range, leaves: plan.leaves)
    var ledger = Ledger(plan, range: range, records: own)
    do throws(LedgerFailure) {
      let categories = try ledger.categoryValues()
      return .success(ledger.finished(categories: categories, keepsRecords: keepsRecords))
    } catch {
      return .failure(error)
    }
  }

  /// Throws the failure that stands first, whichever part met it.
  private static func joined(
    _ finished: [Result<PartScores, LedgerFailure>], _ model: Model, _ input: ScoringInput
  ) throws(ScoringError) -> [PartScores] {
    var scores: [PartScores] = []
    var first: LedgerFailure?
    for part in finished {
      switch part {
      case .success(let found): scores.append(found)
      case .failure(let failure):
        if first.map({ failure.precedes($0) }) ?? true { first = failure }
      }
    }
    if let first { throw first.error(model, input.members) }
    return scores
  }
}

extension ScoringInput {
  /// So many that a part's records stay in a core's cache.
  fileprivate var membersPerPart: Int {
    max(64, members.count * 16_384 / max(1, recordCount))
  }

  fileprivate var recordCount: Int { relations.reduce(0) { $0 + $1.count } }
}
