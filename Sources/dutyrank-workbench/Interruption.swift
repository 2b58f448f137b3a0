import Dispatch
import Foundation

/// SIGINT and SIGTERM, at which the program ends as one that is done.
enum Interruption {
  /// Returns at the first signal, or when its task is cancelled.
  static func wait() async {
    let (signals, continuation) = AsyncStream.makeStream(of: Void.self)
    for number in [SIGINT, SIGTERM] {
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield() }
      source.resume()
      // Never released: a source that goes gives the signal its old meaning back, even to one that is on its way.
      _ = unsafe Unmanaged.passRetained(source as AnyObject)
    }
    for await _ in signals { break }
  }
}
