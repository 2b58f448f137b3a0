/// Sorts out equal texts, which need no search.
struct DistinctTexts {
  /// Places of the first of each, ascending.
  private(set) var texts: [Int] = []
  /// The first and each later one.
  private(set) var equals: [TextPair] = []

  /// O(scalars).
  init(_ folded: FoldedTexts, _ places: [Int]) {
    var first: [UInt64: Int] = [:]
    first.reserveCapacity(places.count)
    var others: [ArraySlice<UInt32>: Int] = [:]  // different texts of one hash
    for place in places {
      let text = folded[place]
      let hash = DistinctTexts.hash(text)
      let earliest = first[hash]
      if earliest == nil {
        first[hash] = place
        texts.append(place)
      } else if let earlier = earliest.flatMap({ folded[$0] == text ? $0 : others[text] }) {
        equals.append(TextPair(first: earlier, second: place))
      } else {
        others[text] = place
        texts.append(place)
      }
    }
  }

  private static func hash(_ text: ArraySlice<UInt32>) -> UInt64 {
    text.reduce(UInt64(text.count)) { MinHash.mix($0 ^ UInt64($1)) }
  }
}

/// Two texts by their places, the earlier first.
struct TextPair: Hashable, Sendable {
  let first: Int
  let second: Int

  /// Each once, ascending.
  static func distinct(_ pairs: [TextPair]) -> [TextPair] {
    let sorted = pairs.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    return sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { sorted[$0] }
  }
}

/// The pairs of texts that have one band in common.
struct BandMeetings: Sendable {
  private(set) var pairs: [TextPair] = []
  /// Pairs left out because the band is crowded.
  private(set) var cut = 0

  /// Each text meets so many of the earliest in its band: a crowd of like texts must not cost its square.
  static let mostEarlier = 64

  /// `keys` are parallel to `places`, which ascend.
  init(_ keys: [UInt64], _ places: [Int]) {
    let order = BandMeetings.repeated(keys).sorted { (keys[$0], $0) < (keys[$1], $1) }
    var start = 0
    for index in order.indices {
      if keys[order[index]] != keys[order[start]] { start = index }
      let earlier = order[start..<index]
      for other in earlier.prefix(BandMeetings.mostEarlier) {
        pairs.append(TextPair(first: places[other], second: places[order[index]]))
      }
      cut += max(0, earlier.count - BandMeetings.mostEarlier)
    }
  }

  /// Places of all keys that stand more than once, and of few others. O(keys).
  private static func repeated(_ keys: [UInt64]) -> [Int] {
    let width = max(1, 64 - (4 * keys.count).leadingZeroBitCount)
    var counts = [UInt8](repeating: 0, count: 1 << width)
    func bucket(_ key: UInt64) -> Int { Int(key >> UInt64(64 - width)) }
    for key in keys { counts[bucket(key)] = min(2, counts[bucket(key)] + 1) }
    return keys.indices.filter { counts[bucket(keys[$0])] > 1 }
  }
}
