import Publishing
import Records

extension ComputedRun {
  /// Writes the files to publish into a staging, the manifest last; without one, they are made and digested alone. Fails
  /// closed on anything private.
  func files(to staging: Staging? = nil) throws(RunError) -> Manifest {
    let files = try made(staging)
    let made = OutputFile.allCases.compactMap { files[$0] }
    let manifest = Manifest(record, outputs: made.map(\.output))
    let last = classified(Artifact(file: .manifest, bytes: manifest.json(), rows: nil))
    let hits = made.flatMap(\.hits) + withheld.scan(of: last.file.rawValue, known: .internal).hits(in: last)
    guard hits.isEmpty else { throw .data([PublishingError.privacy(hits).message]) }
    do { try staging?.add(last) } catch { throw .operation(error.message) }
    return manifest
  }

  /// An artifact of the class that the policy gives it.
  func classified(_ artifact: Artifact) -> Artifact {
    var artifact = artifact
    artifact.privacy = withheld.privacy(of: artifact.file.rawValue, known: artifact.file.privacy)
    return artifact
  }

  /// All files, those that tell of the review once it is there. The others are made while it is worked out; who has done so
  /// helps with what is left.
  private func made(_ staging: Staging?) throws(RunError) -> [OutputFile: MadeFile] {
    let wanted = OutputFile.allCases.filter { !omitted.contains($0) }
    guard let openReview else { return try made(wanted, staging) }
    let others = FileQueue(wanted.filter { !$0.tellsOfReview })
    let (late, _) = workers.both {
      let late = Result { () throws(RunError) in
        try reviewed(openReview.review()).made(wanted.filter(\.tellsOfReview), staging)
      }
      take(others, staging)
      return late
    } _: {
      // Tables come last here, since whoever is free then can help with them.
      take(others, staging)
    }
    let early = try made(others)
    return early.merging(try late.get()) { file, _ in file }
  }

  private func made(
    _ files: [OutputFile], _ staging: Staging?
  ) throws(RunError) -> [OutputFile: MadeFile] {
    let queue = FileQueue(files)
    make(queue, staging)
    return try made(queue)
  }

  private func made(_ queue: FileQueue) throws(RunError) -> [OutputFile: MadeFile] {
    do { return try queue.made() } catch { throw .operation(error.message) }
  }

  /// Long tables come first, one after another, each made by all workers, who hold a few parts of it;
  /// the others, which are held whole to be searched, are made at the same time, while the disk takes in the tables.
  private func make(_ queue: FileQueue, _ staging: Staging?) {
    while let table = queue.nextTable() { perform(table, of: queue, staging) }
    _ = workers.map(workers.count) { _ in take(queue, staging) }
  }

  /// Takes steps of a queue until none is left.
  private func take(_ queue: FileQueue, _ staging: Staging?) {
    while let step = queue.next() { perform(step, of: queue, staging) }
  }

  private func perform(_ step: FileQueue.Step, of queue: FileQueue, _ staging: Staging?) {
    do throws(PublishingError) {
      switch step {
      case .make(let file):
        guard let artifact = try record.artifact(file, workers).map(classified) else { return }
        guard file.privacy == .staff else { return queue.add(.search(artifact)) }
        queue.add(.sync(file, try WrittenFile(artifact, to: staging, workers)))
      case .search(let artifact):
        let hits = try withheld.hits(in: artifact, workers)
        let written = try WrittenFile(artifact, to: hits.isEmpty ? staging : nil)
        try written.sync()
        queue.end(step, .success(MadeFile(output: written.output, hits: hits)))
      case .sync(_, let written):
        try written.sync()
        queue.end(step, .success(MadeFile(output: written.output, hits: [])))
      }
    } catch {
      queue.end(step, .failure(error))
    }
  }
}

extension OutputFile {
  /// Whether the file is not known before the review is.
  fileprivate var tellsOfReview: Bool { self == .review || self == .quality }
}
