import Records

/// The amounts of a run while they are made: one line per record of each leaf, by member, leaf and `≺`.
///
/// Nodes are worked one after another, children first, each for all members; `RecordScore.points` is the
/// running amount.
struct Ledger {
  /// The greatest sum of amounts that a leaf may give a member, in nano: sums of hundreds of leaves stay in
  /// 64 bits.
  static let largestSum: Int64 = 10_000_000 * Points.one

  let model: Model
  let input: ScoringInput
  let facts: MemberFacts
  /// Index of the set-aside gate that holds first, per member.
  let setAside: [Int?]
  /// The model's leaves in order.
  let leaves: [Node]
  let leafRecords: [LeafRecords]
  /// The lines of member `m` and leaf `l` are `records[offsets[m · L + l]..<offsets[m · L + l + 1]]`.
  let offsets: [Int]
  var records: [RecordScore]
  /// Finished means that no other mean contains: their leaves' own amounts count no more.
  var means: [MeanColumn] = []
  /// Per member, leaves whose rate took its `none`.
  var withoutDivisor: [[LeafPoints]]

  init(_ model: Model, _ input: ScoringInput, facts: MemberFacts, setAside: [Int?], entries: [[Int32]]) {
    self.model = model
    self.input = input
    self.facts = facts
    self.setAside = setAside
    leaves = model.leaves.map(\.node)
    leafRecords = Ledger.select(leaves, model, input, facts)
    withoutDivisor = Array(repeating: [], count: input.members.count)
    (records, offsets) = Ledger.layOut(leaves, leafRecords, entries: entries, input)
  }

  var members: Range<Int> { 0..<input.members.count }

  /// The lines of a member's leaves, which are neighbours.
  func lines(_ member: Int, _ leaves: Range<Int>) -> Range<Int> {
    let first = member * self.leaves.count
    return offsets[first + leaves.lowerBound]..<offsets[first + leaves.upperBound]
  }

  func lines(_ member: Int, _ leaf: Int) -> Range<Int> { lines(member, leaf..<leaf + 1) }

  /// The time of a line in `≺`; a measure stands before all records.
  func time(_ line: Int) -> Int64 {
    switch records[line].subject {
    case .measure: .min
    case .record(let row):
      leafRecords[Int(records[line].leaf)].tests.map { $0.relation.times[Int(row)] } ?? .min
    case .entered(let index): input.entered[Int(index)].datedOn.start.seconds
    }
  }

  /// The records that each leaf reads (model.md §4, step 2).
  private static func select(
    _ leaves: [Node], _ model: Model, _ input: ScoringInput, _ facts: MemberFacts
  ) -> [LeafRecords] {
    var indices: [Key: RecordIndex] = [:]
    return leaves.map { node in
      guard case .leaf(let leaf) = node.content, let selection = leaf.selection,
        let relation = input.relation(selection.relation)
      else { return LeafRecords(members: input.members.count) }
      let name = Key(relation.name)
      let index = indices[name] ?? RecordIndex(relation, members: input.members.count)
      indices[name] = index
      let tests = RecordTests(relation: relation, facts: facts, profileCount: model.profiles.count)
      let days = model.window(selection.window).days(of: input.period)
      return LeafRecords(
        tests: tests, index: index, mask: tests.selected(days: days, where: selection.condition))
    }
  }

  private static func layOut(
    _ leaves: [Node], _ leafRecords: [LeafRecords], entries: [[Int32]], _ input: ScoringInput
  ) -> ([RecordScore], [Int]) {
    var records: [RecordScore] = []
    records.reserveCapacity(leafRecords.reduce(entries.reduce(0) { $0 + $1.count }) { $0 + $1.records.count })
    var offsets = [0]
    offsets.reserveCapacity(input.members.count * leaves.count + 1)
    var cursors = [Int](repeating: 0, count: leaves.count)
    for member in input.members.indices {
      for leaf in leaves.indices {
        if leaves[leaf].isMeasure {
          records.append(RecordScore(leaf: Int32(leaf), member: Int32(member), subject: .measure))
        }
        let entered = entries[leaf][cursors[leaf]...].prefix { Int(input.entered[Int($0)].member) == member }
        cursors[leaf] += entered.count
        merge(leafRecords[leaf], entered, member: member, leaf: leaf, input, into: &records)
        offsets.append(records.count)
      }
    }
    return (records, offsets)
  }

  /// Both are in `≺`; an entered record's key is `记分/` and its number.
  private static func merge(
    _ source: LeafRecords, _ entered: ArraySlice<Int32>, member: Int, leaf: Int, _ input: ScoringInput,
    into records: inout [RecordScore]
  ) {
    var entered = entered
    for position in source.starts[member]..<source.starts[member + 1] {
      let row = source.records[position]
      while let first = entered.first,
        input.entered[Int(first)].precedes(Int(row), of: source.tests?.relation)
      {
        records.append(RecordScore(leaf: Int32(leaf), member: Int32(member), subject: .entered(first)))
        entered.removeFirst()
      }
      records.append(RecordScore(leaf: Int32(leaf), member: Int32(member), subject: .record(row)))
    }
    for index in entered {
      records.append(RecordScore(leaf: Int32(leaf), member: Int32(member), subject: .entered(index)))
    }
  }
}

/// The finished amounts of a mean, which stand for its leaves' records in the bounds above it.
struct MeanColumn {
  let leaves: Range<Int>
  /// In nano, per member.
  var values: [Int64]
}

extension EnteredPoints {
  fileprivate func precedes(_ record: Int, of relation: Relation?) -> Bool {
    guard let relation else { return true }
    let time = datedOn.start.seconds
    if time != relation.times[record] { return time < relation.times[record] }
    return "记分/\(number)".utf8.lexicographicallyPrecedes(relation.keys.utf8(record))
  }
}

extension Node {
  var isMeasure: Bool { if case .leaf(let leaf) = content { leaf.award.isMeasure } else { false } }
}

extension Amount {
  /// `H` in nano, held within a thousand million points.
  func nano(_ profile: Int) -> Int64 {
    let limit = Points.one * Points.one
    let value = self[profile]
    let scaled = Rounding.halfUp(
      Int128(value.numerator) * Int128(Points.one), over: Int128(value.denominator))
    return Int64(min(max(scaled, Int128(-limit)), Int128(limit)))
  }
}
