import Publishing
import Records
import Synchronization

/// A file that is made, and what in it is private.
struct MadeFile: Sendable {
  let output: Manifest.Output
  let hits: [PrivacyHit]
}

/// The files of a run that are still to be made, which several threads take in turn until one of them fails.
final class FileQueue: Sendable {
  /// What is next for a file.
  enum Step: Sendable {
    case make(OutputFile)
    case search(Artifact)
    case sync(OutputFile, WrittenFile)

    var file: OutputFile {
      switch self {
      case .make(let file), .sync(let file, _): file
      case .search(let artifact): artifact.file
      }
    }

    /// Whether it does nothing but wait for the disk.
    var waits: Bool {
      if case .sync = self { true } else { false }
    }
  }

  fileprivate struct State {
    /// Not begun, made by all workers.
    var tables: [OutputFile]
    /// Not begun, made by one thread.
    var others: [OutputFile]
    /// Files that are begun.
    var steps: [Step] = []
    /// How many threads take steps that wait for the disk alone.
    var syncing = 0
    var made: [OutputFile: MadeFile] = [:]
    var failures: [OutputFile: PublishingError] = [:]
  }

  private let state: Mutex<State>

  /// The files that take longest, which are begun first.
  private static let longest: [OutputFile] = [.page, .workbook]

  init(_ files: [OutputFile]) {
    let tables = files.filter { $0.privacy == .staff } + files.filter { $0 == .ranking }
    let others = FileQueue.longest + OutputFile.allCases.filter { !FileQueue.longest.contains($0) }
    state = Mutex(State(tables: tables, others: others.filter { files.contains($0) && !tables.contains($0) }))
  }

  /// The first table that is not begun; nil when there is none.
  func nextTable() -> Step? {
    state.withLock { state in
      guard state.failures.isEmpty, !state.tables.isEmpty else { return nil }
      return .make(state.tables.removeFirst())
    }
  }

  /// A step of any file, of those that are begun first and of tables last; nil when there is none. One thread at a time takes one
  /// that waits for the disk alone, as long as there is something else to do.
  func next() -> Step? {
    state.withLock { state in
      guard state.failures.isEmpty else { return nil }
      if state.syncing == 0, let step = state.takeStep(where: \.waits) { return step }
      if let step = state.takeStep(where: { !$0.waits }) { return step }
      if !state.others.isEmpty { return .make(state.others.removeFirst()) }
      return state.tables.popLast().map(Step.make) ?? state.takeStep(where: \.waits)
    }
  }

  /// Adds the next step of a file, for whoever takes one.
  func add(_ step: Step) { state.withLock { $0.steps.append(step) } }

  /// Notes what became of a file with its last step.
  func end(_ step: Step, _ result: Result<MadeFile, PublishingError>) {
    let file = step.file
    state.withLock { state in
      if step.waits { state.syncing -= 1 }
      switch result {
      case .success(let made): state.made[file] = made
      case .failure(let failure): state.failures[file] = failure
      }
    }
  }

  /// All that is made, once nobody takes a step any more; of several failures throws that of the first file.
  func made() throws(PublishingError) -> [OutputFile: MadeFile] {
    let (made, failures) = state.withLock { ($0.made, $0.failures) }
    for file in OutputFile.allCases {
      if let failure = failures[file] { throw failure }
    }
    return made
  }
}

extension FileQueue.State {
  /// The oldest step of those that are begun.
  mutating func takeStep(where isAsked: (FileQueue.Step) -> Bool) -> FileQueue.Step? {
    guard let place = steps.firstIndex(where: isAsked) else { return nil }
    if steps[place].waits { syncing += 1 }
    return steps.remove(at: place)
  }
}
