package import Records
import SystemCalls

/// The rows of a source on disk, in shards, which are loaded one after another.
///
/// All rows of a member stand in one shard, those that name no member in a last one. A member who shares a key with
/// another, or to whom a row was credited that names no member, is set apart: his rows go to the last shard too.
package struct SpilledRows: Sendable {
  package let shape: SourceShape
  private let decoders: [ColumnDecoder]
  private let member: Int
  private let file: SpillFile
  private var encoder: SpillEncoder
  private let keys: KeyLog
  private var blocks: [[SpillFile.Place]]
  /// Codes of members.
  private var setApart: Set<UInt32> = []

  init(
    shape: SourceShape, decoders: [ColumnDecoder], member: Int, file: SpillFile, encoder: SpillEncoder,
    keys: KeyLog, blocks: [[SpillFile.Place]]
  ) {
    self.shape = shape
    self.decoders = decoders
    self.member = member
    self.file = file
    self.encoder = encoder
    self.keys = keys
    self.blocks = blocks
  }

  /// How many shards there are before the last.
  package var shardCount: Int { blocks.count - 1 }

  /// The source's table with no row in it.
  var emptyTable: Table {
    Table(
      shape: shape,
      columns: decoders.map { decoder in
        var join = ColumnJoin(decoder)
        return join.take(.one)
      }, origins: Origins())
  }

  /// Rows of all shards.
  package var rowCount: Int { blocks.joined().reduce(0) { $0 + $1.rows } }

  /// Bytes on disk of the rows.
  package var size: Int64 { blocks.joined().reduce(0) { $0 + Int64($1.count) } }

  /// Sets those apart who share a key with another. O(rows).
  package mutating func setApartWhoShareKeys(_ workers: Workers) throws(IngestionError) {
    let codes = try reading { () throws(SystemError) in try keys.sharing(workers) }
    setApart.formUnion(codes)
  }

  /// Sets members apart by their numbers.
  package mutating func setApart(_ numbers: some Sequence<String>) {
    let piece = ColumnPiece(decoders[member], SpilledCells.Cells(), encoder.dictionaries[member])
    setApart.formUnion(numbers.compactMap { piece.code(of: $0) })
  }

  /// The rows of a shard, in the order of files and rows, without those of members who are set apart, which are added to the last
  /// shard: that one is to be loaded after all others. O(rows).
  package mutating func table(_ shard: Int, _ workers: Workers) throws(IngestionError) -> Table {
    var cells = try cells(blocks[shard])
    var pieces = cells.takePieces(decoders, encoder.dictionaries)
    var origins = cells.origins
    cells = SpilledCells(decoders)
    if shard < shardCount {
      let rows = origins.indices.map(Int32.init)
      let apart = rows.filter { setApart.contains(pieces[member].codes[Int($0)]) }
      if !apart.isEmpty {
        let codes = encoder.codes(of: pieces, rows: 0)
        let all = Array(origins)
        let block = encoder.block(apart[...], of: pieces, codes: codes, origins: all)
        let place = try reading { () throws(SystemError) in try file.append(block, rows: apart.count) }
        blocks[shardCount].append(place)
        let rest = rows.filter { !setApart.contains(pieces[member].codes[Int($0)]) }
        (pieces, origins) = gathered(rest, pieces, all)
      }
    } else {
      let all = Array(origins)
      let order = all.indices.sorted { (all[$0].file, all[$0].byteStart) < (all[$1].file, all[$1].byteStart) }
      (pieces, origins) = gathered(order.map(Int32.init), pieces, all)
    }
    return table(pieces, origins, workers)
  }

  private func cells(_ places: [SpillFile.Place]) throws(IngestionError) -> SpilledCells {
    var cells = SpilledCells(decoders)
    for place in places {
      let block = try reading { () throws(SystemError) in try file.bytes(place) }
      cells.append(block, rows: place.rows, decoders, encoder.dictionaries)
    }
    return cells
  }

  /// Some rows in a given order.
  private mutating func gathered(
    _ rows: [Int32], _ pieces: [ColumnPiece], _ origins: [Origin]
  ) -> (pieces: [ColumnPiece], origins: Origins) {
    let codes = encoder.codes(of: pieces, rows: 0)
    var cells = SpilledCells(decoders)
    if !rows.isEmpty {
      let block = encoder.block(rows[...], of: pieces, codes: codes, origins: origins)
      cells.append(block, rows: rows.count, decoders, encoder.dictionaries)
    }
    return (cells.takePieces(decoders, encoder.dictionaries), cells.origins)
  }

  private func table(_ pieces: consuming [ColumnPiece], _ origins: Origins, _ workers: Workers) -> Table {
    var columns: [Column] = []
    let kept = origins.isEmpty ? [] : [0..<origins.count]
    for index in decoders.indices {
      var join = ColumnJoin(decoders[index])
      join.append(pieces[index], kept)
      pieces[index] = ColumnPiece(decoders[index])
      columns.append(join.take(workers))
    }
    return Table(shape: shape, columns: columns, origins: origins)
  }

  private func reading<T>(_ body: () throws(SystemError) -> T) throws(IngestionError) -> T {
    do { return try body() } catch { throw .spillFailed(shape.name, error) }
  }
}
