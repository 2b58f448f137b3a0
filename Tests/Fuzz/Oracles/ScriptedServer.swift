import Foundation
import Synchronization

/// A server on a socket that says what a script says: to a connection all up to the first message that it is ready, and
/// the rest once a statement came. Then it ends its stream.
final class ScriptedServer: Sendable {
  static let shared = Result { try ScriptedServer() }

  private let folder: URL
  private let descriptor: Int32
  private let script = Mutex(Script(bytes: [], patience: 0))
  private let turn = Mutex(())

  private struct Script {
    let bytes: [UInt8]
    /// Milliseconds.
    let patience: Int32
  }

  private struct Failed: Error {}

  var url: String { "postgresql:///x?host=\(folder.path)&user=x&gssencmode=disable" }

  private init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "dr-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard ScriptedServer.bind(descriptor, folder.appending(path: ".s.PGSQL.5432").path),
      listen(descriptor, 4) == 0
    else { throw Failed() }
    Thread { [self] in serve() }.start()
  }

  private static func bind(_ descriptor: Int32, _ path: String) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { bytes in
      for (index, byte) in path.utf8.enumerated() { unsafe bytes[index] = byte }
    }
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Foundation.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
  }

  /// A client's visit, in which the server says what the script says; visits take turns.
  ///
  /// A script's first words may be no welcome, and the client waits for more of them: after `patience` milliseconds
  /// without a statement it hears the answer all the same.
  func saying<Outcome: Sendable>(
    _ bytes: [UInt8], patience: Int32, _ visit: () throws -> Outcome
  ) throws -> Outcome {
    try turn.withLock { _ in
      script.withLock { $0 = Script(bytes: bytes, patience: patience) }
      return try visit()
    }
  }

  /// A script's words to a connection, and its answer to a statement.
  static func parts(of script: [UInt8]) -> (welcome: ArraySlice<UInt8>, answer: ArraySlice<UInt8>) {
    let end = script.firstRange(of: [0x5A, 0, 0, 0, 5, 0x49])?.upperBound ?? script.count
    return (script[..<end], script[end...])
  }

  private func serve() {
    while true {
      let client = accept(descriptor, nil, nil)
      guard client >= 0 else { return }
      let script = script.withLock { $0 }
      let (welcome, answer) = ScriptedServer.parts(of: script.bytes)
      if receive(client) {
        send(welcome, to: client)
        if !answer.isEmpty, !isSilent(client, milliseconds: script.patience) { _ = receive(client) }
        send(answer, to: client)
      }
      shutdown(client, Int32(SHUT_WR))
      // until the client has closed, so that its words do not break the stream
      while receive(client) {}
      close(client)
    }
  }

  /// False at the end of the client's words.
  private func receive(_ client: Int32) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    return unsafe read(client, &buffer, buffer.count) > 0
  }

  private func isSilent(_ client: Int32, milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: client, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&waiting, 1, milliseconds) == 0
  }

  private func send(_ part: ArraySlice<UInt8>, to client: Int32) {
    var rest = part
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Foundation.send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
