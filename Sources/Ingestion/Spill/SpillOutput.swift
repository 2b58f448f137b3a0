import Records
import Synchronization
import SystemCalls

/// What the tasks of a source write, in any order.
final class SpillOutput: Sendable {
  private let file: SpillFile
  /// False where no two members can have rows of one key.
  let keepsKeys: Bool
  private let state: Mutex<State>

  private struct State {
    var keys: KeyLog
    /// By shard, in the order in which they were written.
    var blocks: [[(unit: Int, place: SpillFile.Place)]]
    var remarks: [(unit: Int, remarks: UnitRemarks)] = []
  }

  init(_ request: SpillRequest, _ shape: SourceShape) throws(SystemError) {
    file = try SpillFile(".tmp-rows-\(shape.name)", in: request.folder)
    let keys = KeyLog(try SpillFile(".tmp-keys-\(shape.name)", in: request.folder))
    keepsKeys = !shape.key.isEmpty && !shape.key.contains(request.column)
    state = Mutex(State(keys: keys, blocks: Array(repeating: [], count: request.shards + 1)))
  }

  /// A unit's remarks, and its keys where they are kept.
  func append(_ remarks: UnitRemarks, keys: KeyEntries?, unit: Int) throws(SystemError) {
    try state.withLock { state throws(SystemError) in
      state.remarks.append((unit, remarks))
      if let keys { try state.keys.append(keys) }
    }
  }

  /// A unit's rows of a shard.
  func append(_ block: [UInt8], rows: Int, shard: Int, unit: Int) throws(SystemError) {
    let place = try file.append(block, rows: rows)
    state.withLock { $0.blocks[shard].append((unit, place)) }
  }

  /// All that was written, in the order of units, and nothing of it is left here.
  func finish() throws(SystemError) -> (
    file: SpillFile, keys: KeyLog, blocks: [[SpillFile.Place]], remarks: UnitRemarks
  ) {
    var keys = state.withLock(\.keys)
    try keys.flush()
    let blocks = state.withLock { state in
      state.blocks.map { shard in shard.sorted { $0.unit < $1.unit }.map(\.place) }
    }
    return (file, keys, blocks, joinedRemarks())
  }

  private func joinedRemarks() -> UnitRemarks {
    var units = state.withLock { state in
      defer { state.remarks = [] }
      return state.remarks.sorted { $0.unit > $1.unit }
    }
    var joined = UnitRemarks()
    joined.reserveCorrections(units.reduce(0) { $0 + $1.remarks.corrections.count })
    while let unit = units.popLast() { joined.append(unit.remarks) }
    return joined
  }
}
