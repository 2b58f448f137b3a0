package import Records

/// Tests of all members of a run at once: what gates and rank keys ask.
package struct MemberTests {
  private let model: Model
  let input: ScoringInput
  let facts: MemberFacts
  /// nil while members are set aside, before any score exists.
  private let scores: Scores?

  /// Of the members and model that were scored.
  package init(_ model: Model, _ input: ScoringInput, _ scores: Scores) {
    self.init(model, input, facts: scores.facts, scores: scores)
  }

  /// Tests that rest on no score. Throws for a member whose profile the model lacks.
  package init(_ model: Model, of input: ScoringInput) throws(ScoringError) {
    let facts = try MemberFacts(input.members, model: model, workers: input.workers)
    self.init(model, input, facts: facts, scores: nil)
  }

  init(_ model: Model, _ input: ScoringInput, facts: MemberFacts, scores: Scores?) {
    self.model = model
    self.input = input
    self.facts = facts
    self.scores = scores
  }

  /// Whether a condition holds, for each member. Before scores exist, `score` and counts of kept records
  /// trap.
  package func mask(_ condition: Condition) -> [Bool] {
    switch condition {
    case .all(let parts):
      parts.reduce(Array(repeating: true, count: input.members.count)) {
        $0.conjunction(with: mask($1))
      }
    case .any(let parts):
      parts.reduce(Array(repeating: false, count: input.members.count)) {
        $0.disjunction(with: mask($1.condition))
      }
    case .not(let part): mask(part).map { !$0 }
    case .test(.field(let fact), let test), .test(.member(let fact), let test): facts.mask(fact, test)
    case .count(let query, let comparisons): compares(counts(query), scale: 1, comparisons)
    case .score(let reference, let comparisons):
      compares(scores(reference), scale: Points.one, comparisons)
    }
  }

  /// Records, or records kept by a leaf, for each member.
  package func counts(_ query: CountQuery) -> [Int64] {
    switch query {
    case .records(let name, let window, let condition):
      guard let relation = input.relation(name) else { return zeros }
      let marks = marks(relation, window: window, condition)
      var counts = zeros
      for row in marks.indices where marks[row] { counts[Int(relation.members[row])] += 1 }
      return counts
    case .kept: return keptCounts(query)
    }
  }

  /// The records of a relation that members have in a window and for which a condition holds, as a mark for each row.
  package func marks(_ relation: Relation, window: String, _ condition: Condition) -> [Bool] {
    let days = model.window(window).days(of: input.period)
    let filter = RecordFilter(condition, of: relation, facts: facts, profileCount: model.profiles.count)
    return relation.marks(filter, input.workers, window: RecordWindow(days, of: relation))
  }

  /// Finished scores in nano, for each member.
  package func scores(_ reference: ScoreReference) -> [Int64] {
    guard let cards = scores?.cards else { preconditionFailure("no score exists yet") }
    switch reference {
    case .base: return cards.map(\.base.nano)
    case .bonus: return cards.map(\.bonus.nano)
    case .deduction: return cards.map(\.deduction.nano)
    case .total: return cards.map(\.total.nano)
    case .category(let code):
      guard let index = model.categories.firstIndex(where: { Key($0.node.code) == Key(code) }) else {
        return zeros
      }
      return cards.map { $0.categories[index].points.nano }
    }
  }

  /// The first set-aside gate of the model that holds for each member.
  package var setAside: [Int?] {
    var result = [Int?](repeating: nil, count: input.members.count)
    for (index, gate) in model.gates.enumerated() {
      guard case .setAside = gate.effect else { continue }
      let holds = mask(gate.when)
      for member in holds.indices where holds[member] && result[member] == nil { result[member] = index }
    }
    return result
  }

  private func keptCounts(_ query: CountQuery) -> [Int64] {
    guard let scores else { preconditionFailure("no record is scored yet") }
    return scores.keptCounts.first { $0.query.isSame(as: query) }?.counts ?? zeros
  }

  private func compares(_ values: [Int64], scale: Int64, _ comparisons: [Comparison]) -> [Bool] {
    values.indices.map { index in
      comparisons.allSatisfy { $0.holds(Fraction(values[index], scale), profile: facts.profiles[index]) }
    }
  }

  private var zeros: [Int64] { Array(repeating: 0, count: input.members.count) }
}

extension Model {
  /// A window by its name; the calendar year for `year` where the model does not state another. Another
  /// unknown name is a programmer error.
  func window(_ name: String) -> Window {
    if let named = windows.first(where: { Key($0.name) == Key(name) }) { return named.window }
    precondition(name == "year", "no window \(name)")
    return .year
  }
}

extension Award {
  var isMeasure: Bool { if case .measure = self { true } else { false } }
}

extension [Bool] {
  /// True where both are.
  fileprivate func conjunction(with other: [Bool]) -> [Bool] {
    var result = self
    for index in result.indices where !other[index] { result[index] = false }
    return result
  }

  /// True where one is.
  fileprivate func disjunction(with other: [Bool]) -> [Bool] {
    var result = self
    for index in result.indices where other[index] { result[index] = true }
    return result
  }
}
