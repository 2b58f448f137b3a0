import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Holds one connection to the limits: a head, a body and the taking of an answer each end in time, and a body that is too
/// large is refused at its first byte too many. Nothing of a refused request is kept.
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
  /// Of the body that is being read.
  private var bytes = 0
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
      guard length <= limits.bodyBytes else { return refuse(context) }
      (pending, bytes) = (pending + 1, 0)
      awaitRequest(context, limits.reading)
    case .body(let part):
      bytes += part.readableBytes
      guard bytes <= limits.bodyBytes else {
        pending -= 1
        return refuse(context)
      }
    case .end:
      reading?.cancel()
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
      writing?.cancel()
      writing = close(context, after: limits.writing)
      context.write(data, promise: promise)
    case .body: context.write(data, promise: promise)
    case .end:
      let sent = promise ?? context.eventLoop.makePromise()
      sent.futureResult.assumeIsolated().whenComplete { _ in self.noteAnswer(context) }
      context.write(data, promise: sent)
    }
  }

  private func noteAnswer(_ context: ChannelHandlerContext) {
    guard !isOver else { return }
    writing?.cancel()
    pending -= 1
    if pending == 0 { awaitRequest(context, limits.idle) }
  }

  private func awaitRequest(_ context: ChannelHandlerContext, _ time: TimeAmount) {
    reading?.cancel()
    reading = close(context, after: time)
  }

  private func close(_ context: ChannelHandlerContext, after time: TimeAmount) -> Scheduled<Void> {
    context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.close(promise: nil) }
  }

  /// Says so where no other answer is on its way, and closes once the client has had time to read it.
  private func refuse(_ context: ChannelHandlerContext) {
    isRefused = true
    guard pending == 0 else { return context.close(promise: nil) }
    let head = HTTPResponse(
      status: .contentTooLarge, headerFields: [.connection: "close", .contentLength: "0"])
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    context.close(mode: .output, promise: nil)
    awaitRequest(context, limits.draining)
  }
}
