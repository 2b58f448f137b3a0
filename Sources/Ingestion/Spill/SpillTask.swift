import Records
import SystemCalls

/// Writes the rows of one unit to disk, each to the shard of its member, with the hashes of their keys.
struct SpillTask: Sendable {
  /// The unit's place among all of the source.
  let number: Int
  let unit: PlacedUnit
  let shape: SourceShape
  /// By column the codes that the unit's texts have in all units (`SpillTexts`).
  let codes: [[UInt32]?]
  /// Column that names the member.
  let member: Int
  let route: ShardRoute
  let output: SpillOutput

  /// O(rows).
  func run() throws(IngestionError) {
    let remarks = UnitRemarks(unit, of: shape.name)
    let members = memberCodes
    let rows = rowsByShard(members)
    do {
      try output.append(remarks, keys: output.keepsKeys ? keys(members) : nil, unit: number)
      let origins = Array(unit.rows.origins).map(unit.placed)
      var encoder = SpillEncoder()
      for shard in rows.indices where !rows[shard].isEmpty {
        let block = encoder.block(rows[shard][...], of: unit.rows.columns, codes: codes, origins: origins)
        try output.append(block, rows: rows[shard].count, shard: shard, unit: number)
      }
    } catch {
      throw .spillFailed(shape.name, error)
    }
  }

  /// By row.
  private var memberCodes: [UInt32] {
    guard unit.rows.origins.count > 0 else { return [] }
    let texts = codes[member] ?? []
    return unit.rows.columns[member].codes.map { code in
      code < ColumnPiece.firstOfTexts || code == CodedColumn.missing
        ? code : texts[Int(code - ColumnPiece.firstOfTexts)]
    }
  }

  private func rowsByShard(_ members: [UInt32]) -> [[Int32]] {
    var rows = [[Int32]](repeating: [], count: route.shards + 1)
    for range in unit.kept {
      for row in range { rows[route.shard(members[row])].append(Int32(row)) }
    }
    return rows
  }

  /// Of the kept rows: the key's hash and the member's code.
  private func keys(_ members: [UInt32]) -> KeyEntries {
    var hashes = [UInt64](repeating: 0, count: unit.rows.origins.count)
    for key in shape.key {
      guard let column = shape.index(of: key) else { continue }
      unit.rows.columns[column].mixHashes(into: &hashes, codes: codes[column] ?? [])
    }
    var entries = KeyEntries()
    for range in unit.kept {
      for row in range { entries.append(hashes[row], members[row]) }
    }
    return entries
  }
}

extension ColumnPiece {
  /// Mixes each cell into its row's hash: equal cells of all units change equal hashes alike. `texts` are the codes that the
  /// unit's texts have in all units.
  fileprivate func mixHashes(into hashes: inout [UInt64], codes texts: [UInt32]) {
    switch storage {
    case .text:
      for row in hashes.indices { mix(ByteDictionary.hash(utf8(row).span), into: &hashes[row]) }
    case .coded:
      for (row, code) in codes.enumerated() {
        let isText = code >= ColumnPiece.firstOfTexts && code != CodedColumn.missing
        mix(UInt64(isText ? texts[Int(code - ColumnPiece.firstOfTexts)] : code), into: &hashes[row])
      }
    case .integer, .time:
      for (row, value) in integers.enumerated() { mix(UInt64(bitPattern: value), into: &hashes[row]) }
    case .day:
      for (row, value) in days.enumerated() { mix(UInt64(bitPattern: Int64(value)), into: &hashes[row]) }
    case .flag: for (row, value) in flags.enumerated() { mix(UInt64(value), into: &hashes[row]) }
    case .number:
      for (row, value) in numbers.enumerated() {
        mix(UInt64(bitPattern: value?.numerator ?? 0), into: &hashes[row])
        mix(UInt64(bitPattern: value?.denominator ?? 0), into: &hashes[row])
      }
    }
  }

  /// The finaliser of SplitMix64 over two words.
  @inline(__always)
  private func mix(_ value: UInt64, into hash: inout UInt64) {
    var z = (hash ^ value) &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    hash = z ^ (z >> 31)
  }
}
