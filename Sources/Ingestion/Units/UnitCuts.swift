/// Where a file is cut into units, by its size alone.
package enum UnitCuts {
  /// The places where units begin, roughly, from the first byte of rows on; ends with the last.
  ///
  /// Units are of one size, but for the last whole one of a file of more than four, and what follows it: those are cut in
  /// quarters of that size, so that workers end at about the same time.
  package static func places(from start: Int64, to end: Int64, size: Int) -> [Int64] {
    let size = Int64(size)
    let tail = end / 4 > size ? end / size * size - size : end
    var places = [start]
    var next = (start / size + 1) * size
    while next < end {
      places.append(next)
      next += next >= tail ? max(1, size / 4) : size
    }
    return places + [end]
  }
}
