import Records

/// What was read of a file: its digest and its units in their order, verified.
struct ReadFile: Sendable {
  var digest: Result<String, IngestionError> = .success("")
  var units: Result<[UnitRows], IngestionError> = .success([])
}

/// The reading of all files of all sources, in tasks of a unit each and one for each file's digest.
struct UnitQueue {
  /// Nil for a source that could not be opened.
  private let sources: [OpenSource?]
  private let tasks: [Task]

  private struct Task: Sendable {
    let source: Int
    let file: Int
    /// Nil for the file's digest.
    let unit: (cut: Int64, stop: Int64, isFirst: Bool)?
  }

  private enum Outcome: Sendable {
    case digest(Result<String, IngestionError>)
    case unit(Result<UnitRows, IngestionError>)
  }

  init(_ sources: [OpenSource?]) {
    self.sources = sources
    var digests: [Task] = []
    var units: [Task] = []
    for (index, source) in sources.enumerated() {
      for (position, file) in (source?.files ?? []).enumerated() {
        if file.digest == nil { digests.append(Task(source: index, file: position, unit: nil)) }
        let cuts = source?.cuts(file) ?? []
        for (number, (cut, stop)) in zip(cuts, cuts.dropFirst()).enumerated() {
          units.append(Task(source: index, file: position, unit: (cut, stop, number == 0)))
        }
      }
    }
    tasks = digests + units  // a digest takes longest, since it cannot be shared out
  }

  /// What was read, parallel to the sources and their files.
  func run(_ workers: Workers) -> [[ReadFile]] {
    let outcomes = workers.map(tasks.count) { run(tasks[$0]) }
    var read = sources.map { source in
      (source?.files ?? []).map { file in ReadFile(digest: .success(file.digest ?? "")) }
    }
    var units = sources.map { source in
      (source?.files ?? []).map { _ in [Result<UnitRows, IngestionError>]() }
    }
    for (task, outcome) in zip(tasks, outcomes) {
      switch outcome {
      case .digest(let digest): read[task.source][task.file].digest = digest
      case .unit(let rows): units[task.source][task.file].append(rows)
      }
    }
    for (index, source) in sources.enumerated() {
      guard let source else { continue }
      for position in source.files.indices {
        let guessed = units[index][position]
        units[index][position] = []
        read[index][position].units = Result { () throws(IngestionError) in
          try source.verify(guessed, of: source.files[position])
        }
      }
    }
    return read
  }

  private func run(_ task: Task) -> Outcome {
    guard let source = sources[task.source] else { preconditionFailure("a task belongs to an open source") }
    let file = source.files[task.file]
    guard let unit = task.unit else {
      return .digest(
        Result { () throws(IngestionError) in try file.reader.digest(bufferSize: OpenFile.digestBuffer) })
    }
    return .unit(
      Result { () throws(IngestionError) in
        guard unit.isFirst, let head = file.head else {
          let rows = try source.speculate(file, cut: unit.cut, before: unit.stop)
          source.settings.onUnit(
            file.reader.shareOfFile(unit.stop) - file.reader.shareOfFile(unit.cut), rows.records)
          return rows
        }
        let rows = try source.read(file, from: head.end, before: unit.stop)
        source.settings.onUnit(file.reader.shareOfFile(unit.stop), rows.records)
        return rows
      })
  }
}

extension OpenSource {
  /// The units of a file, each of which begins where the one before ended: one that was read from another place, or
  /// with something carried over that it could not know, is read again.
  fileprivate func verify(
    _ guessed: [Result<UnitRows, IngestionError>], of file: OpenFile
  ) throws(IngestionError) -> [UnitRows] {
    guard var place = file.head?.end else { return [] }
    let stops = cuts(file).dropFirst()
    var units: [UnitRows] = []
    for (guess, stop) in zip(guessed, stops) {
      var unit = try guess.get()
      if unit.start != place, unit.start?.byte != place.byte || !place.isFresh {
        let guessed = unit.records
        unit = try read(file, from: place, before: stop)
        settings.onUnit(0, unit.records - guessed)
      }
      place = unit.end
      units.append(unit)
    }
    try file.reader.checkUnchanged()
    return units
  }
}
