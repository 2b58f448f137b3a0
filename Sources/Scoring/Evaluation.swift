package import Records

/// What scoring reads: members, relations and entered points of one period.
package struct ScoringInput: Sendable {
  package let period: Period
  /// Ordered by number in byte order.
  package let members: [Member]
  package let relations: [Relation]
  package let entered: [EnteredPoints]

  package init(period: Period, members: [Member], relations: [Relation], entered: [EnteredPoints]) {
    self.period = period
    self.members = members
    self.relations = relations
    self.entered = entered
  }

  /// A relation by name; nil when the run has none, which reads as no records.
  package func relation(_ name: String) -> Relation? { relations.first { $0.name == name } }
}

/// The application of a model to the members and relations of a period (model.md §4, steps 1 to 9).
package enum Evaluation {
  /// Points of every member, leaf by leaf and record by record.
  ///
  /// Neither the order of records nor that of entered points changes anything. Throws for a member whose
  /// profile the model lacks and for amounts beyond exact arithmetic. O(records log records of a member) per
  /// leaf.
  package static func score(_ model: Model, _ input: ScoringInput) throws(ScoringError) -> Scores {
    let facts = try MemberFacts(input.members, model: model)
    let entries = EntryPlan(model, input)
    let setAside = setAsideGates(model, MemberTests(model, input, facts: facts, scores: nil), input)
    var ledger = Ledger(model, input, facts: facts, setAside: setAside, entries: entries.byLeaf)
    var columns: [[Int64]] = []
    var firstLeaf = 0
    for category in model.categories {
      columns.append(try ledger.categoryValues(category, firstLeaf: firstLeaf))
      firstLeaf += category.node.leaves.count
    }
    let cards = ledger.cards(categories: columns)
    return Scores(cards: cards, records: ledger.records, findings: entries.findings)
  }

  /// The first set-aside gate that holds for each member (step 1).
  private static func setAsideGates(_ model: Model, _ tests: MemberTests, _ input: ScoringInput) -> [Int?] {
    var result = [Int?](repeating: nil, count: input.members.count)
    for (index, gate) in model.gates.enumerated() {
      guard case .setAside = gate.effect else { continue }
      let holds = tests.mask(gate.when)
      for member in holds.indices where holds[member] && result[member] == nil { result[member] = index }
    }
    return result
  }
}
