/// A call on a file, a folder or a server's connection, before it is made.
package struct SystemCall: Hashable, Sendable {
  package enum Name: String, Hashable, Sendable, CaseIterable {
    case open, create, read, write, beginSync, sync, setMode, lock, status, list, makeFolder, syncFolder,
      rename, remove
    case connect, send, receive, wait
  }

  package let name: Name
  /// Of the file or folder; empty for a connection.
  package let path: String
  /// Where a rename moves it; nil for other calls.
  package let target: String?
  /// Of what is open already.
  package let descriptor: Int32?

  package init(_ name: Name, _ path: String = "", target: String? = nil, descriptor: Int32? = nil) {
    self.name = name
    self.path = path
    self.target = target
    self.descriptor = descriptor
  }
}

/// Makes the calls that reach files and servers: all of them come through here.
///
/// The one implementation that is shipped makes every call as it is asked. Tests bring their own, which count calls, fail
/// them, shorten them or forget what was not synced.
package protocol SystemCalls: Sendable {
  /// Makes a call by running `body` and returns its result: below 0 the negative of an error number.
  ///
  /// `count` is the most bytes that the call may read or write, 0 for other calls; `body` is given how many it may.
  func make(_ call: SystemCall, count: Int, _ body: (Int) -> Int) -> Int
}

/// Every call as it is asked for.
struct DirectCalls: SystemCalls {
  func make(_ call: SystemCall, count: Int, _ body: (Int) -> Int) -> Int { body(count) }
}

/// The system, as what runs here sees it.
package enum System {
  /// Bound by tests alone, and for the thread that binds it: work under test runs on one worker.
  @TaskLocal package static var calls: any SystemCalls = DirectCalls()

  /// Makes a call again while it is interrupted.
  package static func make(_ call: SystemCall, count: Int = 0, _ body: (Int) -> Int) -> Int {
    while true {
      let result = calls.make(call, count: count, body)
      if result != SystemError.interrupted { return result }
    }
  }
}
