import Dispatch
import Foundation
import HTTPTypes
import Records
import Synchronization
import Testing
import Workbench

@testable import WorkbenchServer

/// In which order questions are answered, and which are not.
@Suite(.timeLimit(.minutes(10))) struct DeskTests {
  /// Says when the first question is being answered, and lets it be answered; waits for nothing without an end.
  private final class Clerk: Sendable {
    /// Others may keep all cores for a while.
    private static let patience = DispatchTimeInterval.seconds(300)
    private let began = DispatchSemaphore(value: 0)
    private let goes = DispatchSemaphore(value: 0)
    private let isFirst = Atomic(true)
    let asked = Mutex<[BenchRequest]>([])

    func answer(_ request: BenchRequest) -> [UInt8] {
      asked.withLock { $0.append(request) }
      if isFirst.exchange(false, ordering: .acquiringAndReleasing) {
        began.signal()
        _ = goes.wait(timeout: .now() + Clerk.patience)
      }
      return Array("{}".utf8)
    }

    func go() { goes.signal() }

    func waitForTheFirst() async -> Bool {
      await withCheckedContinuation { continuation in
        Thread { [began] in
          continuation.resume(returning: began.wait(timeout: .now() + Clerk.patience) == .success)
        }.start()
      }
    }
  }

  /// Whether so many come to wait within five minutes.
  private func waits(_ count: Int, _ lane: Desk.Lane, _ desk: Desk) async -> Bool {
    let start = ContinuousClock.now
    while desk.waiting(lane) < count, ContinuousClock.now - start < .seconds(300) { await Task.yield() }
    return desk.waiting(lane) == count
  }

  private func drag(at text: String) throws -> BenchRequest {
    try BenchRequest("drag", ["knob": "A3.cap", "at": text])
  }

  @Test(arguments: [Desk.Lane.drags, .radii, .prospects])
  func ofOnePageTheLatestQuestionIsAnswered(lane: Desk.Lane) async throws {
    let clerk = Clerk()
    let desk = Desk(most: 64) { request in clerk.answer(request) }
    let (first, second, third) = (try drag(at: "1"), try drag(at: "2"), try drag(at: "3"))
    async let one = desk.reply(to: first, lane: lane, page: "a")
    #expect(await clerk.waitForTheFirst())
    async let two = desk.reply(to: second, lane: lane, page: "a")
    async let other = desk.reply(to: second, lane: lane, page: "b")
    async let none = desk.reply(to: second, lane: lane, page: nil)
    #expect(await waits(4, lane, desk))
    async let three = desk.reply(to: third, lane: lane, page: "a")
    #expect(await waits(5, lane, desk))
    clerk.go()
    #expect(await one.status == .ok)
    #expect(await two.status == .conflict)
    let overtaken = await two.body
    #expect(
      String(decoding: overtaken, as: UTF8.self)
        == #"{"error":{"en":"a later question of the same page took its place","zh":"同一页后来的提问已代替了它"}}"#)
    #expect(await other.status == .ok)
    #expect(await none.status == .ok)
    #expect(await three.status == .ok)
    #expect(clerk.asked.withLock { $0.count { $0 == second } } == 2)
    #expect(desk.waiting(lane) == 0)
  }

  @Test(arguments: [Desk.Lane.views, .members, .searches]) func elsewhereEachIsAnswered(lane: Desk.Lane) async
  {
    let clerk = Clerk()
    let desk = Desk(most: 64) { request in clerk.answer(request) }
    async let one = desk.reply(to: .run, lane: lane, page: "a")
    #expect(await clerk.waitForTheFirst())
    async let two = desk.reply(to: .run, lane: lane, page: "a")
    #expect(await waits(2, lane, desk))
    async let three = desk.reply(to: .run, lane: lane, page: "a")
    #expect(await waits(3, lane, desk))
    clerk.go()
    for reply in await [one, two, three] { #expect(reply.status == .ok) }
  }

  /// By the last part of an address: what is answered while it takes long.
  @Test(arguments: [
    ("ticks", ["drag", "run", "rows", "save", "member", "radius"]), ("compare", ["drag", "run", "radius"]),
    ("prospect", ["drag", "run", "member", "ticks", "radius"]),
    ("radius", ["drag", "run", "member", "ticks"]),
    ("member", ["drag", "rows", "ticks", "radius"]),
    ("rows", ["drag"]),
  ])
  func whatTakesLongHoldsUpNothingQuick(long: String, quick: [String]) async throws {
    let clerk = Clerk()
    let desk = Desk(most: 64) { request in clerk.answer(request) }
    async let first = desk.reply(to: .run, lane: Desk.Lane(long[...]), page: "a")
    #expect(await clerk.waitForTheFirst())
    for name in quick {
      #expect(await desk.reply(to: .run, lane: Desk.Lane(name[...]), page: "a").status == .ok, "\(name)")
    }
    #expect(desk.waiting(Desk.Lane(long[...])) == 1)
    clerk.go()
    #expect(await first.status == .ok)
  }

  @Test func noMoreWaitThanAreUseful() async throws {
    let clerk = Clerk()
    let desk = Desk(most: 2) { request in clerk.answer(request) }
    async let one = desk.reply(to: .run, lane: .views, page: nil)
    #expect(await clerk.waitForTheFirst())
    async let two = desk.reply(to: .run, lane: .views, page: nil)
    #expect(await waits(2, .views, desk))
    let three = await desk.reply(to: .run, lane: .views, page: nil)
    #expect(three.status == .serviceUnavailable)
    clerk.go()
    #expect(await one.status == .ok)
    #expect(await two.status == .ok)
    #expect(await desk.reply(to: .run, lane: .views, page: nil).status == .ok)
  }

  @Test func aProblemIsAReply() async {
    for (kind, status) in [
      (BenchProblem.Kind.wrong, 400), (.missing, 404), (.conflict, 409), (.failed, 500),
    ] {
      let desk = Desk(most: 1) { (_) throws(BenchProblem) in throw BenchProblem(kind, zh: "一/“二”", en: "one")
      }
      let reply = await desk.reply(to: .run, lane: .views, page: nil)
      #expect(reply.status.code == status)
      #expect(String(decoding: reply.body, as: UTF8.self) == #"{"error":{"en":"one","zh":"一/“二”"}}"#)
    }
  }

  @Test func secretsDifferAndCompareWhole() {
    let (one, other) = (Secret(), Secret())
    #expect(one.text.wholeMatch(of: /[0-9a-f]{64}/) != nil)
    #expect(one.matches(one.text))
    #expect(!one.matches(other.text))
    #expect(!one.matches(one.text.dropLast()))
    #expect(!one.matches(one.text + "0"))
    #expect(!one.matches(""))
  }
}
