import Records

/// Rows that agree in some columns, found by hashing column by column.
enum EqualRows {
  /// Groups of at least two of the given rows that agree in the columns; a missing cell equals a missing
  /// cell.
  ///
  /// Rows of a group, and groups by their first row, stand in the order of `rows`. O(rows · columns)
  /// expected.
  static func groups(of table: Table, rows: [Int32], columns: [Int]) -> [[Int32]] {
    guard rows.count > 1 else { return [] }
    let compared = columns.map { table.columns[$0] }
    let hashes = hashes(of: compared, count: table.rowCount)
    var slots = [Int32](repeating: -1, count: capacity(for: rows.count))
    let mask = slots.count - 1
    var followers: [Int32: [Int32]] = [:]
    var heads: [Int32] = []
    for row in rows {
      let hash = hashes[Int(row)]
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] >= 0 {
        let other = slots[slot]
        if hashes[Int(other)] == hash, compared.allSatisfy({ $0.agrees(Int(other), Int(row)) }) { break }
        slot = (slot + 1) & mask
      }
      let head = slots[slot]
      if head < 0 {
        slots[slot] = row
      } else {
        if followers[head] == nil { heads.append(head) }
        followers[head, default: [head]].append(row)
      }
    }
    return heads.compactMap { followers[$0] }
  }

  private static func hashes(of columns: [Column], count: Int) -> [UInt64] {
    var hashes = [UInt64](repeating: 0x9E37_79B9_7F4A_7C15, count: count)
    for column in columns { column.mix(into: &hashes) }
    return hashes
  }

  /// A power of two that leaves half the slots free.
  static func capacity(for count: Int) -> Int {
    var capacity = 16
    while capacity < count * 2 { capacity *= 2 }
    return capacity
  }

  /// The finaliser of MurmurHash3 (A. Appleby, public domain).
  @inline(__always)
  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    z = (z ^ (z >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return z ^ (z >> 33)
  }
}

extension Column {
  /// Folds each cell into its row's hash; cells that agree fold alike.
  fileprivate func mix(into hashes: inout [UInt64]) {
    switch self {
    case .text(let column):
      for row in hashes.indices { fold(TextHash.of(column.utf8(row)), into: &hashes[row]) }
    case .coded(let column):
      for row in hashes.indices { fold(UInt64(column.codes[row]), into: &hashes[row]) }
    case .integer(let values), .time(let values):
      for row in hashes.indices { fold(UInt64(bitPattern: values[row]), into: &hashes[row]) }
    case .number(let values):
      for row in hashes.indices {
        let value = values[row]
        fold(UInt64(bitPattern: value?.numerator ?? Int64.min), into: &hashes[row])
        fold(UInt64(bitPattern: value?.denominator ?? 0), into: &hashes[row])
      }
    case .day(let values):
      for row in hashes.indices { fold(UInt64(UInt32(bitPattern: values[row])), into: &hashes[row]) }
    case .flag(let values):
      for row in hashes.indices { fold(UInt64(values[row]), into: &hashes[row]) }
    }
  }

  /// True when two cells hold the same value, or both none.
  func agrees(_ left: Int, _ right: Int) -> Bool {
    switch self {
    case .text(let column): column.utf8(left) == column.utf8(right)
    case .coded(let column): column.codes[left] == column.codes[right]
    case .integer(let values), .time(let values): values[left] == values[right]
    case .number(let values): values[left] == values[right]
    case .day(let values): values[left] == values[right]
    case .flag(let values): values[left] == values[right]
    }
  }
}

@inline(__always)
private func fold(_ value: UInt64, into hash: inout UInt64) {
  hash = EqualRows.mixed(hash &* 31 ^ value)
}

/// FNV-1a over bytes (Fowler, Noll, Vo).
private enum TextHash {
  static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
  }
}
