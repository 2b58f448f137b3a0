/// Grams in ascending order.
///
/// They are dealt to buckets by where they lie between the least and the greatest, so that few are left to be put in order in
/// one (Isaac and Singleton, "Sorting by Address Calculation", 1956).
struct SortedGrams {
  private(set) var grams: [UInt64]

  /// O(grams) expected, O(grams · log grams) at most.
  init(_ grams: [UInt64]) {
    guard grams.count > SortedGrams.fewest, let least = grams.min(), let greatest = grams.max() else {
      self.grams = grams.sorted()
      return
    }
    let width = UInt64(UInt64.bitWidth - grams.count.leadingZeroBitCount)
    let span = UInt64(UInt64.bitWidth - (greatest - least).leadingZeroBitCount)
    let shift = span > width ? span - width : 0
    var ends = [Int32](repeating: 0, count: 1 << width)
    for gram in grams { ends[Int((gram &- least) &>> shift)] += 1 }
    var end: Int32 = 0
    for bucket in ends.indices { (ends[bucket], end) = (end, end + ends[bucket]) }
    var dealt = [UInt64](repeating: 0, count: grams.count)
    for gram in grams {
      let bucket = Int((gram &- least) &>> shift)
      dealt[Int(ends[bucket])] = gram
      ends[bucket] += 1
    }
    self.grams = dealt
    var start: Int32 = 0
    for end in ends where end > start {
      order(Int(start)..<Int(end))
      start = end
    }
  }

  /// More are worth the buckets.
  private static let fewest = 16

  private mutating func order(_ bucket: Range<Int>) {
    guard bucket.count <= SortedGrams.fewest else { return grams[bucket].sort() }
    for index in bucket.dropFirst() {
      let gram = grams[index]
      var place = index
      while place > bucket.lowerBound, grams[place - 1] > gram {
        grams[place] = grams[place - 1]
        place -= 1
      }
      grams[place] = gram
    }
  }

  /// Each once.
  var distinct: [UInt64] {
    var distinct: [UInt64] = []
    distinct.reserveCapacity(grams.count)
    for gram in grams where gram != distinct.last { distinct.append(gram) }
    return distinct
  }
}
