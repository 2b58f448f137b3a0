internal import Foundation
import Synchronization

/// A client that sends what it is told, however wrong, over a socket of its own. Its calls block, each on a thread of its
/// own, so that the server's are not held up.
package final class Wire: Sendable {
  private let descriptor: Int32
  private let buffer = Mutex<[UInt8]>([])
  package let port: Int

  /// Connects to this machine. Reads wait `patience` seconds.
  package init(port: Int, patience: Int = 10) throws {
    self.port = port
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw NoServer(port: port) }
    var time = timeval(tv_sec: patience, tv_usec: 0)
    _ = unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    _ = unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  /// False where the server has closed.
  @discardableResult
  package func send(_ text: String) async -> Bool { await send(Array(text.utf8)) }

  @discardableResult
  package func send(_ bytes: [UInt8]) async -> Bool {
    await apart {
      var sent = 0
      while sent < bytes.count {
        let count = unsafe bytes[sent...].withUnsafeBytes { part in
          unsafe Foundation.send(self.descriptor, part.baseAddress, part.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }
  }

  /// Says that nothing more comes, and goes on reading.
  package func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Goes away in the middle of things, with a reset.
  package func reset() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    _ = unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Foundation.linger>.size))
    shutdown(descriptor, Int32(SHUT_RDWR))
  }

  /// The next answer, or what came before the server closed or patience ended.
  package func answer() async -> Answer {
    await apart {
      self.buffer.withLock { buffer in
        while true {
          if let size = Answer.size(buffer) {
            defer { buffer.removeFirst(size) }
            return Answer(buffer.prefix(size))
          }
          guard let bytes = self.read() else { return Answer(buffer) }
          buffer += bytes
        }
      }
    }
  }

  /// Whether the server closes within the patience, whatever it says before.
  package func isClosed() async -> Bool {
    await apart {
      while self.read() != nil {}
      var byte: UInt8 = 0
      return unsafe recv(self.descriptor, &byte, 1, 0) == 0 || errno != EAGAIN
    }
  }

  /// nil at the end, after a reset and when patience has ended.
  private func read() -> [UInt8]? {
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, size in
      size = max(0, unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0))
    }
    return bytes.isEmpty ? nil : bytes
  }
}

/// Runs what blocks on a thread of its own.
private func apart<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
  await withCheckedContinuation { continuation in
    let thread = Thread { continuation.resume(returning: work()) }
    thread.start()
  }
}

/// Nothing listens at a port.
package struct NoServer: Error, Hashable {
  package let port: Int

  package init(port: Int) { self.port = port }
}

/// What came back.
package struct Answer: Hashable, Sendable {
  /// 0 where nothing did.
  package let status: Int
  /// By lower-case name.
  package let fields: [String: String]
  package let body: String

  init(_ bytes: some Collection<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    let lines = (parts.first ?? "").split(separator: "\r\n")
    status = lines.first.flatMap { Int($0.split(separator: " ").dropFirst().first ?? "") } ?? 0
    fields = Dictionary(
      lines.dropFirst().map { line in
        let sign = line.firstIndex(of: ":") ?? line.endIndex
        return (line[..<sign].lowercased(), line[sign...].dropFirst().trimmingCharacters(in: .whitespaces))
      }, uniquingKeysWith: { "\($0), \($1)" })
    body = parts.count > 1 ? String(parts[1]) : ""
  }

  /// Bytes of the answer that begins a text; nil while it is not all there.
  static func size(_ bytes: [UInt8]) -> Int? {
    guard let gap = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let length = Int(Answer(bytes[..<gap.upperBound]).fields["content-length"] ?? "") ?? 0
    return bytes.count < gap.upperBound + length ? nil : gap.upperBound + length
  }
}
