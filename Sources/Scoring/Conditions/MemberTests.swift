import Records

/// Tests of all members of a run at once: what gates and rank keys ask.
package struct MemberTests {
  private let model: Model
  private let input: ScoringInput
  private let facts: MemberFacts
  /// nil while members are set aside, before any score exists.
  private let scores: Scores?

  /// Throws for a member whose profile the model lacks.
  package init(_ model: Model, _ input: ScoringInput, _ scores: Scores) throws(ScoringError) {
    self.init(model, input, facts: try MemberFacts(input.members, model: model), scores: scores)
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
    case .records(let relation, let window, let condition):
      guard let tests = tests(of: relation) else { return zeros }
      let days = model.window(window).days(of: input.period)
      let mask = tests.selected(days: days, where: condition)
      var counts = zeros
      let members = tests.relation.members
      for row in mask.indices where mask[row] && members[row] != Relation.nobody {
        counts[Int(members[row])] += 1
      }
      return counts
    case .kept(let leaf, let condition): return keptCounts(leaf, where: condition)
    }
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

  private func keptCounts(_ code: String, where condition: Condition) -> [Int64] {
    guard let records = scores?.records else { preconditionFailure("no record is scored yet") }
    let leaves = model.leaves
    guard let leaf = leaves.firstIndex(where: { Key($0.node.code) == Key(code) }),
      case .leaf(let content) = leaves[leaf].node.content, let selection = content.selection,
      let tests = tests(of: selection.relation)
    else { return zeros }
    let mask = tests.mask(condition)
    var counts = zeros
    for record in records where Int(record.leaf) == leaf {
      guard case .record(let row) = record.subject, mask[Int(row)] else { continue }
      if content.award.isMeasure || record.raw != record.limited { counts[Int(record.member)] += 1 }
    }
    return counts
  }

  private func tests(of relation: String) -> RecordTests? {
    input.relation(relation).map {
      RecordTests(relation: $0, facts: facts, profileCount: model.profiles.count)
    }
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
