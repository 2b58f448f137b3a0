import Records

/// Every pair of texts at or above a threshold, found without a chance of missing one: the search where texts are few, and the
/// measure of what was found of many.
///
/// In any order of grams, two sets that share enough have one of their first |A| − ⌈t·|A|⌉ + 1 grams in common (Bayardo, Ma,
/// Srikant, "Scaling Up All Pairs Similarity Search", 2007); rare grams stand first, so that few pairs are counted.
struct AllPairs {
  private let sets: [GramSet]
  private let threshold: Threshold
  private let workers: Workers
  private let index: RareGrams

  /// O(grams · log grams).
  init(_ sets: [GramSet], atLeast threshold: Threshold, workers: Workers) {
    self.sets = sets
    self.threshold = threshold
    self.workers = workers
    index = RareGrams(sets, threshold, workers)
  }

  /// No more pairs than these have their grams counted: each for every rare gram that both have.
  var mostCounted: Int { index.meetings }

  /// By places of the sets, ascending, and how many had their grams counted. O(`mostCounted` + counted · grams).
  func pairs() -> (pairs: [NearPair], counted: Int) {
    let ranges = Workers.ranges(sets.count, of: 256)
    let parts = workers.map(ranges.count) { part in
      var seen = [Int32](repeating: -1, count: sets.count)
      var (near, earlier): ([NearPair], [Int]) = ([], [])
      var counted = 0
      for right in ranges[part] {
        index.sharing(right, &seen, into: &earlier)
        counted += earlier.count
        for left in earlier {
          if let pair = pair(left, right) { near.append(pair) }
        }
      }
      return (near: near, counted: counted)
    }
    let near = parts.flatMap(\.near).sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    return (near, parts.reduce(0) { $0 + $1.counted })
  }

  private func pair(_ left: Int, _ right: Int) -> NearPair? {
    NearPair(left, right, sets[left], sets[right], atLeast: threshold)
  }
}

extension NearPair {
  /// Nil for two texts that are not near.
  init?(_ first: Int, _ second: Int, _ left: GramSet, _ right: GramSet, atLeast threshold: Threshold) {
    guard let shared = left.shared(with: right, atLeast: threshold) else { return nil }
    self.init(
      first: first, second: second, shared: shared, union: left.grams.count + right.grams.count - shared)
  }
}

/// Which texts have which of their rarest grams in common.
private struct RareGrams: Sendable {
  /// Texts by gram, ascending within one.
  private let places: [Int32]
  /// Where the earlier texts of a text's grams stand in `places`, text by text.
  private let groups: [Range<Int32>]
  /// The groups of text `i` are `groups[ends[i - 1]..<ends[i]]`, of the first from 0.
  private let ends: [Int]

  init(_ sets: [GramSet], _ threshold: Threshold, _ workers: Workers) {
    var counts = [UInt32](repeating: 0, count: 1 << 16)
    for set in sets {
      for gram in set.grams { counts[RareGrams.bucket(gram)] += 1 }
    }
    let frequencies = counts
    let ranges = Workers.ranges(sets.count, of: 256)
    let heads = RareGrams.grouped(
      workers.map(ranges.count) { part in
        ranges[part].flatMap { place in
          RareGrams.rarest(of: sets[place], threshold, frequencies).map {
            Head(gram: $0, place: Int32(place))
          }
        }
      })
    places = heads.map(\.place)
    (groups, ends) = RareGrams.groups(of: heads, texts: sets.count)
  }

  /// Text by text the places of those that share a gram with it and stand before it, and where the groups of each text end.
  private static func groups(of heads: [Head], texts: Int) -> (groups: [Range<Int32>], ends: [Int]) {
    var next = [Int](repeating: 0, count: texts)
    for head in heads { next[Int(head.place)] += 1 }
    var end = 0
    for text in next.indices { (next[text], end) = (end, end + next[text]) }
    var groups = [Range<Int32>](repeating: 0..<0, count: heads.count)
    var start = 0
    for index in heads.indices {
      if heads[index].gram != heads[start].gram { start = index }
      let text = Int(heads[index].place)
      groups[next[text]] = Int32(start)..<Int32(index)
      next[text] += 1
    }
    return (groups, next)
  }

  /// How often an earlier text shares a rare gram with a later one.
  var meetings: Int { groups.reduce(0) { $0 + $1.count } }

  private struct Head: Comparable {
    let gram: UInt64
    let place: Int32

    static func < (left: Head, right: Head) -> Bool { (left.gram, left.place) < (right.gram, right.place) }
  }

  /// Those of a gram together, ascending by place: dealt to the buckets of their grams, and put in order within each, where
  /// few grams meet.
  private static func grouped(_ parts: [[Head]]) -> [Head] {
    var ends = [Int32](repeating: 0, count: 1 << 16)
    for part in parts {
      for head in part { ends[bucket(head.gram)] += 1 }
    }
    var end: Int32 = 0
    for bucket in ends.indices { (ends[bucket], end) = (end, end + ends[bucket]) }
    var heads = [Head](repeating: Head(gram: 0, place: 0), count: Int(end))
    for part in parts {
      for head in part {
        let bucket = bucket(head.gram)
        heads[Int(ends[bucket])] = head
        ends[bucket] += 1
      }
    }
    var start = 0
    for end in ends where Int(end) > start {
      if heads[start].gram != heads[Int(end) - 1].gram || Int(end) - start > 2 {
        heads[start..<Int(end)].sort()
      }
      start = Int(end)
    }
    return heads
  }

  /// The first |A| − ⌈t·|A|⌉ + 1 grams, those of seldom buckets before others.
  private static func rarest(of set: GramSet, _ threshold: Threshold, _ counts: [UInt32]) -> [UInt64] {
    let least = (threshold.numerator * set.grams.count + threshold.denominator - 1) / threshold.denominator
    // The count before the place: grams ascend, so that of equal counts the lesser gram stands first.
    var ranked: [UInt64] = []
    let most = set.grams.count - least + 1
    ranked.reserveCapacity(most + 1)
    for place in set.grams.indices {
      let rank = UInt64(counts[bucket(set.grams[place])]) << 32 | UInt64(place)
      if ranked.count == most, rank > ranked[most - 1] { continue }
      insert(rank, into: &ranked)
      if ranked.count > most { ranked.removeLast() }
    }
    return ranked.map { set.grams[Int($0 & 0xFFFF_FFFF)] }
  }

  /// Keeps the ranks ascending. O(ranks), of which there are few.
  private static func insert(_ rank: UInt64, into ranks: inout [UInt64]) {
    ranks.append(rank)
    var place = ranks.count - 1
    while place > 0, ranks[place - 1] > rank {
      ranks[place] = ranks[place - 1]
      place -= 1
    }
    ranks[place] = rank
  }

  private static func bucket(_ gram: UInt64) -> Int { Int(MinHash.mix(gram) & 0xFFFF) }

  /// The earlier texts that share one of a text's rarest grams, each once, in place of those in `found`. `seen` remembers who
  /// was seen for whom.
  func sharing(_ text: Int, _ seen: inout [Int32], into found: inout [Int]) {
    found.removeAll(keepingCapacity: true)
    for group in groups[(text == 0 ? 0 : ends[text - 1])..<ends[text]] {
      for index in group {
        let other = Int(places[Int(index)])
        if seen[other] == Int32(text) { continue }
        seen[other] = Int32(text)
        found.append(other)
      }
    }
  }
}
