/// Puts grams in ascending order.
///
/// They are dealt to buckets by where they lie between the least and the greatest, so that few are left to be moved past one
/// another (Isaac and Singleton, "Sorting by Address Calculation", 1956).
enum SortedGrams {
  /// More are worth the buckets.
  private static let fewest = 16
  /// More in one bucket are not.
  private static let most = 32

  /// Each gram once, ascending. O(grams) expected, O(grams · log grams) at most.
  static func distinct(_ grams: [UInt64]) -> [UInt64] {
    var sorted = dealt(grams) ?? grams.sorted()
    var span = sorted.mutableSpan
    var last = 0
    for index in span.indices where index == 0 || span[index] != span[last] {
      if index > 0 { last += 1 }
      span[last] = span[index]
    }
    if !sorted.isEmpty { sorted.removeLast(sorted.count - last - 1) }
    return sorted
  }

  /// Nil where they are few, or crowd one bucket.
  private static func dealt(_ grams: [UInt64]) -> [UInt64]? {
    guard grams.count > fewest, let least = grams.min(), let greatest = grams.max() else { return nil }
    let width = UInt64(UInt64.bitWidth - grams.count.leadingZeroBitCount)
    let span = UInt64(UInt64.bitWidth - (greatest - least).leadingZeroBitCount)
    let shift = span > width ? span - width : 0
    var next = [Int32](repeating: 0, count: 1 << width)
    for gram in grams { next[Int((gram &- least) &>> shift)] += 1 }
    var start: Int32 = 0
    for bucket in next.indices {
      guard next[bucket] <= most else { return nil }
      (next[bucket], start) = (start, start + next[bucket])
    }
    var dealt = [UInt64](repeating: 0, count: grams.count)
    for gram in grams {
      let bucket = Int((gram &- least) &>> shift)
      dealt[Int(next[bucket])] = gram
      next[bucket] += 1
    }
    order(&dealt)
    return dealt
  }

  /// O(grams + how far they are moved).
  private static func order(_ grams: inout [UInt64]) {
    var grams = grams.mutableSpan
    for index in grams.indices.dropFirst() where grams[index - 1] > grams[index] {
      let gram = grams[index]
      var place = index
      while place > 0, grams[place - 1] > gram {
        grams[place] = grams[place - 1]
        place -= 1
      }
      grams[place] = gram
    }
  }
}
