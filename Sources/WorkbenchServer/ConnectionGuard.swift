import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Holds one connection to the limits: a head, a body, the taking of an answer and the wait for the next request
/// each end in time, and a body that is too large is refused at its first byte too many. Nothing more is kept of
/// a refused request.
///
/// A timer runs at all times but while the server owes an answer to all that was sent.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let limits: ServerLimits
  private let connections: ConnectionTable
  private var reading: Scheduled<Void>?
  private var writing: Scheduled<Void>?
  /// Requests whose answer is not sent yet.
  private var pending = 0
  /// Answers that are begun and not sent yet.
  private var begun = 0
  /// Of the body that is being read.
  private var bytes = 0
  /// A request's head is read, its body is not.
  private var isInBody = false
  /// What comes in is thrown away, and nothing more goes out.
  private var isRefused = false
  private var isOver = false

  init(_ limits: ServerLimits, _ connections: ConnectionTable) {
    self.limits = limits
    self.connections = connections
  }

  func handlerAdded(context: ChannelHandlerContext) {
    connections.add(context.channel)
    awaitRequest(context, limits.reading)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    isOver = true
    reading?.cancel()
    writing?.cancel()
    connections.remove(context.channel)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isRefused else { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      let length = head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
      (pending, bytes, isInBody) = (pending + 1, 0, true)
      guard length <= limits.bodyBytes else { return refuse(context) }
      awaitRequest(context, limits.reading)
    case .body(let part):
      bytes += part.readableBytes
      guard bytes <= limits.bodyBytes else { return refuse(context) }
    case .end:
      reading?.cancel()
      isInBody = false
      if pending == 0 { awaitRequest(context, limits.idle) }
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard !isRefused else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    switch unwrapOutboundIn(data) {
    case .head:
      begun += 1
      if begun == 1 { awaitTaking(context) }
      context.write(data, promise: promise)
    case .body: context.write(data, promise: promise)
    case .end:
      let sent = promise ?? context.eventLoop.makePromise()
      sent.futureResult.assumeIsolated().whenComplete { _ in self.noteAnswer(context) }
      context.write(data, promise: sent)
    }
  }

  /// An answer is sent, which may be before its request's body is read. The next one's time begins.
  private func noteAnswer(_ context: ChannelHandlerContext) {
    guard !isOver else { return }
    (pending, begun) = (pending - 1, begun - 1)
    if begun == 0 { writing?.cancel() } else { awaitTaking(context) }
    if pending == 0, !isInBody { awaitRequest(context, limits.idle) }
  }

  private func awaitRequest(_ context: ChannelHandlerContext, _ time: TimeAmount) {
    reading?.cancel()
    reading = close(context, after: time)
  }

  private func awaitTaking(_ context: ChannelHandlerContext) {
    writing?.cancel()
    writing = close(context, after: limits.writing)
  }

  private func close(_ context: ChannelHandlerContext, after time: TimeAmount) -> Scheduled<Void> {
    context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.close(promise: nil) }
  }

  /// Says so where no answer is on its way, and closes once the client has had time to read it.
  private func refuse(_ context: ChannelHandlerContext) {
    isRefused = true
    guard pending <= 1, begun == 0 else { return context.close(promise: nil) }
    if pending == 1 {
      let head = HTTPResponse(
        status: .contentTooLarge, headerFields: [.connection: "close", .contentLength: "0"])
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
    context.close(mode: .output, promise: nil)
    awaitRequest(context, limits.draining)
  }
}
