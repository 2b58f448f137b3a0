internal import Dispatch
internal import Synchronization

/// How many tasks of one piece of work may run at the same time.
///
/// Nothing that a run publishes may depend on `count`: cut work into tasks by the data alone.
package struct Workers: Hashable, Sendable {
  /// Runs everything where it is called.
  package static let one = Workers(1)

  /// 1 or more.
  package let count: Int

  /// A `count` below 1 counts as 1.
  package init(_ count: Int) {
    self.count = max(count, 1)
  }

  /// The results of `body` for 0 up to `tasks`, in that order, whichever task ends first.
  ///
  /// Tasks are taken from a counter, so unequal ones share out by themselves; a task may call `map` in turn. One
  /// lock per task: give a task some thousand rows, not one.
  package func map<Result: Sendable>(_ tasks: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    guard count > 1, tasks > 1 else { return (0..<tasks).map { body($0) } }
    let results = Mutex([Result?](repeating: nil, count: tasks))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(count, tasks)) { _ in
      while true {
        let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard task < tasks else { return }
        let result = body(task)
        results.withLock { $0[task] = result }
      }
    }
    return results.withLock { $0.compactMap(\.self) }
  }

  /// Cuts `count` rows into ranges of `size`, the last one shorter; none for no rows.
  package static func ranges(_ count: Int, of size: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }
}
