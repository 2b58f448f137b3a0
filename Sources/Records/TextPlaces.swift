/// Where texts that stand one after the other in a buffer begin and end: nothing a text while all are equally long, as
/// numbers are, else 4 bytes.
public struct TextPlaces: Sendable {
  package private(set) var count = 0
  /// Bytes of each text, while all have as many.
  @usableFromInline private(set) var width: Int? = 0
  /// The lower half of where each text begins, and the last one ends; empty while all are equally long.
  @usableFromInline private(set) var starts: [UInt32] = []
  /// For each whole 2³² bytes the first entry of `starts` that lies behind them.
  @usableFromInline private(set) var turns: [Int] = []
  /// Bytes of all texts.
  package private(set) var end = 0
  /// For how many texts there is to be room.
  private var capacity = 0

  package init() {}

  /// Where a text begins; `count` is where the last one ends. O(1), and O(turns) beyond 4 GiB.
  @inlinable
  public func start(_ row: Int) -> Int {
    if let width { return row &* width }
    let low = Int(starts[row])
    return turns.isEmpty ? low : low + turns.count { $0 <= row } << 32
  }

  @inlinable
  public func range(_ row: Int) -> Range<Int> { start(row)..<start(row + 1) }

  @inlinable
  public func isEmpty(_ row: Int) -> Bool { start(row) == start(row + 1) }

  /// Makes room for a number of texts in all, which may be of several lengths.
  package mutating func reserveCapacity(_ count: Int) {
    capacity = count
    if width == nil { starts.reserveCapacity(count + 1) }
  }

  /// Adds a text of so many bytes.
  package mutating func append(length: Int) {
    if let width, count == 0 || width == length {
      self.width = length
    } else {
      if width != nil { spellOut() }
      addStart(end + length)
    }
    count += 1
    end += length
  }

  /// Adds the texts that end at some places of another buffer, the first of which begins at `start`. O(texts).
  package mutating func append(ends: ArraySlice<UInt32>, from start: Int) {
    guard width == nil else {
      var last = start
      for (place, next) in ends.enumerated() {
        if width == nil { return append(ends: ends[(ends.startIndex + place)...], from: last) }
        append(length: Int(next) - last)
        last = Int(next)
      }
      return
    }
    let shift = end - start
    let last = ends.last.map { Int($0) + shift } ?? end
    if last >> 32 == end >> 32 {
      starts.append(contentsOf: ends.lazy.map { UInt32(truncatingIfNeeded: Int($0) + shift) })
    } else {
      for next in ends { addStart(Int(next) + shift) }
    }
    count += ends.count
    end = last
  }

  /// Where a text begins that comes after all bytes that were added before.
  private mutating func addStart(_ start: Int) {
    while turns.count < start >> 32 { turns.append(starts.count) }
    starts.append(UInt32(truncatingIfNeeded: start))
  }

  private mutating func spellOut() {
    guard let width else { return }
    self.width = nil
    starts.reserveCapacity(max(count + 1, capacity) + 1)
    for row in 0...count { addStart(row * width) }
  }
}
