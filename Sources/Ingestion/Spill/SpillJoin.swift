import Records
import SystemCalls

/// Takes the verified units of a source in their order and says what writing each to disk needs of those before it; the
/// writing itself, a `SpillTask`, may then be done at any time.
struct SpillJoin: Sendable {
  private let output: SpillOutput
  private let member: Int
  private var texts: SpillTexts
  private var route: ShardRoute
  private var count = 0
  /// Of the file at hand, what stands before the next unit.
  private var before: (file: UInt32, lines: Int32, records: Int32)?

  /// Nil for a source whose rows stay in memory.
  static func begin(_ source: OpenSource) -> Result<SpillJoin, IngestionError>? {
    guard let request = source.spill else { return nil }
    let shape = source.contract.shape
    guard let member = shape.index(of: request.column) else { preconditionFailure("a column of the source") }
    return Result { () throws(SystemError) in
      SpillJoin(
        output: try SpillOutput(request, shape), member: member, texts: SpillTexts(source.decoders),
        route: ShardRoute(request, source.decoders[member]))
    }.mapError { .spillFailed(shape.name, $0) }
  }

  private init(output: SpillOutput, member: Int, texts: SpillTexts, route: ShardRoute) {
    self.output = output
    self.member = member
    self.texts = texts
    self.route = route
  }

  /// Leaves nothing in the unit but its counts. A row of totals cannot be compared, since no column is whole.
  mutating func take(
    _ unit: inout UnitRows, of file: OpenFile, _ source: OpenSource
  ) throws(IngestionError) -> SpillTask {
    let shape = source.contract.shape
    guard unit.totals.isEmpty else { throw .totalsOnDisk(shape.name, file.file.path) }
    let identity = SourceFile(
      source: shape.name, path: file.file.path, size: file.reader.fileSize, sha256: file.digest ?? "")
    let (lines, records) =
      before?.file == unit.file
      ? (before?.lines ?? 0, before?.records ?? 0) : (file.head?.lines ?? 0, Int32(0))
    before = (unit.file, lines + unit.lines, records + Int32(truncatingIfNeeded: unit.records))
    let own = PlacedUnit(
      rows: unit, filePrefix: RowID(file: identity, offset: 0).file, linesBefore: lines,
      recordsBefore: records, kept: unit.kept)
    let placed = file.reader.rendition.map(own.original) ?? own
    unit.dropRows()
    let codes = texts.codes(of: placed.rows.columns, rows: placed.rows.origins.count)
    route.look(at: texts.dictionaries[member])
    defer { count += 1 }
    return SpillTask(
      number: count, unit: placed, shape: shape, codes: codes, member: member, route: route, output: output)
  }

  /// The rows, once every task is done.
  func finish(
    _ source: OpenSource
  ) throws(IngestionError) -> (rows: SpilledRows, remarks: UnitRemarks) {
    let shape = source.contract.shape
    do {
      let (file, keys, blocks, remarks) = try output.finish()
      let rows = SpilledRows(
        shape: shape, decoders: source.decoders, member: member, file: file, texts: texts, keys: keys,
        blocks: blocks)
      return (rows, remarks)
    } catch {
      throw .spillFailed(shape.name, error)
    }
  }
}

extension UnitRows {
  /// Drops the rows and what was noted of each.
  fileprivate mutating func dropRows() {
    (unread, origins, columns, refused) = ([], Origins(), [], [])
    (problems, changes) = ([], [])
  }
}
