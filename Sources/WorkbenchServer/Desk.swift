import Dispatch
import Foundation
import HTTPTypes
import Records
import Synchronization
import Workbench

/// Where questions are answered, one at a time in each lane, off the threads that read and write: a drag waits for no other
/// question, and nothing for a long search.
final class Desk: Sendable {
  enum Lane: Int, CaseIterable {
    case drags, views, searches

    init(_ name: Substring) {
      switch name {
      case "drag": self = .drags
      case "ticks", "radius", "compare": self = .searches
      default: self = .views
      }
    }
  }

  private struct Line {
    var waiting = 0
    /// The number of each page's last drag.
    var latest: [String: Int] = [:]
    var count = 0
  }

  private let answer: @Sendable (BenchRequest) throws(BenchProblem) -> [UInt8]
  private let most: Int
  private let queues = Lane.allCases.map { DispatchQueue(label: "workbench.\($0)", qos: .userInitiated) }
  private let lines = Mutex([Line](repeating: Line(), count: Lane.allCases.count))

  /// `most` is how many may wait in a lane.
  init(most: Int, _ answer: @escaping @Sendable (BenchRequest) throws(BenchProblem) -> [UInt8]) {
    self.most = most
    self.answer = answer
  }

  /// Of one `page`, only the latest drag is answered: an older one that still waits shows nothing that anybody will see.
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
  func waiting(_ lane: Lane) -> Int { lines.withLock { $0[lane.rawValue].waiting } }

  private func reply(to request: BenchRequest) -> Reply {
    do throws(BenchProblem) { return Reply(json: try answer(request)) } catch { return Reply(error) }
  }

  private func enter(_ lane: Lane, _ page: String?) -> Int? {
    lines.withLock { lines in
      guard lines[lane.rawValue].waiting < most else { return nil }
      lines[lane.rawValue].waiting += 1
      lines[lane.rawValue].count += 1
      if let page { lines[lane.rawValue].latest[page] = lines[lane.rawValue].count }
      return lines[lane.rawValue].count
    }
  }

  private func isLatest(_ number: Int, _ lane: Lane, _ page: String?) -> Bool {
    guard let page, lane == .drags else { return true }
    return lines.withLock { $0[lane.rawValue].latest[page] == number }
  }

  private func leave(_ number: Int, _ lane: Lane, _ page: String?) {
    lines.withLock { lines in
      lines[lane.rawValue].waiting -= 1
      if let page, lines[lane.rawValue].latest[page] == number { lines[lane.rawValue].latest[page] = nil }
    }
  }

  private static let overtaken = Reply(
    .conflict, isForPage: true,
    Message(zh: "同一页后来的拖动已代替了它", en: "a later drag of the same page took its place"))
}
