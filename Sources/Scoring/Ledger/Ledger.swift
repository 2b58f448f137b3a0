import Records

/// The amounts of a part of the members while they are made: one line per record of each leaf, by member, leaf
/// and `≺`.
///
/// Nodes are worked one after another, children first, each for all members of the part;
/// `LedgerLine.points` is the running amount. Members are counted from the first of the part.
struct Ledger {
  /// The greatest sum of amounts that a leaf may give a member, in nano: sums of hundreds of leaves stay in
  /// 64 bits.
  static let largestSum: Int64 = 10_000_000 * Points.one

  let plan: ScoringPlan
  /// Indices into the run's members.
  let range: Range<Int>
  /// The lines of member `m` and leaf `l` are `lines[offsets[m · L + l]..<offsets[m · L + l + 1]]`.
  private(set) var offsets: [Int] = [0]
  var lines: [LedgerLine] = []
  /// Parallel to `lines`.
  private var changes: [LineChanges] = []
  /// Finished means that no other mean contains: their leaves' own amounts count no more.
  var means: [MeanColumn] = []
  /// Per member, leaves whose rate took its `none`.
  var withoutDivisor: [[LeafPoints]]
  /// By leaf: whether the part has 记分 rows for it.
  private(set) var hasEntered: [Bool]

  init(_ plan: ScoringPlan, range: Range<Int>, records: PartRecords) {
    self.plan = plan
    self.range = range
    withoutDivisor = Array(repeating: [], count: range.count)
    hasEntered = Array(repeating: false, count: plan.leaves.count)
    layOut(records)
    changes = Array(repeating: LineChanges(), count: lines.count)
  }

  /// The changes of a line.
  subscript(changesOf line: Int) -> LineChanges {
    get { changes[line] }
    set {
      lines[line].isChanged = true
      changes[line] = newValue
    }
  }

  /// Whether a line is still not 0 after the limits.
  func isKept(_ line: Int) -> Bool { lines[line].raw != (lines[line].isChanged ? changes[line].limited : 0) }

  var members: Range<Int> { 0..<range.count }

  func profile(_ member: Int) -> Int { plan.facts.profiles[range.lowerBound + member] }

  /// The places of a member's lines of one leaf.
  func lines(_ member: Int, _ leaf: Int) -> Range<Int> {
    let place = member * plan.leaves.count + leaf
    return offsets[place]..<offsets[place + 1]
  }

  /// The places of all lines of a member.
  func lines(_ member: Int) -> Range<Int> {
    offsets[member * plan.leaves.count]..<offsets[(member + 1) * plan.leaves.count]
  }

  func tooLarge(_ leaf: Int, _ step: LedgerFailure.Step, _ member: Int) -> LedgerFailure {
    .tooLarge(leaf: leaf, step: step, member: range.lowerBound + member)
  }

  private mutating func layOut(_ source: PartRecords) {
    let leaves = plan.leaves
    lines.reserveCapacity(source.records.count + members.count)
    offsets.reserveCapacity(members.count * leaves.count + 1)
    var entered = leaves.map { leaf in leaf.entered[plan.input.entered.first(leaf.entered, range)...] }
    for leaf in leaves.indices {
      hasEntered[leaf] = entered[leaf].first.map { range.contains(plan.input.entered.member($0)) } ?? false
    }
    let areMeasures = leaves.map(\.isMeasure)
    let scales = leaves.map { $0.source?.window.scale }
    for member in members {
      for leaf in leaves.indices {
        let place = member * leaves.count + leaf
        let records = source.starts[place]..<source.starts[place + 1]
        if areMeasures[leaf] { lines.append(.measure) }
        if hasEntered[leaf] {
          let own = entered[leaf].prefix { plan.input.entered.member($0) == range.lowerBound + member }
          entered[leaf].removeFirst(own.count)
          merge(source.records[records], own, leaves[leaf].source)
        } else {
          append(source.records, records, leaf, scales[leaf])
        }
        offsets.append(lines.count)
      }
    }
  }

  private mutating func append(
    _ records: [SelectedRecord], _ range: Range<Int>, _ leaf: Int, _ scale: TimeScale?
  ) {
    for index in range {
      let record = records[index]
      let time = scale?.time(record.time) ?? plan.leaves[leaf].source?.relation.times[record.row]
      lines.append(LedgerLine(row: record.row, choice: record.choice, time: time ?? 0))
    }
  }

  /// Both are in `≺`; an entered record's key is `记分/` and its number.
  private mutating func merge(
    _ records: ArraySlice<SelectedRecord>, _ entered: ArraySlice<Int32>, _ source: LeafSource?
  ) {
    var entered = entered
    if let relation = source?.relation {
      for record in records {
        while let first = entered.first, plan.input.entered[Int(first)].precedes(record.row, of: relation) {
          append(entered: first)
          entered.removeFirst()
        }
        lines.append(
          LedgerLine(row: record.row, choice: record.choice, time: relation.times[record.row]))
      }
    }
    for index in entered { append(entered: index) }
  }

  private mutating func append(entered index: Int32) {
    lines.append(
      LedgerLine(entered: index, time: plan.input.entered[Int(index)].datedOn.start.seconds))
  }
}

/// The finished amounts of a mean, which stand for its leaves' records in the bounds above it.
struct MeanColumn {
  let leaves: Range<Int>
  /// In nano, per member.
  var values: [Int64]
}

extension EnteredPoints {
  fileprivate func precedes(_ record: Int, of relation: Relation) -> Bool {
    let time = datedOn.start.seconds
    if time != relation.times[record] { return time < relation.times[record] }
    return "记分/\(number)".utf8.lexicographicallyPrecedes(relation.keys.utf8(record))
  }
}

extension [EnteredPoints] {
  fileprivate func member(_ index: Int32) -> Int { Int(self[Int(index)].member) }

  /// The place of the first of some indices, which are by member, whose member is not before a range. O(log n).
  fileprivate func first(_ indices: [Int32], _ range: Range<Int>) -> Int {
    var low = 0
    var high = indices.count
    while low < high {
      let middle = (low + high) / 2
      if member(indices[middle]) < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low
  }
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

  /// `nano` of each profile.
  var nanos: [Int64] { byProfile.indices.map(nano) }
}
