import Records

/// How the rows of a source are kept on disk while they are read, in shards: all rows of a member stand in one.
package struct SpillRequest: Sendable {
  /// Where the file of the rows stands while it is open.
  package let folder: String
  /// At least 1.
  package let shards: Int
  /// Key of the column that names the member; a reference to `members`.
  package let column: String
  /// The numbers of the list of members.
  package let members: [String]

  package init(folder: String, shards: Int, column: String, members: [String]) {
    self.folder = folder
    self.shards = max(1, shards)
    self.column = column
    self.members = members
  }
}

/// Which shard a row belongs to, by the code of its member among all blocks.
struct ShardRoute: Sendable {
  let shards: Int
  /// By number of a column of digits: whether a member has it.
  private var areKnownNumbers: [Bool] = []
  /// By place in the column's dictionary, as far as it was looked at.
  private var areKnownTexts: [Bool] = []
  private var members = ByteDictionary()

  init(_ request: SpillRequest, _ decoder: ColumnDecoder) {
    shards = request.shards
    for number in request.members {
      _ = members.insert(number)
    }
    guard case .digits(let width) = decoder.coding else { return }
    areKnownNumbers = Array(repeating: false, count: (0..<width).reduce(1) { limit, _ in limit * 10 })
    for number in request.members {
      let bytes = Array(number.utf8)
      guard bytes.count == width, let value = CanonicalForms.digits(bytes.span, 0, width) else { continue }
      areKnownNumbers[Int(value)] = true
    }
  }

  /// Looks up the texts that came to the column's dictionary.
  mutating func look(at dictionary: ByteDictionary) {
    for code in areKnownTexts.count..<dictionary.count {
      areKnownTexts.append(members.code(dictionary.utf8(UInt32(code)).span) != nil)
    }
  }

  /// The shard of a member; `shards` for what is no member's number. O(1).
  @inline(__always)
  func shard(_ code: UInt32) -> Int {
    guard code != CodedColumn.missing else { return shards }
    let isKnown =
      code < ColumnPiece.firstOfTexts
      ? areKnownNumbers[Int(code)] : areKnownTexts[Int(code - ColumnPiece.firstOfTexts)]
    guard isKnown else { return shards }
    return Int((UInt64(code) &* 0x9E37_79B9_7F4A_7C15) >> 33) % shards
  }
}
