/// Members in order by columns of whole numbers, greater before less, equal ones as they came.
///
/// As many columns as 64 bits hold become one number, which is sorted by its digits; what is left decides only between
/// members whom that number does not part.
struct PackedOrder: Sendable {
  /// Members, best first.
  let members: [Int32]
  /// By place in `members`: whether nothing parts this one from the one before.
  let isTied: [Bool]

  /// Less is better; equal keys by member.
  struct Place: BitwiseCopyable {
    let key: UInt64
    let member: Int32
  }

  /// Columns are by member. O(members), but for members with equal packed columns.
  init(_ members: [Int32], _ columns: [[Int64]]) {
    let (keys, packed) = PackedOrder.keys(members, columns)
    var places = zip(keys, members).map { Place(key: $0, member: $1) }
    PackedOrder.sort(&places)
    let rest = columns[packed...]
    if !rest.isEmpty { PackedOrder.sortTies(&places, rest) }
    self.members = places.map(\.member)
    var isTied = [Bool](repeating: false, count: places.count)
    for place in places.indices.dropFirst() where places[place].key == places[place - 1].key {
      isTied[place] = rest.allSatisfy { $0[places[place].member] == $0[places[place - 1].member] }
    }
    self.isTied = isTied
  }

  /// Two parts of the members, each in order, as one.
  init(_ one: [Place], _ other: [Place]) {
    var members: [Int32] = []
    var isTied: [Bool] = []
    members.reserveCapacity(one.count + other.count)
    isTied.reserveCapacity(one.count + other.count)
    var (left, right) = (0, 0)
    var last: UInt64?
    while left < one.count || right < other.count {
      let isLeft =
        right == other.count
        || left < one.count
          && (one[left].key, one[left].member) < (other[right].key, other[right].member)
      let place = isLeft ? one[left] : other[right]
      if isLeft { left += 1 } else { right += 1 }
      members.append(place.member)
      isTied.append(place.key == last)
      last = place.key
    }
    self.members = members
    self.isTied = isTied
  }

  /// Less is better. With how many columns they hold.
  private static func keys(_ members: [Int32], _ columns: [[Int64]]) -> ([UInt64], packed: Int) {
    var keys = [UInt64](repeating: 0, count: members.count)
    var bits = 0
    for (place, column) in columns.enumerated() {
      var (least, most) = (Int64.max, Int64.min)
      for member in members {
        least = min(least, column[member])
        most = max(most, column[member])
      }
      guard least < most else { continue }
      let width = UInt64.bitWidth - UInt64(bitPattern: most &- least).leadingZeroBitCount
      guard bits + width <= UInt64.bitWidth else { return (keys, place) }
      bits += width
      for (index, member) in members.enumerated() {
        keys[index] = keys[index] &<< UInt64(width) | UInt64(bitPattern: most &- column[member])
      }
    }
    return (keys, columns.count)
  }

  /// By digits of 11 bits, last first; a digit that is the same everywhere is left out. Equal keys stay as they came.
  static func sort(_ places: inout [Place]) {
    guard places.count > 600 else {
      places.sort { ($0.key, $0.member) < ($1.key, $1.member) }
      return
    }
    let digits = 6
    var counts = [Int](repeating: 0, count: digits << 11)
    for place in places {
      for digit in 0..<digits { counts[digit << 11 + self.digit(digit, of: place.key)] += 1 }
    }
    var other = places
    for digit in 0..<digits {
      let first = digit << 11
      guard let start = places.first, counts[first + self.digit(digit, of: start.key)] < places.count else {
        continue
      }
      var sum = 0
      for index in first..<first + 1 << 11 { (counts[index], sum) = (sum, sum + counts[index]) }
      for place in places {
        let index = first + self.digit(digit, of: place.key)
        other[counts[index]] = place
        counts[index] += 1
      }
      swap(&places, &other)
    }
  }

  private static func digit(_ digit: Int, of key: UInt64) -> Int {
    Int(truncatingIfNeeded: key &>> UInt64(digit * 11)) & 2047
  }

  private static func sortTies(_ places: inout [Place], _ columns: ArraySlice<[Int64]>) {
    var start = 0
    while start < places.count {
      var end = start + 1
      while end < places.count, places[end].key == places[start].key { end += 1 }
      if end - start > 1 {
        places[start..<end].sort { left, right in
          for column in columns where column[left.member] != column[right.member] {
            return column[left.member] > column[right.member]
          }
          return left.member < right.member
        }
      }
      start = end
    }
  }
}

extension [Int64] {
  fileprivate subscript(member: Int32) -> Int64 { self[Int(member)] }
}
