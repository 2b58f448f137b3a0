import Dispatch
import Synchronization

/// Takes the parts of a table as they are made, in any order, and hands them on in theirs.
///
/// A part is handed on by whoever brings the one that is wanted next, so that no worker waits for another to do it, and
/// its bytes are hashed and written while a core's cache holds them. Who is too far ahead of it waits, so that few parts
/// are held.
package final class PartOrder<Failure: Error>: Sendable {
  private let count: Int
  private let state = Mutex(State())
  /// One for each part that may be in the making or wait.
  private let room: DispatchSemaphore

  fileprivate struct State {
    /// The first part that nobody makes yet.
    var unclaimed = 0
    /// The part that is wanted next.
    var wanted = 0
    var waiting: [Int: LinePart] = [:]
    var isHanding = false
    var failure: Failure?
  }

  /// `most` is how many of the `count` parts may be held at the same time.
  package init(_ count: Int, holding most: Int) {
    self.count = count
    room = DispatchSemaphore(value: max(most, 1))
  }

  /// What `take` threw; nothing was handed on after it.
  package var failure: Failure? { state.withLock(\.failure) }

  /// The next part that somebody must make, and `add`; waits while too many are held. Nil where none is left.
  package func claim() -> Int? {
    room.wait()
    let part = state.withLock { state -> Int? in
      guard state.failure == nil, state.unclaimed < count else { return nil }
      defer { state.unclaimed += 1 }
      return state.unclaimed
    }
    if part == nil { room.signal() }
    return part
  }

  /// Takes a part that was claimed and hands on what is wanted, as far as it has come.
  package func add(_ part: LinePart, at place: Int, to take: (LinePart) throws(Failure) -> Void) {
    let isHander = state.withLock { state in
      state.waiting[place] = part
      defer { state.isHanding = true }
      return !state.isHanding
    }
    guard isHander else { return }
    while let part = state.withLock({ $0.takeNext() }) {
      if failure == nil {
        do throws(Failure) { try take(part) } catch { state.withLock { $0.failure = error } }
      }
      room.signal()
    }
  }
}

extension PartOrder.State {
  /// The part that is wanted next; nil, and nobody hands on any more, where it has not come.
  fileprivate mutating func takeNext() -> LinePart? {
    guard let part = waiting.removeValue(forKey: wanted) else {
      isHanding = false
      return nil
    }
    wanted += 1
    return part
  }
}
