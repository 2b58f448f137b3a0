import Dispatch
import Foundation
import HTTPTypes
import Records
import Synchronization
import Workbench

/// Where questions are answered, one at a time in each lane, off the threads that read and write: what is quick
/// waits for nothing that takes long, nor do ticks for radii.
final class Desk: Sendable {
  enum Lane: Int, CaseIterable {
    case drags, views, members, searches, radii, prospects

    /// Questions of which a page wants the last one's answer only.
    var isOvertaken: Bool { self == .drags || self == .radii || self == .prospects }

    init(_ name: Substring) {
      switch name {
      case "drag": self = .drags
      case "member": self = .members
      case "prospect": self = .prospects
      case "ticks", "compare": self = .searches
      case "radius": self = .radii
      default: self = .views
      }
    }
  }

  private struct Waiting {
    var questions = 0
    /// The number of each page's last question.
    var latest: [String: Int] = [:]
    var count = 0
  }

  private let answer: @Sendable (BenchRequest) throws(BenchProblem) -> [UInt8]
  private let most: Int
  private let queues = Lane.allCases.map { DispatchQueue(label: "workbench.\($0)", qos: .userInitiated) }
  private let lanes = Mutex([Waiting](repeating: Waiting(), count: Lane.allCases.count))

  /// `most` is how many may wait in a lane.
  init(most: Int, _ answer: @escaping @Sendable (BenchRequest) throws(BenchProblem) -> [UInt8]) {
    self.most = most
    self.answer = answer
  }

  /// Of one `page`, only the latest drag, the latest question for radii and the latest for a member's prospect are
  /// answered: an older one that still waits shows nothing that anybody will see.
  func reply(to request: BenchRequest, lane: Lane, page: String?) async -> Reply {
    guard let number = enter(lane, page) else {
      return Reply(
        .serviceUnavailable, isForPage: true,
        Message(zh: "请求太多，请稍候再试", en: "too many requests wait; try again in a moment"))
    }
    return await withCheckedContinuation { continuation in
      queues[lane.rawValue].async {
        let reply = self.isLatest(number, lane, page) ? self.reply(to: request) : Desk.overtaken
        self.leave(number, lane, page)
        continuation.resume(returning: reply)
      }
    }
  }

  /// Requests of a lane that have no answer yet.
  func waiting(_ lane: Lane) -> Int { lanes.withLock { $0[lane.rawValue].questions } }

  var isAnswering: Bool { lanes.withLock { $0.contains { $0.questions > 0 } } }

  private func reply(to request: BenchRequest) -> Reply {
    do throws(BenchProblem) { return Reply(json: try answer(request)) } catch { return Reply(error) }
  }

  private func enter(_ lane: Lane, _ page: String?) -> Int? {
    lanes.withLock { lanes in
      guard lanes[lane.rawValue].questions < most else { return nil }
      lanes[lane.rawValue].questions += 1
      lanes[lane.rawValue].count += 1
      if let page { lanes[lane.rawValue].latest[page] = lanes[lane.rawValue].count }
      return lanes[lane.rawValue].count
    }
  }

  private func isLatest(_ number: Int, _ lane: Lane, _ page: String?) -> Bool {
    guard let page, lane.isOvertaken else { return true }
    return lanes.withLock { $0[lane.rawValue].latest[page] == number }
  }

  private func leave(_ number: Int, _ lane: Lane, _ page: String?) {
    lanes.withLock { lanes in
      lanes[lane.rawValue].questions -= 1
      if let page, lanes[lane.rawValue].latest[page] == number { lanes[lane.rawValue].latest[page] = nil }
    }
  }

  private static let overtaken = Reply(
    .conflict, isForPage: true,
    Message(zh: "同一页后来的提问已代替了它", en: "a later question of the same page took its place"))
}
