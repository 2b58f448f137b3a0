internal import Synchronization

/// How many tasks of one piece of work may run at the same time.
///
/// Nothing that a run publishes may depend on `count`: cut work into tasks by the data alone, or so that no result tells how it
/// was cut.
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
    share(tasks) { task in
      let result = body(task)
      results.withLock { $0[task] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
  }

  /// An array of `count` elements, each range of `size` of which `body` appends in full; nothing is copied after.
  package func fill<Element: BitwiseCopyable & Sendable>(
    _ count: Int, of size: Int = 65_536,
    _ body: @Sendable (Range<Int>, inout OutputSpan<Element>) -> Void
  ) -> [Element] {
    let ranges = Workers.ranges(count, of: size)
    return unsafe [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      nonisolated(unsafe) let whole = unsafe buffer  // tasks write to ranges that do not meet
      share(ranges.count) { task in
        let part = unsafe UnsafeMutableBufferPointer(rebasing: whole[ranges[task]])
        var output = unsafe OutputSpan(buffer: part, initializedCount: 0)
        body(ranges[task], &output)
        let appended = unsafe output.finalize(for: part)
        precondition(appended == part.count, "a range is appended in full")
      }
      initialized = count
    }
  }

  /// Changes an array by ranges of `size`, each of which `body` is given by itself. O(elements).
  package func change<Element: BitwiseCopyable & Sendable>(
    _ elements: inout [Element], of size: Int = 262_144,
    _ body: @Sendable (inout MutableSpan<Element>) -> Void
  ) {
    unsafe elements.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let whole = unsafe buffer  // tasks write to ranges that do not meet
      let ranges = Workers.ranges(buffer.count, of: size)
      share(ranges.count) { task in
        var part = unsafe MutableSpan(
          _unsafeElements: UnsafeMutableBufferPointer(rebasing: whole[ranges[task]]))
        body(&part)
      }
    }
  }

  /// What threads do before any work, of those that are begun from now on.
  package static func prepareThreads(_ preparation: @escaping @Sendable () -> Void) {
    ThreadPool.preparation.withLock { $0 = preparation }
  }

  /// What two pieces of work give, the first of which is done meanwhile on a thread of its own where there is more than one
  /// worker, so that either may share out its tasks. The first is done to its end even where the second throws.
  package func both<First: Sendable, Second, Failure: Error>(
    _ first: @escaping @Sendable () -> First, _ second: () throws(Failure) -> Second
  ) throws(Failure) -> (First, Second) {
    let first = Meanwhile(self, first)
    let result: Result<Second, Failure>
    do throws(Failure) { result = .success(try second()) } catch { result = .failure(error) }
    return (first.value, try result.get())
  }

  /// Runs every task once, on as many threads as there are workers, and here alone where the system gives no other.
  ///
  /// The pool has a thread for each worker though one more works here, since some wait for a disk.
  private func share(_ tasks: Int, _ body: @Sendable (Int) -> Void) {
    guard count > 1, tasks > 1 else {
      for task in 0..<tasks { body(task) }
      return
    }
    let next = Atomic(0)
    withoutActuallyEscaping(body) { body in
      let work = { @Sendable in
        while true {
          let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard task < tasks else { return }
          body(task)
        }
      }
      let offer = ThreadPool.shared.offer(to: min(count, tasks) - 1, of: count, work)
      work()
      ThreadPool.shared.close(offer)
    }
  }

  /// Cuts `count` rows into ranges of `size`, the last one shorter; none for no rows.
  package static func ranges(_ count: Int, of size: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }
}

/// Work that is begun on another thread where there is more than one worker, and else done when it is asked for.
package final class Meanwhile<Value: Sendable>: Sendable {
  /// What the work holds is let go once it is done.
  private enum State {
    case waits(@Sendable () -> Value)
    case isDone(Value)
  }

  private let state: Mutex<State>

  package init(_ workers: Workers, _ work: @escaping @Sendable () -> Value) {
    state = Mutex(.waits(work))
    guard workers.count > 1 else { return }
    _ = ThreadPool.shared.offer(to: 1, of: workers.count) { _ = self.value }
  }

  /// What the work gives; waits for its end, and does it here where no thread has begun it yet.
  package var value: Value {
    state.withLock { state in
      switch state {
      case .isDone(let value): return value
      case .waits(let work):
        let value = work()
        state = .isDone(value)
        return value
      }
    }
  }
}
