import Foundation
import Synchronization
package import SystemCalls

/// Calls that are counted, of which some fail, are cut short, interrupted or late, as a fault says.
package final class FaultyCalls: SystemCalls {
  package enum Fault: Sendable {
    case none
    /// The nth call (from 1) fails once with an error number.
    case failure(at: Int, code: Int32)
    /// The connection breaks at its nth call (from 1) and stays broken.
    case brokenConnection(at: Int)
    /// No call from the nth on is made, as after a kill.
    case death(at: Int)
    /// Reads and writes take a few bytes at a time, and every third call is interrupted first.
    case haste(seed: UInt64)
    /// Every call is late.
    case delay(microseconds: UInt32)
  }

  private struct State {
    var made: [SystemCall] = []
    var onConnections = 0
    var random = SplitMix64(seed: 0)
  }

  private let fault: Fault
  private let state: Mutex<State>

  private static let connection: Set<SystemCall.Name> = [.connect, .send, .receive, .wait]

  /// Calls on connections so far.
  package var countOnConnections: Int { state.withLock { $0.onConnections } }

  package init(_ fault: Fault = .none) {
    self.fault = fault
    var state = State()
    if case .haste(let seed) = fault { state.random = SplitMix64(seed: seed) }
    self.state = Mutex(state)
  }

  /// In their order.
  package var calls: [SystemCall] { state.withLock { $0.made } }

  /// A call's name and path, from 1; nothing where there were fewer.
  package func name(of place: Int) -> String {
    let made = calls
    return made.indices.contains(place - 1) ? "\(made[place - 1].name) \(made[place - 1].path)" : "not made"
  }

  /// Calls so far.
  package var count: Int { state.withLock { $0.made.count } }

  package func make(_ call: SystemCall, count: Int, _ body: (Int) -> Int) -> Int {
    let (number, ofConnection) = state.withLock { state in
      state.made.append(call)
      if FaultyCalls.connection.contains(call.name) { state.onConnections += 1 }
      return (state.made.count, state.onConnections)
    }
    switch fault {
    case .none: return body(count)
    case .failure(let place, let code): return number == place ? -Int(code) : body(count)
    case .brokenConnection(let place):
      guard ofConnection == place, FaultyCalls.connection.contains(call.name) else { return body(count) }
      if let descriptor = call.descriptor { shutdown(descriptor, Int32(SHUT_RDWR)) }
      return body(count)
    case .death(let place): return number >= place ? -Int(EIO) : body(count)
    case .haste:
      if number % 3 == 1 { return -Int(EINTR) }
      let most = count == 0 ? 0 : Int(state.withLock { $0.random.next() } % UInt64(min(count, 4_096))) + 1
      return body(most)
    case .delay(let microseconds):
      usleep(microseconds)
      return body(count)
    }
  }
}
