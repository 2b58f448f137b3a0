import Records
import Synchronization

/// What was read of a file: its digest and its units in their order, verified, their cells joined to the source's columns.
struct ReadFile: Sendable {
  var digest: Result<String, IngestionError> = .success("")
  var units: Result<[UnitRows], IngestionError> = .success([])
}

/// Takes the units of a source as they are read, in any order, and joins them in the order of rows: each begins where the
/// one before ended, and one that was read from another place, or with something carried over that it could not know,
/// is read again.
///
/// A unit is joined by whoever brings the first that is wanted, so that no worker waits for another, cells are copied while
/// a core's cache holds them, and the memory of pieces serves the units to come.
final class UnitJoin: Sendable {
  private let source: OpenSource
  /// The places of units: which file each is of, and where it stops.
  private let places: [(file: Int, stop: Int64)]
  private let arrivals: Mutex<Arrivals>
  private let joined: Mutex<Joined>

  fileprivate struct Arrivals {
    /// By place; nil for what has not come yet or was taken.
    var units: [Result<UnitRows, IngestionError>?]
    var next = 0
    var isJoining = false
  }

  fileprivate struct Joined {
    var columns: [ColumnJoin]
    /// In place of the columns where rows go to disk; an error once they cannot.
    var spill: Result<SpillJoin, IngestionError>?
    var files: [Result<[UnitRows], IngestionError>]
    /// Where the next unit of the file at hand must begin; nil before its first.
    var place: UnitPlace?
    var isReserved = false
  }

  /// `units` are the units of all files in the order of rows.
  init(_ source: OpenSource, units: [(file: Int, stop: Int64)]) {
    self.source = source
    places = units
    arrivals = Mutex(Arrivals(units: units.map { _ in nil }))
    joined = Mutex(
      Joined(
        columns: source.decoders.map(ColumnJoin.init), spill: SpillJoin.begin(source),
        files: source.files.map { _ in .success([]) }))
  }

  /// Hands over a unit that was read, by its place among the source's.
  func add(_ unit: Result<UnitRows, IngestionError>, at place: Int) {
    arrivals.withLock { $0.units[place] = unit }
    while let (place, unit) = arrivals.withLock({ $0.takeNext() }) {
      let task = joined.withLock { $0.join(unit, places[place], isLast: isLast(place), source) }
      arrivals.withLock { $0.isJoining = false }
      if let task { run(task, of: places[place].file) }
    }
  }

  /// Writes a unit's rows to disk, while others join the units behind it.
  private func run(_ task: SpillTask, of file: Int) {
    do throws(IngestionError) { try task.run() } catch {
      joined.withLock { $0.files[file] = .failure(error) }
    }
  }

  private func isLast(_ place: Int) -> Bool {
    place + 1 == places.count || places[place + 1].file != places[place].file
  }

  /// The units of each file, once all were handed over.
  var files: [Result<[UnitRows], IngestionError>] { joined.withLock(\.files) }

  /// The rows on disk with what was remarked of them; nil where they are in memory.
  func takeSpilled() throws(IngestionError) -> (rows: SpilledRows, remarks: UnitRemarks)? {
    guard let spill = joined.withLock({ $0.takeSpill() }) else { return nil }
    return try spill.get().finish(source)
  }

  /// The columns of all units, which are held nowhere else from then on.
  func takeColumns(_ workers: Workers) -> [Column] {
    joined.withLock { joined in joined.columns.indices.map { joined.columns[$0].take(workers) } }
  }
}

extension UnitJoin.Arrivals {
  /// The unit that is wanted next, for one to join at a time; nil where it has not come.
  fileprivate mutating func takeNext() -> (Int, Result<UnitRows, IngestionError>)? {
    guard !isJoining, next < units.count, let unit = units[next] else { return nil }
    isJoining = true
    units[next] = nil
    next += 1
    return (next - 1, unit)
  }
}

extension UnitJoin.Joined {
  /// Joins the next unit of a file; a file that failed takes none. What is to be done of it elsewhere is returned.
  fileprivate mutating func join(
    _ guess: Result<UnitRows, IngestionError>, _ unit: (file: Int, stop: Int64), isLast: Bool,
    _ source: OpenSource
  ) -> SpillTask? {
    defer { if isLast { place = nil } }
    guard case .success(var units) = files[unit.file] else { return nil }
    files[unit.file] = .success([])  // so that the list is held once
    let file = source.files[unit.file]
    do throws(IngestionError) {
      var rows = try verified(guess.get(), before: unit.stop, of: file, source)
      let task = try spillTask(of: &rows, file, source)
      if task == nil { append(&rows, stop: unit.stop, file, source) }
      units.append(rows)
      if isLast { try file.reader.checkUnchanged() }
      files[unit.file] = .success(units)
      return task
    } catch {
      files[unit.file] = .failure(error)
      return nil
    }
  }

  private mutating func verified(
    _ guess: UnitRows, before stop: Int64, of file: OpenFile, _ source: OpenSource
  ) throws(IngestionError) -> UnitRows {
    guard let start = place ?? file.head?.end else { return guess }
    var unit = guess
    if unit.start != start, unit.start?.byte != start.byte || !start.isFresh {
      unit = try source.read(file, from: start, before: stop)
      source.settings.onUnit(0, unit.records - guess.records)
    }
    place = unit.end
    return unit
  }

  /// What writes a unit's rows to disk; nil where they are kept in memory.
  private mutating func spillTask(
    of unit: inout UnitRows, _ file: OpenFile, _ source: OpenSource
  ) throws(IngestionError) -> SpillTask? {
    guard let spill else { return nil }
    var join = try spill.get()
    self.spill = nil  // so that it is held once
    let task = Result { () throws(IngestionError) in try join.take(&unit, of: file, source) }
    self.spill = task.map { _ in join }
    return try task.get()
  }

  fileprivate mutating func takeSpill() -> Result<SpillJoin, IngestionError>? {
    defer { spill = nil }
    return spill
  }

  /// Moves a unit's cells to the columns. After the first rows, room is made for as many as the files' sizes let expect.
  private mutating func append(_ unit: inout UnitRows, stop: Int64, _ file: OpenFile, _ source: OpenSource) {
    let kept = unit.kept
    let count = unit.origins.count
    let bytes = max(1, stop - (unit.start?.byte ?? 0))
    let all = source.files.reduce(0) { $0 + ($1.head == nil ? 0 : $1.reader.size) }
    let isFirst = !isReserved && count > 0
    let expected =
      isFirst && all > bytes ? Int(Int128(count) * Int128(all) * 33 / (Int128(bytes) * 32)) + 16 : 0
    isReserved = isReserved || isFirst
    for (index, piece) in unit.columns.enumerated() {
      if expected > 0 { columns[index].reserve(expected, like: piece, of: count) }
      columns[index].append(piece, kept)
    }
    unit.columns = []
  }
}
