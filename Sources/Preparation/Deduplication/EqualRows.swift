import Records

/// Finds the rows that agree in some columns: rows are dealt into partitions by their hash, and each partition is
/// looked through in a table that stays in cache.
struct EqualRows {
  let workers: Workers
  /// What a partition should hold at most, where rows are many; how rows are dealt decides nothing.
  var partitionSize = 32_768
  /// Rows that one task deals, where they are many; decides nothing either.
  var handSize = 65_536
  /// Fewer rows are not worth a task.
  private static let fewest = 4096
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
    let deal = Deal(rows, hashes, of: shared(handSize, rows.count), workers)
    let pairs = workers.map(1 << hashes.partitionBits) { EqualRows.pairs(in: $0, of: deal, hashes) }
    return RowGroups(RowPairs(unordered: workers.joined(pairs), workers: workers))
  }

  private func partitionBits(_ rows: Int) -> Int {
    let size = shared(partitionSize, rows)
    var bits = 0
    while bits < 12, rows >> bits > size { bits += 1 }
    return bits
  }

  /// A size that gives each worker something to do, where that is worth it.
  private func shared(_ size: Int, _ rows: Int) -> Int {
    min(size, max(EqualRows.fewest, rows / (2 * workers.count)))
  }

  /// Pairs of a group's first row and another of it. Rows of one hash are first taken to agree, and compared
  /// together, column by column; only where two of them do not, rows are compared one by one.
  private static func pairs(in partition: Int, of deal: Deal, _ hashes: RowHashes) -> [UInt64] {
    let likely = pairs(in: partition, of: deal) { _, _ in true }
    if hashes.isExact || hashes.allAgree(likely) { return likely }
    return pairs(in: partition, of: deal) { hashes.agree($0, $1) }
  }

  @inline(__always)
  private static func pairs(
    in partition: Int, of deal: Deal, where agree: (Int, Int) -> Bool
  ) -> [UInt64] {
    let hands = deal.hands(of: partition)
    var slots = [UInt64](repeating: free, count: capacity(for: hands.reduce(0) { $0 + $1.count }))
    let mask = slots.count - 1
    var pairs: [UInt64] = []
    for hand in hands {
      for place in hand {
        let card = deal.cards[place]
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

/// Rows dealt into partitions, range by range of them, which are called hands.
private struct Deal: Sendable {
  /// The lower half of a row's hash, then the row; hand by hand, partition by partition, and in the order of rows: all in
  /// one block, since many small ones would not be given back once they are free.
  let cards: [UInt64]
  /// By hand: partition `p` is `cards[starts[p]..<starts[p + 1]]`.
  private let starts: [[Int]]

  init(_ rows: [Int32], _ hashes: RowHashes, of size: Int, _ workers: Workers) {
    let ranges = Workers.ranges(rows.count, of: size)
    unsafe (cards, starts) = workers.arrayAndResults(of: ranges.map(\.count)) { hand, buffer in
      unsafe Deal.deal(rows[ranges[hand]], hashes, to: buffer).map { $0 + ranges[hand].lowerBound }
    }
  }

  /// Where the cards of a partition stand.
  func hands(of partition: Int) -> [Range<Int>] { starts.map { $0[partition]..<$0[partition + 1] } }

  /// Where each partition begins, and the last one ends.
  private static func deal(
    _ rows: ArraySlice<Int32>, _ hashes: RowHashes, to cards: UnsafeMutableBufferPointer<UInt64>
  ) -> [Int] {
    let words = hashes.of(rows)
    let shift = 64 - UInt64(hashes.partitionBits)
    var starts = [Int](repeating: 0, count: 1 << hashes.partitionBits + 1)
    for word in words { starts[Int(word >> shift) + 1] += 1 }
    for partition in 1..<starts.count { starts[partition] += starts[partition - 1] }
    var next = starts
    for (word, row) in zip(words, rows) {
      let partition = Int(word >> shift)
      let card = word << 32 | UInt64(UInt32(bitPattern: row))
      unsafe cards.initializeElement(at: next[partition], to: card)
      next[partition] += 1
    }
    return starts
  }
}
