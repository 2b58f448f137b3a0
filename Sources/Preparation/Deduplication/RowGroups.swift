import Records

/// Groups of at least two rows that agree in something.
struct RowGroups: Sendable {
  /// Group after group; the rows of a group, and groups by their first row, stand in the order of the rows searched.
  private(set) var rows: [Int32] = []
  /// Group `g` is `rows[starts[g]..<starts[g + 1]]`.
  private(set) var starts: [Int] = [0]

  init() {}

  /// From pairs of a group's first row and another of it, packed as `RowPairs`.
  init(_ pairs: RowPairs) {
    rows.reserveCapacity(pairs.words.count * 2)
    var head: Int32?
    for word in pairs.words {
      let (first, other) = RowPairs.unpacked(word)
      if first != head {
        if head != nil { starts.append(rows.count) }
        rows.append(first)
        head = first
      }
      rows.append(other)
    }
    if head != nil { starts.append(rows.count) }
  }

  var count: Int { starts.count - 1 }
  var isEmpty: Bool { rows.isEmpty }
  var indices: Range<Int> { 0..<count }

  subscript(group: Int) -> ArraySlice<Int32> { rows[starts[group]..<starts[group + 1]] }

  /// The groups without some rows, as far as two are left.
  func removing(_ removed: [Int32], rowCount: Int) -> RowGroups {
    guard !removed.isEmpty else { return self }
    var isRemoved = [Bool](repeating: false, count: rowCount)
    for row in removed { isRemoved[Int(row)] = true }
    var rest = RowGroups()
    for group in indices {
      for row in self[group] where !isRemoved[Int(row)] { rest.rows.append(row) }
      let start = rest.starts[rest.count]
      if rest.rows.count - start > 1 {
        rest.starts.append(rest.rows.count)
      } else {
        rest.rows.removeLast(rest.rows.count - start)
      }
    }
    return rest
  }

  /// For each group the row that stands for it, and each other row merged into that one.
  ///
  /// `survivor` sees the rows of one group. O(rows), shared out.
  func merged(
    workers: Workers, survivor: @Sendable (Span<Int32>) -> Int32
  ) -> RowPairs {
    let ranges = Workers.ranges(count, of: 16_384)
    let parts = workers.map(ranges.count) { task in
      var words: [UInt64] = []
      for group in ranges[task] {
        let places = starts[group]..<starts[group + 1]
        let stays = survivor(rows.span.extracting(places))
        for place in places where rows[place] != stays {
          words.append(RowPairs.packed(rows[place], stays))
        }
      }
      return words
    }
    return RowPairs(unordered: workers.joined(parts), workers: workers)
  }
}

/// Pairs of rows, ascending by the first and then by the second.
struct RowPairs: Sendable {
  /// The first row in the upper half of a word.
  let words: [UInt64]

  /// Sorts ranges of `size` pairs, which stay in a core's cache, and merges them by twos. O(pairs · log ranges), shared out.
  init(unordered words: [UInt64], workers: Workers, of size: Int = 131_072) {
    let ranges = Workers.ranges(words.count, of: size)
    var runs = workers.map(ranges.count) { RowPairs.sorted(Array(words[ranges[$0]])) }
    while runs.count > 1 {
      let parts = runs
      runs = workers.map((parts.count + 1) / 2) { place in
        let second = place * 2 + 1
        return second < parts.count ? RowPairs.merged(parts[place * 2], parts[second]) : parts[place * 2]
      }
    }
    self.words = runs.first ?? []
  }

  private static func merged(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
    [UInt64](capacity: left.count + right.count) { words in
      var (first, second) = (0, 0)
      while first < left.count, second < right.count {
        if left[first] <= right[second] {
          words.append(left[first])
          first += 1
        } else {
          words.append(right[second])
          second += 1
        }
      }
      while first < left.count {
        words.append(left[first])
        first += 1
      }
      while second < right.count {
        words.append(right[second])
        second += 1
      }
    }
  }

  var firsts: [Int32] { words.map { RowPairs.unpacked($0).0 } }
  var seconds: [Int32] { words.map { RowPairs.unpacked($0).1 } }

  /// The pairs of which a test holds, in their order.
  func filter(_ holds: (Int32, Int32) -> Bool) -> RowPairs {
    RowPairs(
      sorted: words.filter { word in
        let (first, second) = RowPairs.unpacked(word)
        return holds(first, second)
      })
  }

  private init(sorted words: [UInt64]) {
    self.words = words
  }

  @inline(__always)
  static func packed(_ first: Int32, _ second: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
  }

  @inline(__always)
  static func unpacked(_ word: UInt64) -> (Int32, Int32) {
    (Int32(truncatingIfNeeded: word >> 32), Int32(truncatingIfNeeded: word))
  }

  /// By counting, from the least digit on, since a sort by comparison costs ten times as much. O(pairs).
  private static func sorted(_ words: [UInt64]) -> [UInt64] {
    let used = words.reduce(0, |)
    var (words, other) = (words, words)
    for shift in stride(from: 0, to: UInt64.bitWidth, by: digitBits) where used >> shift != 0 {
      var ends = [Int](repeating: 0, count: 1 << digitBits)
      for word in words { ends[digit(word, shift)] += 1 }
      if ends[0] == words.count { continue }
      var sum = 0
      for index in ends.indices { (ends[index], sum) = (sum, sum + ends[index]) }
      for word in words {
        other[ends[digit(word, shift)]] = word
        ends[digit(word, shift)] += 1
      }
      swap(&words, &other)
    }
    return words
  }

  private static let digitBits = 11

  @inline(__always)
  private static func digit(_ word: UInt64, _ shift: Int) -> Int {
    Int(truncatingIfNeeded: word >> UInt64(shift)) & (1 << digitBits - 1)
  }
}
