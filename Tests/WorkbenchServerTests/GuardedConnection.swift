import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes

@testable import WorkbenchServer

/// One connection under guard, whose time passes as told and whose client takes what it is sent when told.
final class GuardedConnection {
  /// What happens on a connection.
  enum Step: Hashable {
    case head(length: Int? = nil)
    case body(Int)
    case end
    /// The server writes the beginning of its next answer, and the end of it.
    case begin, finish
    /// The client takes all up to the end of the next answer.
    case take
    case wait(seconds: Int64)

    /// An answer from its first byte to its last.
    static let answer = [begin, finish, take]
  }

  /// Stands for the client: keeps what is written until it is taken, and notes how the connection is closed.
  private final class Client: ChannelOutboundHandler {
    typealias OutboundIn = HTTPResponsePart

    var ends: [EventLoopPromise<Void>] = []
    var statuses: [Int] = []
    var isClosed = false

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
      switch unwrapOutboundIn(data) {
      case .head(let head): statuses.append(head.status.code)
      case .body: break
      case .end: if let promise { ends.append(promise) }
      }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
      if case .all = mode { isClosed = true }
      promise?.succeed()
    }
  }

  private let loop = EmbeddedEventLoop()
  private let client = Client()
  private let channel: EmbeddedChannel

  init(_ limits: ServerLimits = ServerLimits()) {
    let connections = ConnectionTable(most: 1)
    channel = EmbeddedChannel(handlers: [client, ConnectionGuard(limits, connections)], loop: loop)
  }

  deinit {
    channel.close(promise: nil)
    for end in client.ends { end.succeed() }
  }

  /// Of the answers that were begun.
  var statuses: [Int] { client.statuses }
  var isClosed: Bool { client.isClosed }

  /// Parts that reached the server.
  var received: Int {
    get throws {
      var count = 0
      while try channel.readInbound(as: HTTPRequestPart.self) != nil { count += 1 }
      return count
    }
  }

  func perform(_ step: Step) throws {
    switch step {
    case .head(let length):
      var head = HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/")
      head.headerFields[.contentLength] = length.map(String.init)
      try channel.writeInbound(HTTPRequestPart.head(head))
    case .body(let size):
      try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(repeating: 0, count: size)))
    case .end: try channel.writeInbound(HTTPRequestPart.end(nil))
    case .begin: channel.write(HTTPResponsePart.head(HTTPResponse(status: .ok)), promise: nil)
    case .finish: channel.write(HTTPResponsePart.end(nil), promise: nil)
    case .take: client.ends.removeFirst().succeed()
    case .wait(let seconds): loop.advanceTime(by: .seconds(seconds))
    }
  }

  /// Milliseconds until it is closed, to the tenth of a second; nil where it is not within two minutes.
  func closing() -> Int? {
    for time in stride(from: 0, through: 120_000, by: 100) {
      if client.isClosed { return time }
      loop.advanceTime(by: .milliseconds(100))
    }
    return nil
  }
}
