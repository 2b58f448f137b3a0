import Records

/// Hashes of rows over some columns; rows that agree hash alike.
struct RowHashes: Sendable {
  private let columns: [Column]
  /// By column, how many bits its codes take; nil where the columns are not all of codes that fit a word together.
  private let codeBits: [Int]?
  /// How many upper bits of a hash name a partition.
  let partitionBits: Int
  /// Bits of a hash that count; tests leave few, so that rows collide.
  private let significant: UInt64

  init(_ columns: [Column], partitionBits: Int, significant: UInt64 = .max) {
    self.columns = columns
    self.partitionBits = partitionBits
    self.significant = significant
    codeBits = RowHashes.codeBits(columns, atMost: 32 + partitionBits)
  }

  /// True when rows agree exactly where partition and the lower half of the hash do.
  var isExact: Bool { codeBits != nil && significant == .max }

  /// One hash per row, in their order.
  func of(_ rows: ArraySlice<Int32>) -> [UInt64] {
    if isExact, let codeBits { return packed(rows, codeBits) }
    var hashes = [UInt64](repeating: 0x9E37_79B9_7F4A_7C15, count: rows.count)
    for column in columns { column.mix(rows, into: &hashes) }
    if significant != .max {
      for index in hashes.indices { hashes[index] &= significant }
    }
    return hashes
  }

  func agree(_ left: Int, _ right: Int) -> Bool {
    columns.allSatisfy { $0.agrees(left, right) }
  }

  /// True when the rows of every pair agree.
  func allAgree(_ pairs: [UInt64]) -> Bool {
    columns.allSatisfy { $0.allAgree(pairs) }
  }

  /// The bits of all codes in one word, stirred by steps that can be undone, so that no two words become one.
  private func packed(_ rows: ArraySlice<Int32>, _ codeBits: [Int]) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: rows.count)
    for (column, bits) in zip(columns, codeBits) {
      guard case .coded(let coded) = column else { preconditionFailure("columns of codes") }
      let missing = UInt64(coded.dictionary.count)
      for (index, row) in zip(words.indices, rows) {
        let code = coded.codes[Int(row)]
        words[index] = words[index] << UInt64(bits) | (code == CodedColumn.missing ? missing : UInt64(code))
      }
    }
    let width = UInt64(32 + partitionBits)
    let (mask, half) = ((1 as UInt64) << width - 1, width / 2)
    for index in words.indices {
      var word = words[index]
      word ^= word >> half
      word = word &* 0x9E37_79B9_7F4A_7C15 & mask
      word ^= word >> half
      word = word &* 0xD6E8_FEB8_6659_FD93 & mask
      word ^= word >> half
      words[index] = (word >> 32) << (64 - UInt64(partitionBits)) | word & 0xFFFF_FFFF
    }
    return words
  }

  private static func codeBits(_ columns: [Column], atMost limit: Int) -> [Int]? {
    var all: [Int] = []
    for column in columns {
      guard case .coded(let coded) = column else { return nil }
      all.append(Int.bitWidth - coded.dictionary.count.leadingZeroBitCount)
    }
    return all.isEmpty || all.reduce(0, +) > limit ? nil : all
  }
}

extension Column {
  /// Folds the cell of each row into its hash; cells that agree fold alike.
  fileprivate func mix(_ rows: ArraySlice<Int32>, into hashes: inout [UInt64]) {
    switch self {
    case .text(let column): column.mix(rows, into: &hashes)
    case .coded(let column):
      for (index, row) in zip(hashes.indices, rows) { fold(UInt64(column.codes[Int(row)]), &hashes[index]) }
    case .integer(let values), .time(let values):
      for (index, row) in zip(hashes.indices, rows) {
        fold(UInt64(bitPattern: values[Int(row)]), &hashes[index])
      }
    case .number(let values):
      for (index, row) in zip(hashes.indices, rows) {
        let value = values[Int(row)]
        fold(UInt64(bitPattern: value?.numerator ?? Int64.min), &hashes[index])
        fold(UInt64(bitPattern: value?.denominator ?? 0), &hashes[index])
      }
    case .day(let values):
      for (index, row) in zip(hashes.indices, rows) {
        fold(UInt64(UInt32(bitPattern: values[Int(row)])), &hashes[index])
      }
    case .flag(let values):
      for (index, row) in zip(hashes.indices, rows) { fold(UInt64(values[Int(row)]), &hashes[index]) }
    }
  }

  /// True when two cells hold the same value, or both none.
  func agrees(_ left: Int, _ right: Int) -> Bool {
    switch self {
    case .text(let column): column.agrees(left, right)
    case .coded(let column): column.codes[left] == column.codes[right]
    case .integer(let values), .time(let values): values[left] == values[right]
    case .number(let values): values[left] == values[right]
    case .day(let values): values[left] == values[right]
    case .flag(let values): values[left] == values[right]
    }
  }
}

extension Column {
  /// True when the cells of every pair of rows hold the same value, or both none. One look at the type for all.
  fileprivate func allAgree(_ pairs: [UInt64]) -> Bool {
    switch self {
    case .text(let column): every(pairs) { column.agrees($0, $1) }
    case .coded(let column): every(pairs) { column.codes[$0] == column.codes[$1] }
    case .integer(let values), .time(let values): every(pairs) { values[$0] == values[$1] }
    case .number(let values): every(pairs) { values[$0] == values[$1] }
    case .day(let values): every(pairs) { values[$0] == values[$1] }
    case .flag(let values): every(pairs) { values[$0] == values[$1] }
    }
  }
}

/// True when two rows of each pair agree.
@inline(__always)
private func every(_ pairs: [UInt64], _ agree: (Int, Int) -> Bool) -> Bool {
  for pair in pairs {
    let (left, right) = RowPairs.unpacked(pair)
    if !agree(Int(left), Int(right)) { return false }
  }
  return true
}

extension TextColumn {
  @inline(__always)
  fileprivate func agrees(_ left: Int, _ right: Int) -> Bool {
    let (first, second) = (places.range(left), places.range(right))
    guard first.count == second.count else { return false }
    for place in 0..<first.count where bytes[first.lowerBound + place] != bytes[second.lowerBound + place] {
      return false
    }
    return true
  }

  fileprivate func mix(_ rows: ArraySlice<Int32>, into hashes: inout [UInt64]) {
    unsafe bytes.withUnsafeBytes { bytes in
      for (index, row) in zip(hashes.indices, rows) {
        let text = unsafe UnsafeRawBufferPointer(rebasing: bytes[places.range(Int(row))])
        fold(unsafe RowHashes.hash(of: text), &hashes[index])
      }
    }
  }
}

extension RowHashes {
  /// The finaliser of MurmurHash3 (A. Appleby, public domain).
  @inline(__always)
  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    z = (z ^ (z >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return z ^ (z >> 33)
  }

  /// Eight bytes at a time; the last eight of a longer text overlap those before.
  @inline(__always)
  fileprivate static func hash(of text: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(text.count)
    guard text.count >= 8 else {
      var word: UInt64 = 0
      for place in 0..<text.count { word = unsafe word << 8 | UInt64(text[place]) }
      fold(word, &hash)
      return hash
    }
    var offset = 0
    while offset < text.count {
      let place = min(offset, text.count - 8)
      fold(unsafe text.loadUnaligned(fromByteOffset: place, as: UInt64.self), &hash)
      offset += 8
    }
    return hash
  }
}

/// Folds a word into a hash.
@inline(__always)
private func fold(_ value: UInt64, _ hash: inout UInt64) { hash = RowHashes.mixed(hash &* 31 ^ value) }
