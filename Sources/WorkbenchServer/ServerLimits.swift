package import NIOCore

/// What one client may take of the server before it is let go, so that a slow or hostile one costs nobody else anything.
package struct ServerLimits: Hashable, Sendable {
  /// From the opening of a connection to the end of its first request's head, and from a head to the end of its body.
  package var reading: TimeAmount = .seconds(5)
  /// From the last answer, or the end of its request's body where that comes later, to the end of the next head.
  package var idle: TimeAmount = .seconds(60)
  /// From the first byte of an answer, or the end of the one before it where that comes later, to its last.
  package var writing: TimeAmount = .seconds(20)
  /// How long what was refused is still read, so that the client sees why.
  package var draining: TimeAmount = .seconds(1)
  /// Of a request's body.
  package var bodyBytes = 64 << 10
  /// Of a head: the state stands in it.
  package var headBytes = 64 << 10
  package var headFields = 64
  /// One more lets the oldest go that has not shown the cookie.
  package var connections = 128
  /// Requests that wait for an answer, in each lane.
  package var waiting = 64

  package init() {}
}
