/// Where a file is cut into units, by its size and theirs.
package enum UnitCuts {
  /// The places where units begin, roughly, from the first byte of rows on; ends with the last.
  ///
  /// Units are of one size, but for the last whole one of a file that is longer than four of them, and what follows it: those are
  /// cut in quarters of that size, so that workers end at about the same time.
  package static func places(from start: Int64, to end: Int64, size: Int) -> [Int64] {
    let size = Int64(size)
    let tail = tail(of: end, size)
    var places = [start]
    var next = (start / size + 1) * size
    while next < end {
      places.append(next)
      next += next >= tail ? quarter(size) : size
    }
    places.append(end)
    return places
  }

  /// How many units a file has whose rows begin with its first byte. O(1).
  package static func count(_ end: Int64, size: Int) -> Int64 {
    let size = Int64(size)
    let tail = tail(of: end, size)
    return units(tail, size) + units(end - tail, quarter(size))
  }

  /// Where quarters begin; the end where there are none.
  private static func tail(of end: Int64, _ size: Int64) -> Int64 {
    end / 4 > size ? end / size * size - size : end
  }

  private static func quarter(_ size: Int64) -> Int64 { max(1, size / 4) }

  private static func units(_ bytes: Int64, _ size: Int64) -> Int64 {
    bytes / size + (bytes % size > 0 ? 1 : 0)
  }
}
