import Records
import SystemCalls

/// Takes the verified units of a source in their order: their rows go to disk, their remarks stay.
struct SpillJoin: Sendable {
  private var writer: SpillWriter
  private var remarks = UnitRemarks()
  /// Of the file at hand, what stands before the next unit.
  private var before: (file: UInt32, lines: Int32, records: Int32)?

  /// Nil for a source whose rows stay in memory.
  static func begin(_ source: OpenSource) -> Result<SpillJoin, IngestionError>? {
    guard let request = source.spill else { return nil }
    let shape = source.contract.shape
    return Result { () throws(SystemError) in
      SpillJoin(writer: try SpillWriter(request, shape, source.decoders))
    }.mapError { .spillFailed(shape.name, $0) }
  }

  private init(writer: SpillWriter) {
    self.writer = writer
  }

  /// Leaves nothing in the unit but its counts. A row of totals cannot be compared, since no column is whole.
  mutating func take(
    _ unit: inout UnitRows, of file: OpenFile, _ source: OpenSource
  ) throws(IngestionError) {
    let shape = source.contract.shape
    guard unit.totals.isEmpty else { throw .totalsOnDisk(shape.name, file.file.path) }
    let identity = SourceFile(
      source: shape.name, path: file.file.path, size: file.reader.fileSize, sha256: file.digest ?? "")
    let (lines, records) =
      before?.file == unit.file
      ? (before?.lines ?? 0, before?.records ?? 0) : (file.head?.lines ?? 0, Int32(0))
    before = (unit.file, lines + unit.lines, records + Int32(truncatingIfNeeded: unit.records))
    let placed = PlacedUnit(
      rows: unit, filePrefix: RowID(file: identity, offset: 0).file, linesBefore: lines,
      recordsBefore: records, kept: unit.kept)
    unit.dropRows()
    remarks.append(UnitRemarks(placed, of: shape.name))
    do { try writer.append(placed) } catch { throw .spillFailed(shape.name, error) }
  }

  mutating func finish(
    _ source: OpenSource
  ) throws(IngestionError) -> (rows: SpilledRows, remarks: UnitRemarks) {
    let shape = source.contract.shape
    do { return (try writer.finish(shape, source.decoders), remarks) } catch {
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
