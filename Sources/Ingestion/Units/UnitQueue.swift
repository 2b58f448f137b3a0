import Records

/// What was read of a source: its files, and the columns of all their units.
struct ReadSource: Sendable {
  var files: [ReadFile]
  let join: UnitJoin
}

/// The reading of all files of all sources, in tasks of a unit each and one for each file's digest.
struct UnitQueue {
  /// Nil for a source that could not be opened.
  private let sources: [OpenSource?]
  private let joins: [UnitJoin?]
  private let tasks: [Task]

  private struct Task: Sendable {
    let source: Int
    let file: Int
    /// Nil for the file's digest.
    let unit: Unit?
  }

  private struct Unit: Sendable {
    /// Among the units of the source.
    let place: Int
    let cut: Int64
    let stop: Int64
    let isFirst: Bool
  }

  init(_ sources: [OpenSource?]) {
    self.sources = sources
    var digests: [Task] = []
    var units: [Task] = []
    var joins: [UnitJoin?] = []
    for (index, source) in sources.enumerated() {
      var own: [(file: Int, stop: Int64)] = []
      for (position, file) in (source?.files ?? []).enumerated() {
        if file.digest == nil { digests.append(Task(source: index, file: position, unit: nil)) }
        let cuts = source?.cuts(file) ?? []
        for (number, (cut, stop)) in zip(cuts, cuts.dropFirst()).enumerated() {
          let unit = Unit(place: own.count, cut: cut, stop: stop, isFirst: number == 0)
          units.append(Task(source: index, file: position, unit: unit))
          own.append((position, stop))
        }
      }
      joins.append(source.map { UnitJoin($0, units: own) })
    }
    self.joins = joins
    tasks = digests + units  // a digest takes longest, since it cannot be shared out
  }

  /// What was read, parallel to the sources; nil for one that could not be opened.
  func run(_ workers: Workers) -> [ReadSource?] {
    let digests = workers.map(tasks.count) { run(tasks[$0]) }
    var read = zip(sources, joins).map { source, join -> ReadSource? in
      guard let source, let join else { return nil }
      let files = zip(source.files, join.files).map { file, units in
        ReadFile(digest: .success(file.digest ?? ""), units: units)
      }
      return ReadSource(files: files, join: join)
    }
    for (task, digest) in zip(tasks, digests) {
      if let digest { read[task.source]?.files[task.file].digest = digest }
    }
    return read
  }

  /// The digest of a file; nil for a unit, which is handed over to its source.
  private func run(_ task: Task) -> Result<String, IngestionError>? {
    guard let source = sources[task.source] else { preconditionFailure("a task belongs to an open source") }
    let file = source.files[task.file]
    guard let unit = task.unit else {
      return Result { () throws(IngestionError) in
        try file.reader.digest(bufferSize: OpenFile.digestBuffer)
      }
    }
    let rows = Result { () throws(IngestionError) in try read(unit, of: file, source) }
    joins[task.source]?.add(rows, at: unit.place)
    return nil
  }

  private func read(
    _ unit: Unit, of file: OpenFile, _ source: OpenSource
  ) throws(IngestionError) -> UnitRows {
    guard unit.isFirst, let head = file.head else {
      let rows = try source.speculate(file, cut: unit.cut, before: unit.stop)
      source.settings.onUnit(
        file.reader.shareOfFile(unit.stop) - file.reader.shareOfFile(unit.cut), rows.records)
      return rows
    }
    let rows = try source.read(file, from: head.end, before: unit.stop)
    source.settings.onUnit(file.reader.shareOfFile(unit.stop), rows.records)
    return rows
  }
}
