import Dispatch
import Synchronization
import Testing

@testable import Records

@Suite struct ThreadPoolTests {
  private final class Counter: Sendable {
    let value = Atomic(0)
    func add() { value.add(1, ordering: .relaxed) }
    var count: Int { value.load(ordering: .relaxed) }
  }

  @Test func `Where there is no thread an offer is taken back undone`() {
    let pool = ThreadPool()
    let counter = Counter()
    let ticket = pool.offer(to: 3, of: 0) { counter.add() }
    pool.close(ticket)
    #expect(counter.count == 0)
  }

  @Test func `What was taken up is done when its offer is closed`() {
    for _ in 0..<200 {
      let (begun, ended) = (Counter(), Counter())
      let ticket = ThreadPool.shared.offer(to: 3, of: 3) {
        begun.add()
        for _ in 0..<1000 { begun.value.add(0, ordering: .relaxed) }
        ended.add()
      }
      ThreadPool.shared.close(ticket)
      #expect(begun.count == ended.count && ended.count <= 3)
    }
  }

  @Test func `Closing lets go of what the work holds`() {
    for _ in 0..<200 {
      var counter: Counter? = Counter()
      weak let held = counter
      let ticket = ThreadPool.shared.offer(to: 2, of: 2) { [counter] in counter?.add() }
      counter = nil
      ThreadPool.shared.close(ticket)
      #expect(held == nil)
    }
  }

  @Test func `A pool's own threads do its work`() {
    let (pool, counter, isDone) = (ThreadPool(), Counter(), DispatchSemaphore(value: 0))
    let ticket = pool.offer(to: 1, of: 1) {
      counter.add()
      isDone.signal()
    }
    #expect(isDone.wait(timeout: .now() + 60) == .success)
    pool.close(ticket)
    #expect(counter.count == 1)
  }

  @Test func `Of two threads one is left where the other waits for work of others`() {
    let (pool, counter) = (ThreadPool(), Counter())
    let (begins, isDone) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let waits = pool.offer(to: 1, of: 2) {
      begins.signal()
      if isDone.wait(timeout: .now() + 60) == .success { counter.add() }
    }
    begins.wait()
    let awaited = pool.offer(to: 1, of: 2) { isDone.signal() }
    pool.close(waits)
    pool.close(awaited)
    #expect(counter.count == 1)
  }

  @Test func `Closing twice is nothing`() {
    let ticket = ThreadPool.shared.offer(to: 1, of: 1) {}
    ThreadPool.shared.close(ticket)
    ThreadPool.shared.close(ticket)
  }

  @Test func `Work goes on where all threads are taken by work that waits for it`() {
    let workers = Workers(2)
    let outer = (0..<8).map { number in
      Meanwhile(workers) {
        Meanwhile(workers) { workers.map(100) { $0 }.reduce(number, +) }.value
      }
    }
    #expect(outer.map(\.value) == (0..<8).map { $0 + 4950 })
  }
}
