import Records
import SystemCalls

/// Writes the rows of a source to disk as its units come, each to the shard of its member.
struct SpillWriter: Sendable {
  private let file: SpillFile
  private let member: Int
  /// Columns that make up the key; empty where no two members can have rows of one key.
  private let keyColumns: [Int]
  private var encoder: SpillEncoder
  private var route: ShardRoute
  private var keys: KeyLog
  /// By shard; last those of rows that name no member.
  private var blocks: [[SpillFile.Place]]

  init(_ request: SpillRequest, _ shape: SourceShape, _ decoders: [ColumnDecoder]) throws(SystemError) {
    guard let member = shape.index(of: request.column) else { preconditionFailure("a column of the source") }
    self.member = member
    file = try SpillFile(".tmp-rows-\(shape.name)", in: request.folder)
    keys = KeyLog(try SpillFile(".tmp-keys-\(shape.name)", in: request.folder))
    keyColumns = shape.key.contains(request.column) ? [] : shape.key.compactMap(shape.index)
    encoder = SpillEncoder(decoders)
    route = ShardRoute(request, decoders[member])
    blocks = Array(repeating: [], count: request.shards + 1)
  }

  /// Writes the rows of a unit that were kept. O(rows).
  mutating func append(_ unit: PlacedUnit) throws(SystemError) {
    let pieces = unit.rows.columns
    guard !pieces.isEmpty, unit.rows.origins.count > 0 else { return }
    let codes = encoder.codes(of: pieces, rows: unit.rows.origins.count)
    route.look(at: encoder.dictionaries[member])
    let members = pieces[member].codes.map { code in
      code < ColumnPiece.firstOfTexts || code == CodedColumn.missing
        ? code : codes[member]?[Int(code - ColumnPiece.firstOfTexts)] ?? code
    }
    let origins = unit.rows.origins.map(unit.placed)
    let rows = rowsByShard(unit.kept, members)
    for shard in blocks.indices where !rows[shard].isEmpty {
      let block = encoder.block(rows[shard][...], of: pieces, codes: codes, origins: origins)
      blocks[shard].append(try file.append(block, rows: rows[shard].count))
    }
    try appendKeys(unit.kept, pieces, codes, members)
  }

  private func rowsByShard(_ kept: [Range<Int>], _ members: [UInt32]) -> [[Int32]] {
    var rows = [[Int32]](repeating: [], count: blocks.count)
    for range in kept {
      for row in range { rows[route.shard(members[row])].append(Int32(row)) }
    }
    return rows
  }

  private mutating func appendKeys(
    _ kept: [Range<Int>], _ pieces: [ColumnPiece], _ codes: [[UInt32]?], _ members: [UInt32]
  ) throws(SystemError) {
    guard !keyColumns.isEmpty else { return }
    for range in kept {
      for row in range {
        var hash: UInt64 = 0
        for column in keyColumns {
          hash = SpillWriter.mixed(hash, pieces[column].hash(row, codes: codes[column]))
        }
        try keys.append(hash, member: members[row])
      }
    }
  }

  /// Ends the writing.
  mutating func finish(_ shape: SourceShape, _ decoders: [ColumnDecoder]) throws(SystemError) -> SpilledRows {
    try keys.flush()
    return SpilledRows(
      shape: shape, decoders: decoders, member: member, file: file, encoder: encoder, keys: keys,
      blocks: blocks)
  }

  /// The finaliser of SplitMix64 over two words.
  @inline(__always)
  private static func mixed(_ hash: UInt64, _ value: UInt64) -> UInt64 {
    var z = (hash ^ value) &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension ColumnPiece {
  /// A hash of a cell: equal cells of all units have equal ones. `codes` are the texts' codes in all units.
  fileprivate func hash(_ row: Int, codes: [UInt32]?) -> UInt64 {
    switch storage {
    case .text: return ByteDictionary.hash(utf8(row).span)
    case .coded:
      let code = self.codes[row]
      guard code >= ColumnPiece.firstOfTexts, code != CodedColumn.missing else { return UInt64(code) }
      return UInt64(codes?[Int(code - ColumnPiece.firstOfTexts)] ?? code)
    case .integer, .time: return UInt64(bitPattern: integers[row])
    case .day: return UInt64(bitPattern: Int64(days[row]))
    case .flag: return UInt64(flags[row])
    case .number:
      return numbers[row].map { UInt64(bitPattern: $0.numerator) &* 31 &+ UInt64(bitPattern: $0.denominator) }
        ?? UInt64.max
    }
  }
}
