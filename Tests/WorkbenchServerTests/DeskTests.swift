import Dispatch
import Foundation
import HTTPTypes
import Records
import Synchronization
import Testing
import Workbench

@testable import WorkbenchServer

/// In which order questions are answered, and which are not.
@Suite struct DeskTests {
  /// Says when the first question is being answered, and lets it be answered.
  private final class Gatekeeper: Sendable {
    private let began = DispatchSemaphore(value: 0)
    private let goes = DispatchSemaphore(value: 0)
    private let isFirst = Atomic(true)
    let asked = Mutex<[BenchRequest]>([])

    func answer(_ request: BenchRequest) -> [UInt8] {
      asked.withLock { $0.append(request) }
      if isFirst.exchange(false, ordering: .acquiringAndReleasing) {
        began.signal()
        goes.wait()
      }
      return Array("{}".utf8)
    }

    func go() { goes.signal() }

    func waitForTheFirst() async {
      await withCheckedContinuation { continuation in
        Thread { [began] in
          began.wait()
          continuation.resume()
        }.start()
      }
    }
  }

  private func drag(at text: String) throws -> BenchRequest {
    try BenchRequest("drag", ["knob": "A3.cap", "at": text])
  }

  @Test func ofOnePageTheLatestDragIsAnswered() async throws {
    let keeper = Gatekeeper()
    let desk = Desk(most: 64) { request in keeper.answer(request) }
    let (first, second, third) = (try drag(at: "1"), try drag(at: "2"), try drag(at: "3"))
    async let one = desk.reply(to: first, lane: .drags, page: "a")
    await keeper.waitForTheFirst()
    async let two = desk.reply(to: second, lane: .drags, page: "a")
    async let other = desk.reply(to: second, lane: .drags, page: "b")
    async let none = desk.reply(to: second, lane: .drags, page: nil)
    while desk.waiting(.drags) < 4 { await Task.yield() }
    async let three = desk.reply(to: third, lane: .drags, page: "a")
    while desk.waiting(.drags) < 5 { await Task.yield() }
    keeper.go()
    #expect(await one.status == .ok)
    #expect(await two.status == .conflict)
    let overtaken = await two.body
    #expect(
      String(decoding: overtaken, as: UTF8.self)
        == #"{"error":{"en":"a later drag of the same page took its place","zh":"同一页后来的拖动已代替了它"}}"#)
    #expect(await other.status == .ok)
    #expect(await none.status == .ok)
    #expect(await three.status == .ok)
    #expect(keeper.asked.withLock { $0.count { $0 == second } } == 2)
    #expect(desk.waiting(.drags) == 0)
  }

  @Test func aLongSearchHoldsUpNoDragAndNoView() async throws {
    let keeper = Gatekeeper()
    let desk = Desk(most: 64) { request in keeper.answer(request) }
    let search = try BenchRequest("ticks", ["knob": "A3.cap"])
    async let long = desk.reply(to: search, lane: Desk.Lane("ticks"), page: nil)
    await keeper.waitForTheFirst()
    let drag = try drag(at: "1")
    #expect(await desk.reply(to: drag, lane: Desk.Lane("drag"), page: "a").status == .ok)
    #expect(await desk.reply(to: .run, lane: Desk.Lane("run"), page: nil).status == .ok)
    keeper.go()
    #expect(await long.status == .ok)
  }

  @Test func noMoreWaitThanAreUseful() async throws {
    let keeper = Gatekeeper()
    let desk = Desk(most: 2) { request in keeper.answer(request) }
    async let one = desk.reply(to: .run, lane: .views, page: nil)
    await keeper.waitForTheFirst()
    async let two = desk.reply(to: .run, lane: .views, page: nil)
    while desk.waiting(.views) < 2 { await Task.yield() }
    let three = await desk.reply(to: .run, lane: .views, page: nil)
    #expect(three.status == .serviceUnavailable)
    keeper.go()
    #expect(await one.status == .ok)
    #expect(await two.status == .ok)
    #expect(await desk.reply(to: .run, lane: .views, page: nil).status == .ok)
  }

  @Test func aProblemIsAReply() async {
    for (kind, status) in [
      (BenchProblem.Kind.wrong, 400), (.missing, 404), (.conflict, 409),
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
