internal import Dispatch
internal import Glibc
internal import Synchronization

/// Threads that take up work which its owner offers, and goes on with, or waits for, meanwhile.
///
/// An offer is never more than that: where the system gives no thread, for want of memory or of processes, nobody takes it up
/// and its owner does the work alone. (Dispatch waits for a thread until one is given, which may be never, and ends the process
/// where it has no file handle left.)
final class ThreadPool: Sendable {
  static let shared = ThreadPool()

  /// What a thread does before any work.
  static let preparation = Mutex<(@Sendable () -> Void)?>(nil)

  /// Names an offer to its owner.
  struct Ticket: Sendable { fileprivate let number: Int }

  fileprivate struct Offer {
    let number: Int
    let work: @Sendable () -> Void
    /// How many more threads may take it up.
    var left: Int
    var running = 0
    /// Told when the last thread is done, once its owner waits for that.
    var isAwaited = false
    let isOver = DispatchSemaphore(value: 0)
  }

  fileprivate struct State {
    /// By age; one goes with its last thread.
    var offers: [Offer] = []
    var offered = 0
    var threads = 0
  }

  private let state = Mutex(State())
  /// Counts what may be taken up, and here and there more: who finds nothing waits again.
  private let wake = DispatchSemaphore(value: 0)

  /// Has up to `most` threads do `work` once each, of `limit` threads in all, of which some may wait for work of others.
  func offer(to most: Int, of limit: Int, _ work: @escaping @Sendable () -> Void) -> Ticket {
    let (number, missing) = state.withLock { state in
      state.offered += 1
      state.offers.append(Offer(number: state.offered, work: work, left: most))
      let wanted = state.offers.reduce(0) { $0 + $1.left + $1.running }
      let missing = max(min(limit, wanted) - state.threads, 0)
      state.threads += missing
      return (state.offered, missing)
    }
    for _ in 0..<missing where !begin() { state.withLock { $0.threads -= 1 } }
    for _ in 0..<most { wake.signal() }
    return Ticket(number: number)
  }

  /// Takes back what nobody has taken up, and waits for those who did.
  func close(_ ticket: Ticket) {
    let isOver = state.withLock { state -> DispatchSemaphore? in
      guard let place = state.place(ticket.number) else { return nil }
      state.offers[place].left = 0
      state.offers[place].isAwaited = true
      guard state.offers[place].running == 0 else { return state.offers[place].isOver }
      state.offers.remove(at: place)
      return nil
    }
    isOver?.wait()
  }

  /// False where the system gives no thread.
  private func begin() -> Bool {
    let pool = unsafe Unmanaged.passRetained(self)  // a thread never ends, nor does its pool
    var thread = pthread_t()
    let result = unsafe pthread_create(
      &thread, nil,
      { pool in
        guard let pool = unsafe pool else { return nil }
        unsafe Unmanaged<ThreadPool>.fromOpaque(pool).takeUnretainedValue().work()
      }, pool.toOpaque())
    guard result == 0 else {
      unsafe pool.release()
      return false
    }
    pthread_detach(thread)
    return true
  }

  private func work() -> Never {
    ThreadPool.leaveSignals()
    ThreadPool.preparation.withLock { $0 }?()
    while true {
      wake.wait()
      guard let number = takeUp() else { continue }
      state.withLock { $0.end(number) }?.signal()
    }
  }

  /// Does some work and names its offer, nil where there is none. Nothing of the work is held on return, since its owner may have
  /// lent it.
  @inline(never)
  private func takeUp() -> Int? {
    guard let (number, work) = state.withLock({ $0.take() }) else { return nil }
    work()
    return number
  }

  /// Signals are for the threads that the process began with, but for those that tell of a fault.
  private static func leaveSignals() {
    var signals = sigset_t()
    _ = unsafe sigfillset(&signals)
    for fault in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT] { _ = unsafe sigdelset(&signals, fault) }
    _ = unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  }
}

extension ThreadPool.State {
  fileprivate func place(_ number: Int) -> Int? { offers.firstIndex { $0.number == number } }

  /// The oldest work that may be taken up; nil where there is none.
  fileprivate mutating func take() -> (number: Int, work: @Sendable () -> Void)? {
    guard let place = offers.firstIndex(where: { $0.left > 0 }) else { return nil }
    offers[place].left -= 1
    offers[place].running += 1
    return (offers[place].number, offers[place].work)
  }

  /// A thread is done with an offer; what tells its owner, where that was the last one and is waited for.
  fileprivate mutating func end(_ number: Int) -> DispatchSemaphore? {
    guard let place = place(number) else { return nil }
    offers[place].running -= 1
    guard offers[place].running == 0, offers[place].left == 0 else { return nil }
    let (isAwaited, isOver) = (offers[place].isAwaited, offers[place].isOver)
    offers.remove(at: place)
    return isAwaited ? isOver : nil
  }
}
