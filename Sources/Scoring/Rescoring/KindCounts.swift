import Records

/// How many records of each kind a leaf's limits keep of each member.
///
/// Limits by number keep the same records as long as no limit moves and the kinds' amounts keep their order by size, 0 being
/// one of them; then a member's points are a sum over his kinds instead of his records.
final class KindCounts: Sendable {
  struct Count: BitwiseCopyable, Sendable {
    let kind: Int32
    var count: Int32
  }

  /// Of the amounts for which it was made.
  let order: KindOrder
  /// The counts of a member are `starts[member]..<starts[member + 1]`.
  private let starts: [Int32]
  private let counts: [Count]
  /// By query of kept records that asks the leaf, then member.
  let kept: [[Int64]]
  /// Records of the member who has most, kept or not.
  private let mostRecords: Int

  /// All members share the work of several cores. O(records).
  init(_ leaf: RescoringLeaf, _ lines: RecordLines, _ amounts: KindAmounts, _ base: Rescoring) {
    order = KindOrder(amounts)
    let members = base.profiles.count
    let ranges = Workers.ranges(members, of: 2048)
    let parts = base.input.workers.map(ranges.count) { range in
      KeptPart(ranges[range], leaf, lines, amounts, base)
    }
    var starts: [Int32] = [0]
    var counts: [Count] = []
    starts.reserveCapacity(members + 1)
    counts.reserveCapacity(parts.reduce(0) { $0 + $1.counts.count })
    for part in parts {
      let first = Int32(counts.count)
      for end in part.ends { starts.append(first + end) }
      counts.append(contentsOf: part.counts)
    }
    self.starts = starts
    self.counts = counts
    kept = leaf.keptPlans.indices.map { plan in parts.flatMap { $0.kept[plan] } }
    mostRecords = leaf.mostLines
  }

  /// Whether no member's records can leave what a leaf may give.
  func fits(_ amounts: KindAmounts) -> Bool {
    let (most, isLarge) = amounts.most.multipliedReportingOverflow(by: UInt64(mostRecords))
    return !isLarge && most <= UInt64(Ledger.largestSum)
  }

  /// What is kept of each member's records, in nano; `profiles` are the members', and amounts fit and have the order.
  func sums(_ members: ArraySlice<Int>, _ profiles: [Int], _ amounts: KindAmounts) -> [Int64] {
    let (starts, counts, nano, kinds) = (starts, counts, amounts.nano, amounts.kinds)
    return zip(members, profiles).map { member, profile in
      var sum: Int64 = 0
      for place in Int(starts[member])..<Int(starts[member + 1]) {
        sum += Int64(counts[place].count) * nano[profile * kinds + Int(counts[place].kind)]
      }
      return sum
    }
  }
}

/// What a record of each kind of a leaf gives under the numbers of one turn.
struct KindAmounts: Sendable {
  /// By profile, then kind.
  let nano: [Int64]
  let kinds: Int
  /// The greatest size.
  let most: UInt64

  /// nil where one is beyond what a leaf may give.
  init?(_ lines: RecordLines, _ numbers: NumberTable, profiles: Int) {
    kinds = lines.kinds.count
    var nano: [Int64] = []
    nano.reserveCapacity(profiles * kinds)
    for profile in 0..<profiles {
      for kind in lines.kinds.indices {
        guard let amount = KindPoints.nano(lines, kind, profile, numbers) else { return nil }
        nano.append(amount)
      }
    }
    self.nano = nano
    most = nano.reduce(0) { max($0, $1.magnitude) }
  }
}

/// The order of kinds by the size of their amounts.
struct KindOrder: Hashable, Sendable {
  /// By profile, then kind: how many sizes are less, 0 being always one of them; equal for equal sizes.
  private let places: [Int32]

  init(_ amounts: KindAmounts) {
    let profiles = amounts.kinds == 0 ? 0 : amounts.nano.count / amounts.kinds
    places = (0..<profiles).flatMap { profile in
      let own = amounts.nano[profile * amounts.kinds..<(profile + 1) * amounts.kinds].map(\.magnitude)
      var sizes = Set(own)
      sizes.insert(0)
      let sorted = sizes.sorted()
      var place: [UInt64: Int32] = [:]
      for (index, size) in sorted.enumerated() { place[size] = Int32(index) }
      return own.map { place[$0] ?? 0 }
    }
  }
}

/// The counts of a part of the members.
private struct KeptPart: Sendable {
  private(set) var counts: [KindCounts.Count] = []
  /// By member: where his counts end.
  private(set) var ends: [Int32] = []
  /// By query, then member.
  private(set) var kept: [[Int64]]

  init(
    _ members: Range<Int>, _ leaf: RescoringLeaf, _ lines: RecordLines, _ amounts: KindAmounts,
    _ base: Rescoring
  ) {
    ends.reserveCapacity(members.count)
    kept = leaf.keptPlans.map { _ in [] }
    var limited = LimitedLines()
    for member in members {
      let (range, profile) = (leaf.lines(member), base.profiles[member])
      limited.award(lines, amounts, range, profile: profile)
      if !range.isEmpty {
        for limit in lines.limits { limited.apply(limit, range, base.numbers[limit.place, profile]) }
        add(lines, range, limited)
      }
      ends.append(Int32(counts.count))
      for (place, (_, plan)) in leaf.keptPlans.enumerated() {
        let count = zip(range, limited.points).count { $1 != 0 && plan.counts(lines.rows[$0]) }
        kept[place].append(Int64(count))
      }
    }
  }

  private mutating func add(_ lines: RecordLines, _ range: Range<Int>, _ limited: LimitedLines) {
    let first = counts.count
    for (offset, line) in range.enumerated() where limited.points[offset] != 0 {
      let kind = lines.kindOf[line]
      var place = first
      while place < counts.count, counts[place].kind != kind { place += 1 }
      if place == counts.count { counts.append(KindCounts.Count(kind: kind, count: 0)) }
      counts[place].count += 1
    }
  }
}
