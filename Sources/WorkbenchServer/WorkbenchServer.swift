import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
package import Workbench

/// Serves the page of an opened run to the one person who reads the printed address, on this machine alone.
package struct WorkbenchServer: Sendable {
  private let desk: Desk
  private let page: PageFiles
  private let limits: ServerLimits

  /// `answer` gives JSON; it is asked from several threads.
  package init(
    page: PageFiles, limits: ServerLimits = ServerLimits(),
    _ answer: @escaping @Sendable (BenchRequest) throws(BenchProblem) -> [UInt8]
  ) {
    desk = Desk(most: limits.waiting, answer)
    self.page = page
    self.limits = limits
  }

  /// Serves until its task is cancelled. `ready` is told the address to open, which holds the token and works once.
  ///
  /// Port 0 is any that is free. Throws where the port is taken.
  package func run(port: Int = 0, ready: @escaping @Sendable (String) -> Void) async throws {
    let token = Secret()
    let connections = ConnectionTable(most: limits.connections)
    let responder = WorkbenchResponder(
      admission: Admission(token: token), page: page, desk: desk,
      connections: connections, limits: limits)
    let application = Application(
      responder: responder, server: .http1(configuration: channels(connections)),
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { channel in
        ready("http://127.0.0.1:\(channel.localAddress?.port ?? port)/?token=\(token.text)")
      },
      logger: Logger(label: "workbench") { _ in SwiftLogNoOpLogHandler() })
    do { try await application.run() } catch let error as IOError where error.errnoCode == EADDRINUSE {
      throw ServerProblem.portTaken(port)
    } catch is CancellationError {} catch { throw ServerProblem.failed("\(error)") }
  }

  /// Whether a question waits for its answer.
  package var isAnswering: Bool { desk.isAnswering }

  private func channels(_ connections: ConnectionTable) -> HTTP1Channel.Configuration {
    HTTP1Channel.Configuration(
      additionalChannelHandlers: [ConnectionGuard(limits, connections)],
      httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
        maxHeaderFieldSize: limits.headBytes, maxHeaderListSize: limits.headBytes,
        maxHeaderFieldCount: limits.headFields))
  }
}
