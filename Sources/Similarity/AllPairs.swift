import Records

/// Every pair of texts at or above a threshold, found without a chance of missing one: the measure that candidates are held
/// against.
///
/// In any order of grams, two sets that share enough have one of their first |A| − ⌈t·|A|⌉ + 1 grams in common (Bayardo, Ma,
/// Srikant, "Scaling Up All Pairs Similarity Search", 2007); rare grams stand first, so that few pairs are counted.
struct AllPairs {
  /// By places of the sets, ascending.
  let pairs: [TextPair]

  /// O(grams · log grams + pairs that share a rare gram).
  init(_ sets: [GramSet], atLeast threshold: Threshold, workers: Workers) {
    var counts = [UInt32](repeating: 0, count: 1 << 16)
    for set in sets {
      for gram in set.grams { counts[AllPairs.bucket(gram)] += 1 }
    }
    var heads: [(gram: UInt64, place: Int)] = []
    for (place, set) in sets.enumerated() {
      let least = (threshold.numerator * set.grams.count + threshold.denominator - 1) / threshold.denominator
      let ordered = set.grams.sorted { left, right in
        (counts[AllPairs.bucket(left)], left) < (counts[AllPairs.bucket(right)], right)
      }
      heads += ordered.prefix(set.grams.count - least + 1).map { ($0, place) }
    }
    heads.sort { $0 < $1 }
    var meetings: [TextPair] = []
    var start = 0
    for index in heads.indices {
      if heads[index].gram != heads[start].gram { start = index }
      for other in start..<index {
        meetings.append(TextPair(first: heads[other].place, second: heads[index].place))
      }
    }
    let distinct = TextPair.distinct(meetings)
    let ranges = Workers.ranges(distinct.count, of: 4096)
    pairs = workers.map(ranges.count) { part in
      distinct[ranges[part]].filter {
        sets[$0.first].shared(with: sets[$0.second], atLeast: threshold) != nil
      }
    }.flatMap(\.self)
  }

  private static func bucket(_ gram: UInt64) -> Int { Int(MinHash.mix(gram) & 0xFFFF) }
}
