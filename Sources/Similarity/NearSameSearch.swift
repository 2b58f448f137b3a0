package import Records

/// Finds the texts that are nearly the same, by the share of grams that both have, counted exactly.
///
/// Of few texts no pair is missed; of more, MinHash with banding proposes the pairs that are counted.
///
/// The result depends on the texts and their order alone, not on workers.
package struct NearSameSearch: Sendable {
  package let threshold: Threshold
  /// Scalars of a gram, 1 to 3.
  package let gramSize: Int
  /// Folded texts with fewer scalars are not compared.
  package let minimumLength: Int
  package let bands: Bands
  private let workers: Workers
  private let exactUpTo: Int

  /// Different texts of which no pair is missed, where nothing else is said.
  package static let mostExact = 3000
  /// Below this threshold a text's rare grams are so many that MinHash is quicker.
  static let leastExact = Threshold(4, 5)
  /// Of up to `exactUpTo` different texts no pair is missed, for a threshold of 0.8 or more; 0 has MinHash propose all of them.
  package init(
    threshold: Threshold, gramSize: Int, minimumLength: Int, exactUpTo: Int = mostExact,
    workers: Workers = .one
  ) {
    precondition(1...GramSet.most ~= gramSize, "a gram of 1 to 3 scalars")
    self.threshold = threshold
    self.gramSize = gramSize
    self.minimumLength = max(minimumLength, gramSize)
    self.workers = workers
    self.exactUpTo = exactUpTo
    bands = Bands(for: threshold)
  }

  /// O(scalars · log scalars + candidates · scalars) for few texts, O(scalars · hashes + candidates · scalars) for more.
  package func pairs(in texts: FoldedTexts) -> NearSamePairs {
    let long = (0..<texts.count).filter { texts.length($0) >= minimumLength }
    let distinct = DistinctTexts(texts, long)
    let found = ofFew(distinct.texts, texts) ?? ofMany(distinct.texts, texts)
    let equal = distinct.equals.map { pair in
      let grams = GramSet(texts[pair.first], size: gramSize).grams.count
      return NearPair(first: pair.first, second: pair.second, shared: grams, union: grams)
    }
    return NearSamePairs(
      compared: long.count, distinct: distinct.texts, candidates: found.candidates, cut: found.cut,
      pairs: (found.pairs + equal).sorted { ($0.first, $0.second) < ($1.first, $1.second) },
      isComplete: found.isComplete)
  }

  private struct Found {
    let pairs: [NearPair]
    let candidates: Int
    var cut = 0
    let isComplete: Bool
  }

  /// Nil where the texts are not few, the threshold is low, or so many of them share their rare grams that bands would propose
  /// fewer pairs at most: a crowd of like ones costs its square.
  private func ofFew(_ places: [Int], _ texts: FoldedTexts) -> Found? {
    guard places.count <= exactUpTo, threshold >= NearSameSearch.leastExact else { return nil }
    let all = AllPairs(sets(of: places, texts), atLeast: threshold, workers: workers)
    guard all.mostCounted <= places.count * bands.count * BandMeetings.mostEarlier else { return nil }
    let (pairs, counted) = all.pairs()
    let near = pairs.map {
      NearPair(first: places[$0.first], second: places[$0.second], shared: $0.shared, union: $0.union)
    }
    return Found(pairs: near, candidates: counted, isComplete: true)
  }

  private func ofMany(_ places: [Int], _ texts: FoldedTexts) -> Found {
    let (candidates, cut) = candidates(texts, places)
    return Found(
      pairs: verified(candidates, texts), candidates: candidates.count, cut: cut, isComplete: false)
  }

  /// How many pairs there are among some texts, none of them missed, and how many of these were found. `sample` holds places
  /// of texts, ascending.
  package func recall(of found: NearSamePairs, among sample: [Int], in texts: FoldedTexts) -> Recall {
    let sets = sets(of: sample, texts)
    let known = Set(found.pairs.map { TextPair(first: $0.first, second: $0.second) })
    let all = AllPairs(sets, atLeast: threshold, workers: workers).pairs().pairs
    return Recall(
      texts: sample.count, pairs: all.count,
      found: all.count { known.contains(TextPair(first: sample[$0.first], second: sample[$0.second])) })
  }

  /// Pairs that meet in a band, each once, by place; and how many more a crowded band would have given.
  private func candidates(_ texts: FoldedTexts, _ places: [Int]) -> (pairs: [TextPair], cut: Int) {
    let hash = MinHash(hashes: bands.hashes, gramSize: gramSize)
    // A range keeps the hashes of its own grams, so that there are few ranges.
    let ranges = Workers.ranges(places.count, of: max(512, places.count / (2 * workers.count) + 1))
    let bands = bands
    let keys = workers.map(ranges.count) { part -> [UInt64] in
      var signature = [Int32](repeating: 0, count: bands.hashes)
      var hashes = hash.room
      var keys: [UInt64] = []
      keys.reserveCapacity(ranges[part].count * bands.count)
      for index in ranges[part] {
        hash.sign(texts[places[index]], into: &signature, by: &hashes)
        for band in 0..<bands.count { keys.append(NearSameSearch.key(signature, band, bands.rows)) }
      }
      return keys
    }.flatMap(\.self)
    let meetings = workers.map(bands.count) { band in
      BandMeetings(places.indices.map { keys[$0 * bands.count + band] }, places)
    }
    return (TextPair.distinct(meetings.flatMap(\.pairs)), meetings.reduce(0) { $0 + $1.cut })
  }

  /// One word for the hashes of a band.
  private static func key(_ signature: [Int32], _ band: Int, _ rows: Int) -> UInt64 {
    var key: UInt64 = UInt64(band)
    for place in band * rows..<(band + 1) * rows {
      key = MinHash.mix(key ^ UInt64(GramHashes.unsigned(signature[place])))
    }
    return key
  }

  private func sets(of places: [Int], _ texts: FoldedTexts) -> [GramSet] {
    let ranges = Workers.ranges(places.count, of: 256)
    return workers.map(ranges.count) { part in
      ranges[part].map { GramSet(texts[places[$0]], size: gramSize) }
    }.flatMap(\.self)
  }

  private func verified(_ candidates: [TextPair], _ texts: FoldedTexts) -> [NearPair] {
    let places = Array(Set(candidates.flatMap { [$0.first, $0.second] })).sorted()
    let sets = sets(of: places, texts)
    let index = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1, $0) })
    let parts = Workers.ranges(candidates.count, of: 4096)
    return workers.map(parts.count) { part in
      candidates[parts[part]].compactMap { pair -> NearPair? in
        guard let left = index[pair.first], let right = index[pair.second] else { return nil }
        return NearPair(pair.first, pair.second, sets[left], sets[right], atLeast: threshold)
      }
    }.flatMap(\.self)
  }
}
