import Records

/// Finds the rows that agree in some columns: rows are dealt into partitions by their hash, and each partition is
/// looked through in a table that stays in cache.
struct EqualRows {
  let workers: Workers
  /// What a partition should hold at most; how rows are dealt decides nothing.
  var partitionSize = 32_768
  /// Rows that one task deals; decides nothing either.
  var handSize = 65_536
  /// See `RowHashes`.
  var significant = UInt64.max

  /// Groups of at least two of the given rows that agree in the columns; a missing cell equals a missing cell.
  ///
  /// O(rows · columns) expected, shared out.
  func groups(of table: Table, rows: [Int32], columns: [Int]) -> RowGroups {
    guard rows.count > 1, !columns.isEmpty else { return RowGroups() }
    let hashes = RowHashes(
      columns.map { table.columns[$0] }, partitionBits: partitionBits(rows.count),
      significant: significant)
    let ranges = Workers.ranges(rows.count, of: handSize)
    let hands = workers.map(ranges.count) { Hand(rows[ranges[$0]], hashes) }
    let pairs = workers.map(1 << hashes.partitionBits) { EqualRows.pairs(in: $0, of: hands, hashes) }
    return RowGroups(RowPairs(unordered: Array(pairs.joined()), workers: workers))
  }

  private func partitionBits(_ rows: Int) -> Int {
    var bits = 0
    while bits < 12, rows >> bits > partitionSize { bits += 1 }
    return bits
  }

  /// Pairs of a group's first row and another of it. Rows of one hash are first taken to agree, and compared
  /// together, column by column; only where two of them do not, rows are compared one by one.
  private static func pairs(in partition: Int, of hands: [Hand], _ hashes: RowHashes) -> [UInt64] {
    let likely = pairs(in: partition, of: hands) { _, _ in true }
    if hashes.isExact || hashes.allAgree(likely) { return likely }
    return pairs(in: partition, of: hands) { hashes.agree($0, $1) }
  }

  @inline(__always)
  private static func pairs(
    in partition: Int, of hands: [Hand], where agree: (Int, Int) -> Bool
  ) -> [UInt64] {
    var slots = [UInt64](
      repeating: free, count: capacity(for: hands.reduce(0) { $0 + $1.count(partition) }))
    let mask = slots.count - 1
    var pairs: [UInt64] = []
    for hand in hands {
      for place in hand.range(partition) {
        let card = hand.cards[place]
        var slot = Int(card >> 32) & mask
        while slots[slot] != free {
          let other = slots[slot]
          if other >> 32 == card >> 32, agree(row(other), row(card)) {
            pairs.append(other << 32 | card & 0xFFFF_FFFF)
            break
          }
          slot = (slot + 1) & mask
        }
        if slots[slot] == free { slots[slot] = card }
      }
    }
    return pairs
  }

  private static let free = UInt64.max

  @inline(__always)
  private static func row(_ card: UInt64) -> Int { Int(card & 0xFFFF_FFFF) }

  /// A power of two that leaves half the slots free.
  static func capacity(for count: Int) -> Int {
    var capacity = 16
    while capacity < count * 2 { capacity *= 2 }
    return capacity
  }
}

/// A range of rows dealt into partitions, in their order within each.
private struct Hand: Sendable {
  /// The lower half of a row's hash, then the row.
  private(set) var cards: [UInt64]
  /// Partition `p` is `cards[starts[p]..<starts[p + 1]]`.
  private var starts: [Int]

  init(_ rows: ArraySlice<Int32>, _ hashes: RowHashes) {
    let words = hashes.of(rows)
    let shift = 64 - UInt64(hashes.partitionBits)
    starts = Array(repeating: 0, count: 1 << hashes.partitionBits + 1)
    for word in words { starts[Int(word >> shift) + 1] += 1 }
    for partition in 1..<starts.count { starts[partition] += starts[partition - 1] }
    cards = Array(repeating: 0, count: words.count)
    var next = starts
    for (word, row) in zip(words, rows) {
      let partition = Int(word >> shift)
      cards[next[partition]] = word << 32 | UInt64(UInt32(bitPattern: row))
      next[partition] += 1
    }
  }

  func range(_ partition: Int) -> Range<Int> { starts[partition]..<starts[partition + 1] }

  func count(_ partition: Int) -> Int { range(partition).count }
}
