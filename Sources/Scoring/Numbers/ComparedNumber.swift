package import Records

/// A number of a condition: what is compared with it, how, and who asks.
package struct ComparedNumber: Sendable {
  package enum Reader: Hashable, Sendable {
    /// Index into the model's leaves, gates or rank keys.
    case leaf(Int)
    case gate(Int)
    case key(Int)
  }

  package enum Subject: Hashable, Sendable {
    case field(relation: String, String)
    case member(String)
    case count(CountQuery)
    case score(ScoreReference)
  }

  package let reader: Reader
  package let subject: Subject
  package let `operator`: Comparison.Operator
  /// It says which of the records that a leaf keeps are counted.
  package let isOfKept: Bool

  /// Whether the comparison holds at 0 less than every number, and no more from some place on.
  package var holdsBelow: Bool { self.operator == .atLeast || self.operator == .moreThan }

  /// The first whole number of steps, going up, at which the comparison with a value has turned.
  package func turn(_ value: Fraction, step: Int64) -> Int128 {
    let scaled = Int128(value.numerator) * Int128(Points.one)
    let divisor = Int128(value.denominator) * Int128(step)
    let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: divisor)
    let floor = remainder < 0 ? quotient - 1 : quotient
    switch self.operator {
    case .atLeast, .lessThan: return floor + 1
    case .atMost, .moreThan: return remainder == 0 ? quotient : floor + 1
    }
  }
}

extension Model {
  /// Every comparison with a number of the model, in the order of the file; none for one outside conditions.
  package func compared(_ path: NumberPath) -> [ComparedNumber] {
    let compared = comparedNumbers
    return numbers.enumerated().filter { $1.path == path }.flatMap { compared[$0.offset] ?? [] }
  }

  /// By place of the number in `numbers`: every comparison with it, in the order of the file.
  var comparedNumbers: [Int: [ComparedNumber]] {
    let placed = placed
    var walk = ComparisonWalk(self)
    for ((index, leaf), own) in zip(leaves.enumerated(), placed.leaves) {
      walk.visit(leaf.node, own.node, index)
    }
    for (index, gate) in gates.enumerated() {
      walk.visit(gate.when, placed.gates[index].when, .gate(index), relation: nil)
    }
    for (index, key) in rankKeys.enumerated() {
      guard case .count(let query) = key.measure, case .count(let own) = placed.rankKeys[index].measure else {
        continue
      }
      walk.visit(query, own, .key(index))
    }
    return walk.found
  }
}

/// Walks conditions beside the same ones with each number replaced by its place.
private struct ComparisonWalk {
  private let model: Model
  private var isOfKept = false
  /// By place of the number.
  private(set) var found: [Int: [ComparedNumber]] = [:]

  init(_ model: Model) { self.model = model }

  mutating func visit(_ node: Node, _ placed: Node, _ index: Int) {
    guard case .leaf(let leaf) = node.content, case .leaf(let own) = placed.content,
      let selection = leaf.selection, let ownSelection = own.selection
    else { return }
    visit(selection.condition, ownSelection.condition, .leaf(index), relation: selection.relation)
    guard case .perRecord(.cases(let cases), _, _) = leaf.award,
      case .perRecord(.cases(let ownCases), _, _) = own.award
    else { return }
    for (one, place) in zip(cases, ownCases) {
      visit(one.condition, place.condition, .leaf(index), relation: selection.relation)
    }
  }

  mutating func visit(_ query: CountQuery, _ placed: CountQuery, _ reader: ComparedNumber.Reader) {
    switch (query, placed) {
    case (.records(let relation, _, let condition), .records(_, _, let own)):
      visit(condition, own, reader, relation: relation)
    case (.kept(let leaf, let condition), .kept(_, let own)):
      let node = model.leaves.first { Key($0.node.code) == Key(leaf) }?.node
      guard case .leaf(let leaf)? = node?.content, let relation = leaf.selection?.relation else { return }
      isOfKept = true
      visit(condition, own, reader, relation: relation)
      isOfKept = false
    default: break
    }
  }

  /// `relation` is nil where the condition is about a member.
  mutating func visit(
    _ condition: Condition, _ placed: Condition, _ reader: ComparedNumber.Reader, relation: String?
  ) {
    switch (condition, placed) {
    case (.all(let parts), .all(let own)):
      for (part, place) in zip(parts, own) { visit(part, place, reader, relation: relation) }
    case (.any(let parts), .any(let own)):
      for (part, place) in zip(parts, own) {
        visit(part.condition, place.condition, reader, relation: relation)
      }
    case (.not(let part), .not(let own)): visit(part, own, reader, relation: relation)
    case (.test(.field(let field), _), .test(_, .compares(let own))):
      note(relation.map { .field(relation: $0, field) } ?? .member(field), own, reader)
    case (.test(.member(let fact), _), .test(_, .compares(let own))): note(.member(fact), own, reader)
    case (.count(let query, _), .count(let place, let own)):
      visit(query, place, reader)
      note(.count(query), own, reader)
    case (.score(let score, _), .score(_, let own)): note(.score(score), own, reader)
    default: break
    }
  }

  private mutating func note(
    _ subject: ComparedNumber.Subject, _ placed: [Comparison], _ reader: ComparedNumber.Reader
  ) {
    for comparison in placed {
      found[comparison.bound.place, default: []].append(
        ComparedNumber(
          reader: reader, subject: subject, operator: comparison.operator, isOfKept: isOfKept))
    }
  }
}
