import Records

/// A leaf of which one condition compares a value of each record, or of its member, with a turned number: what each record
/// is worth before the comparison turns and after.
///
/// A record that the leaf does not take is one of 0 points, which limits and counts of kept records pass over.
struct ComparedLeaf: Sendable {
  /// Index into the model's leaves.
  let index: Int
  /// Every record that is taken on either side, with what it is worth before.
  private let first: RescoringLeaf
  private let lines: RecordLines
  /// By line: kind of the record before and after.
  private let sides: (before: [Int32], after: [Int32])
  /// By line: the first nano of the number, going up, at which the comparison has turned.
  private let turns: [Int64]

  /// nil unless the slots are one number that is compared in one place, in a leaf with points by record. O(records).
  init?(_ base: Rescoring, _ slots: [NumberSlot]) {
    guard let bound = TurnedBound(base, slots), case .leaf(let index) = bound.number.reader,
      base.leaves[index].records != nil,
      case .leaf(let placed) = base.model.placed.leaves[index].node.content,
      let relation = placed.selection.flatMap({ base.input.relation($0.relation) }),
      let values = ComparedValues(bound.number.subject, of: relation, base.input.members),
      let taken = TakenRecords(base, index, bound, values), let source = taken.source
    else { return nil }
    var kinds = RecordKinds(placed, source)
    sides = (
      zip(taken.lines, taken.before).map { kinds.index($0.row, choice: $1) },
      zip(taken.lines, taken.after).map { kinds.index($0.row, choice: $1) }
    )
    turns = taken.lines.map { values[$0.row].flatMap(bound.turn) ?? .max }
    lines = RecordLines(
      placed, source, lines: taken.lines, starts: taken.starts, kinds: kinds.found, kindOf: sides.before)
    first = RescoringLeaf(base.leaves[index], lines, starts: taken.starts)
    self.index = index
  }

  /// The leaf with the number at so many nano. O(records).
  func leaf(at nano: Int64) -> RescoringLeaf {
    let kindOf = turns.indices.map { turns[$0] <= nano ? sides.after[$0] : sides.before[$0] }
    return RescoringLeaf(first, RecordLines(lines, kindOf: kindOf), starts: first.starts)
  }
}

/// The records that a leaf takes before a comparison turns, or after.
private struct TakenRecords {
  /// By member, then in `≺`.
  private(set) var lines: [LedgerLine] = []
  /// The lines of a member are `starts[member]..<starts[member + 1]`.
  private(set) var starts = [0]
  /// By line: which of the leaf's amounts; nil where it is not taken.
  private(set) var before: [UInt16?] = []
  private(set) var after: [UInt16?] = []
  let source: LeafSource?

  /// nil where no value is compared, or a value leaves 64 bits of nano.
  init?(_ base: Rescoring, _ index: Int, _ bound: TurnedBound, _ values: ComparedValues) {
    let turns = values.distinct.map(bound.turn)
    guard !turns.contains(nil), let least = turns.compactMap(\.self).min(), least > .min,
      let most = turns.compactMap(\.self).max()
    else { return nil }
    let ends = [least - 1, most].map { bound.model(base.model, at: $0).leaves[index].node }
    guard let both = ends[0].taking(or: ends[1]) else { return nil }
    let ledger = Evaluation.ledger(
      base.model.holding([both] + ends), base.input, facts: base.scores.facts)
    source = ledger.plan.leaves[0].source
    for member in ledger.members {
      var sides = [1, 2].map { leaf in ledger.lines[ledger.lines(member, leaf)].filter(\.isRecord)[...] }
      for line in ledger.lines[ledger.lines(member, 0)] where line.isRecord {
        lines.append(line)
        before.append(sides[0].take(line.row))
        after.append(sides[1].take(line.row))
      }
      starts.append(lines.count)
    }
  }
}

extension ArraySlice<LedgerLine> {
  /// The first line's amount where it is of a row, and goes on to the next; nil, and stays, where it is not.
  fileprivate mutating func take(_ row: Int32) -> UInt16? {
    guard let line = first, line.row == row else { return nil }
    removeFirst()
    return line.choice
  }
}

extension Model {
  /// As many categories as leaves, and nothing else.
  fileprivate func holding(_ leaves: [Node]) -> Model {
    Model(
      id: id, title: title, isExample: isExample, effectiveFrom: effectiveFrom, effectiveTo: effectiveTo,
      decimals: decimals, profiles: profiles, windows: windows, prorate: [], floor: nil,
      categories: leaves.map { Category(role: .base, start: nil, node: $0) }, gates: [], rankKeys: [],
      grades: [])
  }
}

extension Node {
  /// The leaf with the records of both, under its own points; nil for nodes without records.
  fileprivate func taking(or other: Node) -> Node? {
    guard case .leaf(let leaf) = content, case .leaf(let second) = other.content,
      let own = leaf.selection, let also = second.selection
    else { return nil }
    let either = [own, also].map { NamedCondition(condition: $0.condition) }
    return Node(
      code: code, name: name, clause: clause, cap: cap, floor: floor, share: share,
      content: .leaf(
        Leaf(
          selection: Selection(relation: own.relation, window: own.window, condition: .any(either)),
          award: leaf.award, limits: leaf.limits)))
  }
}
