package import Records

/// Finds the texts that are nearly the same: MinHash with banding proposes pairs, and the share of grams that both have,
/// counted exactly, decides.
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

  package init(threshold: Threshold, gramSize: Int, minimumLength: Int, workers: Workers = .one) {
    precondition(1...GramSet.most ~= gramSize, "a gram of 1 to 3 scalars")
    self.threshold = threshold
    self.gramSize = gramSize
    self.minimumLength = max(minimumLength, gramSize)
    self.workers = workers
    bands = Bands(for: threshold)
  }

  /// O(texts · scalars · hashes + candidates · scalars).
  package func pairs(in texts: FoldedTexts) -> NearSamePairs {
    let long = (0..<texts.count).filter { texts.length($0) >= minimumLength }
    let distinct = DistinctTexts(texts, long)
    let (candidates, cut) = candidates(texts, distinct.texts)
    let near = verified(candidates, texts)
    let equal = distinct.equals.map { pair in
      let grams = GramSet(texts[pair.first], size: gramSize).grams.count
      return NearPair(first: pair.first, second: pair.second, shared: grams, union: grams)
    }
    return NearSamePairs(
      compared: long.count, distinct: distinct.texts, candidates: candidates.count, cut: cut,
      pairs: (near + equal).sorted { ($0.first, $0.second) < ($1.first, $1.second) })
  }

  /// How many pairs there are among some texts, none of them missed, and how many of these were found. `sample` holds places
  /// of texts, ascending.
  package func recall(of found: NearSamePairs, among sample: [Int], in texts: FoldedTexts) -> Recall {
    let sets = sets(of: sample, texts)
    let known = Set(found.pairs.map { TextPair(first: $0.first, second: $0.second) })
    let all = AllPairs(sets, atLeast: threshold, workers: workers).pairs
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
        guard let left = index[pair.first].map({ sets[$0] }),
          let right = index[pair.second].map({ sets[$0] }),
          let shared = left.shared(with: right, atLeast: threshold)
        else { return nil }
        return NearPair(
          first: pair.first, second: pair.second, shared: shared,
          union: left.grams.count + right.grams.count - shared)
      }
    }.flatMap(\.self)
  }
}
