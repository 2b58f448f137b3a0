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
  private let texts: SpillTexts
  private let keys: KeyLog
  private var blocks: [[SpillFile.Place]]
  /// Codes of members.
  private var setApart = CodeSet()

  init(
    shape: SourceShape, decoders: [ColumnDecoder], member: Int, file: SpillFile, texts: SpillTexts,
    keys: KeyLog, blocks: [[SpillFile.Place]]
  ) {
    self.shape = shape
    self.decoders = decoders
    self.member = member
    self.file = file
    self.texts = texts
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
    setApart.insert(codes)
  }

  /// Sets members apart by their numbers.
  package mutating func setApart(_ numbers: some Sequence<String>) {
    let piece = ColumnPiece(decoders[member], SpilledCells.Cells(), texts.dictionaries[member])
    setApart.insert(numbers.compactMap { piece.code(of: $0) })
  }

  /// The rows of a shard, in the order of files and rows, and rows of members who are set apart, which are to be added to the last
  /// shard before that is loaded. Several threads may load shards. O(rows).
  package func table(
    _ shard: Int, _ workers: Workers
  ) throws(IngestionError) -> (table: Table, apart: RowsApart?) {
    var cells = try cells(blocks[shard])
    let pieces = cells.takePieces(decoders, texts.dictionaries)
    let origins = cells.origins
    cells = SpilledCells(decoders)
    guard shard < shardCount else { return (table(inOrder: pieces, origins, workers), nil) }
    let codes = pieces[member].codes
    let apart = setApart.isEmpty ? [] : codes.indices.filter { setApart.contains(codes[$0]) }
    let moved = apart.isEmpty ? nil : try moved(apart.map(Int32.init), pieces, origins)
    let rows = SpilledRows.ranges(origins.count, without: apart)
    return (table(pieces, origins, rows: rows, workers), moved)
  }

  /// Adds rows of members who are set apart to the last shard.
  package mutating func append(_ rows: RowsApart) { blocks[shardCount].append(rows.place) }

  private func moved(
    _ rows: [Int32], _ pieces: [ColumnPiece], _ origins: Origins
  ) throws(IngestionError) -> RowsApart {
    let block = block(rows, pieces, origins)
    return RowsApart(
      place: try reading { () throws(SystemError) in try file.append(block, rows: rows.count) })
  }

  private func block(_ rows: [Int32], _ pieces: [ColumnPiece], _ origins: Origins) -> [UInt8] {
    var texts = texts
    let codes = texts.codes(of: pieces, rows: 0)
    var encoder = SpillEncoder()
    return encoder.block(rows[...], of: pieces, codes: codes, origins: Array(origins))
  }

  /// The last shard's rows, which came from several shards.
  private func table(inOrder pieces: [ColumnPiece], _ origins: Origins, _ workers: Workers) -> Table {
    let all = Array(origins)
    let order = all.indices.sorted { (all[$0].file, all[$0].byteStart) < (all[$1].file, all[$1].byteStart) }
    var cells = SpilledCells(decoders)
    if !order.isEmpty {
      cells.append(
        block(order.map(Int32.init), pieces, origins), rows: order.count, decoders, texts.dictionaries)
    }
    let sorted = cells.takePieces(decoders, texts.dictionaries)
    return table(sorted, cells.origins, rows: SpilledRows.ranges(order.count, without: []), workers)
  }

  /// The ranges between some rows, which ascend.
  private static func ranges(_ count: Int, without apart: [Int]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var next = 0
    for row in apart {
      if next < row { ranges.append(next..<row) }
      next = row + 1
    }
    if next < count { ranges.append(next..<count) }
    return ranges
  }

  private func cells(_ places: [SpillFile.Place]) throws(IngestionError) -> SpilledCells {
    var cells = SpilledCells(decoders)
    for place in places {
      let block = try reading { () throws(SystemError) in try file.bytes(place) }
      cells.append(block, rows: place.rows, decoders, texts.dictionaries)
    }
    return cells
  }

  private func table(
    _ pieces: consuming [ColumnPiece], _ origins: Origins, rows: [Range<Int>], _ workers: Workers
  ) -> Table {
    var columns: [Column] = []
    for index in decoders.indices {
      var join = ColumnJoin(decoders[index])
      join.append(pieces[index], rows)
      pieces[index] = ColumnPiece(decoders[index])
      columns.append(join.take(workers))
    }
    let isWhole = rows.first == 0..<origins.count || rows.isEmpty && origins.isEmpty
    let part = Origins.Part(origins, rows: rows, recordsBefore: 0, linesBefore: 0)
    return Table(
      shape: shape, columns: columns,
      origins: isWhole ? origins : Origins(joining: [part], workers: workers))
  }

  private func reading<T>(_ body: () throws(SystemError) -> T) throws(IngestionError) -> T {
    do { return try body() } catch { throw .spillFailed(shape.name, error) }
  }
}

/// Rows of members who are set apart, on disk.
package struct RowsApart: Sendable {
  fileprivate let place: SpillFile.Place
}

/// Codes of a column's texts and numbers.
private struct CodeSet: Sendable {
  private var numbers: [Bool] = []
  private var texts: Set<UInt32> = []

  var isEmpty: Bool { numbers.isEmpty && texts.isEmpty }

  mutating func insert(_ codes: some Sequence<UInt32>) {
    for code in codes {
      guard code < ColumnPiece.firstOfTexts else {
        texts.insert(code)
        continue
      }
      let missing = Int(code) + 1 - numbers.count
      if missing > 0 { numbers += Array(repeating: false, count: missing) }
      numbers[Int(code)] = true
    }
  }

  func contains(_ code: UInt32) -> Bool {
    code < ColumnPiece.firstOfTexts
      ? Int(code) < numbers.count && numbers[Int(code)] : !texts.isEmpty && texts.contains(code)
  }
}
