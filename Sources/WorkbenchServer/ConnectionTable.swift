import NIOCore
import Synchronization

/// The connections that are open. When there would be too many, the oldest that never showed the cookie is closed, else the
/// oldest: who holds many open keeps nobody out.
final class ConnectionTable: Sendable {
  private struct Entry {
    let channel: any Channel
    let number: Int
    var isTrusted = false
  }

  private struct State {
    var entries: [ObjectIdentifier: Entry] = [:]
    var count = 0
  }

  private let most: Int
  private let state = Mutex(State())

  init(most: Int) { self.most = most }

  /// O(connections).
  func add(_ channel: any Channel) {
    let dropped = state.withLock { state in
      state.count += 1
      let oldest = state.entries.count < most ? nil : ConnectionTable.oldest(state.entries.values)
      if let oldest { state.entries[ObjectIdentifier(oldest.channel)] = nil }
      state.entries[ObjectIdentifier(channel)] = Entry(channel: channel, number: state.count)
      return oldest?.channel
    }
    dropped?.close(promise: nil)
  }

  /// A connection whose request showed the cookie.
  func trust(_ channel: any Channel) {
    state.withLock { $0.entries[ObjectIdentifier(channel)]?.isTrusted = true }
  }

  func remove(_ channel: any Channel) {
    state.withLock { $0.entries[ObjectIdentifier(channel)] = nil }
  }

  private static func oldest(_ entries: some Collection<Entry>) -> Entry? {
    entries.min { ($0.isTrusted ? 1 : 0, $0.number) < ($1.isTrusted ? 1 : 0, $1.number) }
  }
}
