import Records

/// A leaf of all members, ready to be scored member by member under other numbers.
final class RescoringLeaf: Sendable {
  enum Content: Sendable {
    /// 记分 rows alone, or a relation that the run lacks.
    case none
    case records(RecordLines)
    case measure(MeasureLines)
  }

  let content: Content
  /// Places of the numbers that its points rest on, bounds left out.
  let places: Set<Int>
  /// The lines of a member's records are `starts[member]..<starts[member + 1]`.
  let starts: [Int]
  /// Sum of 记分 rows in nano by member; empty for none.
  let entered: [Int64]
  /// Sum of those below 0.
  let enteredLoss: [Int64]
  let isProrated: Bool
  /// A part leaves exact arithmetic.
  let isTooLarge: Bool
  /// Queries of kept records that ask this leaf, by their place in the plan.
  let keptPlans: [(place: Int, plan: KeptPlan)]

  /// `placed` is the leaf of a model whose numbers are their places.
  init(_ placed: Node, _ index: Int, _ ledger: Ledger) {
    guard case .leaf(let leaf) = placed.content else { preconditionFailure("\(placed.code) is no leaf") }
    let plan = ledger.plan.leaves[index]
    var lines: [LedgerLine] = []
    var starts = [0]
    var entered: [Int64] = []
    var enteredLoss: [Int64] = []
    var isTooLarge = false
    for member in ledger.members {
      let own = ledger.lines(member, index)
      lines += ledger.lines[own].filter(\.isRecord)
      starts.append(lines.count)
      if ledger.hasEntered[index] {
        let sum = ledger.enteredSum(own)
        isTooLarge = isTooLarge || sum == nil
        entered.append(sum?.all ?? 0)
        enteredLoss.append(sum?.loss ?? 0)
      }
    }
    self.starts = starts
    self.entered = entered
    self.enteredLoss = enteredLoss
    isProrated = plan.isProrated
    keptPlans = ledger.plan.keptCounts.enumerated().filter { $1.leaf == index }.map { ($0, $1) }
    if let columns = plan.measure {
      let rows = ledger.members.map { lines[starts[$0]..<starts[$0 + 1]].map(\.row) }
      let measure = MeasureLines(leaf, columns, rows: rows, profiles: ledger.plan.facts.profiles)
      content = measure.map { .measure($0) } ?? .none
      self.isTooLarge = isTooLarge || measure == nil
    } else if let source = plan.source, source.worth != nil {
      content = .records(RecordLines(leaf, source, lines: lines, starts: starts))
      self.isTooLarge = isTooLarge
    } else {
      content = .none
      self.isTooLarge = isTooLarge
    }
    places = content.places
  }

  /// The same leaf with other records, on which no turned number rests.
  init(_ other: RescoringLeaf, _ records: RecordLines, starts: [Int]) {
    content = .records(records)
    self.starts = starts
    places = []
    (entered, enteredLoss) = (other.entered, other.enteredLoss)
    (isProrated, isTooLarge, keptPlans) = (other.isProrated, other.isTooLarge, other.keptPlans)
  }

  func lines(_ member: Int) -> Range<Int> { starts[member]..<starts[member + 1] }

  /// Lines of the member who has most.
  var mostLines: Int { starts.indices.dropFirst().reduce(0) { max($0, starts[$1] - starts[$1 - 1]) } }

  /// nil for another content.
  var records: RecordLines? { if case .records(let lines) = content { lines } else { nil } }

  /// Whether points are whole multiples of the model's numbers.
  var isExact: Bool {
    !isProrated && (records?.kinds.allSatisfy { $0.ratio.denominator == 1 && $0.part == .whole } ?? false)
  }
}

extension RescoringLeaf.Content {
  fileprivate var places: Set<Int> {
    switch self {
    case .none: []
    case .records(let lines):
      Set(
        lines.kinds.compactMap(\.amount) + lines.limits.map(\.place) + [lines.firstShare].compactMap(\.self))
    case .measure(let lines): Set(lines.places)
    }
  }
}

extension Ledger {
  /// nil where a row's points leave 64 bits.
  fileprivate func enteredSum(_ range: Range<Int>) -> (all: Int64, loss: Int64)? {
    var sum: Int64 = 0
    var loss: Int64 = 0
    for line in range {
      guard let index = lines[line].enteredIndex else { continue }
      guard let points = Rational(plan.input.entered[index].points).nearest?.nano else { return nil }
      sum += points
      loss += min(points, 0)
    }
    return (sum, loss)
  }
}
