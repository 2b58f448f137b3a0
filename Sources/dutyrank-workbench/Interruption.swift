import Dispatch
import Foundation

/// SIGINT and SIGTERM, at which the server closes and the program ends as one that is done.
enum Interruption {
  private static let grace = DispatchTimeInterval.seconds(2)

  /// Returns at the first signal. An answer that is still being computed then has the grace, and no more.
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
    DispatchQueue.global().asyncAfter(deadline: .now() + grace) { exit(0) }
  }
}
