internal import CLibPQ
internal import Foundation

/// A connection to a server: the one owner of libpq's handle, closed when it goes.
///
/// All calls wait for the server, though never longer in one piece than `silence` seconds.
@safe package struct PostgresConnection: ~Copyable {
  private let handle: OpaquePointer
  /// Seconds without a byte from the server.
  private let silence: Int

  /// Connects with UTF-8 as the client's encoding. `silence` is 1 or more.
  package init(_ target: ConnectionTarget, silence: Int = 60) throws(PostgresError) {
    self.silence = silence
    let defaults = [
      ("client_encoding", "UTF8"), ("fallback_application_name", "dutyrank"), ("keepalives_idle", "10"),
      ("tcp_user_timeout", String(silence * 1000)),
    ].map { ConnectionTarget.Parameter(keyword: $0.0, value: $0.1) }
    let stated = target.parameters
    let parameters = stated + defaults.filter { option in !stated.contains { $0.keyword == option.keyword } }
    guard let started = unsafe PostgresConnection.start(parameters) else {
      throw PostgresError(.connection, message: "out of memory")
    }
    do throws(PostgresError) {
      try unsafe PostgresConnection.finish(started, silence)
    } catch {
      unsafe PQfinish(started)
      throw error
    }
    unsafe handle = started
  }

  deinit { unsafe PQfinish(handle) }

  private static func start(_ parameters: [ConnectionTarget.Parameter]) -> OpaquePointer? {
    let keywords = CTexts(parameters.map(\.keyword))
    let values = CTexts(parameters.map(\.value))
    return unsafe PQconnectStartParams(keywords.pointers + [nil], values.pointers + [nil], 0)
  }

  /// Polls until the connection stands.
  private static func finish(_ handle: OpaquePointer, _ silence: Int) throws(PostgresError) {
    var state = PGRES_POLLING_WRITING
    while state != PGRES_POLLING_OK {
      if unsafe state == PGRES_POLLING_FAILED || PQstatus(handle) == CONNECTION_BAD {
        throw unsafe PostgresError(.connection, message: String(cString: PQerrorMessage(handle)))
      }
      let events = state == PGRES_POLLING_WRITING ? POLLOUT : POLLIN
      let isReady = unsafe wait(PQsocket(handle), Int16(events), silence)
      guard isReady else { throw .silent(silence) }
      state = unsafe PQconnectPoll(handle)
    }
    unsafe PQsetnonblocking(handle, 1)
    unsafe PQsetNoticeProcessor(handle, { _, _ in }, nil)
  }

  /// False when nothing happened on the socket for the seconds.
  private static func wait(_ socket: Int32, _ events: Int16, _ seconds: Int) -> Bool {
    var descriptor = pollfd(fd: socket, events: events, revents: 0)
    while true {
      let count = unsafe poll(&descriptor, 1, Int32(clamping: seconds * 1000))
      if count < 0, errno == EINTR { continue }
      return count != 0
    }
  }
}

extension PostgresConnection {
  /// Runs one statement with values for `$1`, `$2`…, nil for NULL. A text of several statements is refused by the
  /// server, since the extended protocol takes one.
  @discardableResult
  package func query(_ sql: String, _ values: [String?] = []) throws(PostgresError) -> QueryResult {
    try send(sql, values)
    var result = QueryResult()
    while let next = try nextResult() {
      switch next.status {
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK: result = unsafe QueryResult(next.pointer)
      default: throw ending(refusal(next))
      }
    }
    return result
  }

  /// Has the server parse a text, which must be one whole statement by itself; nothing is run.
  package func parse(_ sql: String) throws(PostgresError) {
    guard unsafe PQsendPrepare(handle, "", sql, 0, nil) == 1 else { throw lost() }
    try flush()
    try drain()
  }

  /// Runs `COPY … TO STDOUT` and hands on its bytes piece by piece, in the server's order.
  ///
  /// What `take` throws leaves the connection unusable.
  package func copyOut<Failure: Error>(
    _ sql: String, _ take: (Span<UInt8>) throws(Failure) -> Void
  ) throws(CopyFailure<Failure>) {
    do {
      try send(sql, [])
      try begin(PGRES_COPY_OUT)
    } catch { throw .server(error) }
    while true {
      var piece: UnsafeMutablePointer<CChar>?
      let count = unsafe PQgetCopyData(handle, &piece, 1)
      if let piece = unsafe piece {
        defer { unsafe PQfreemem(piece) }
        let bytes = unsafe UnsafeRawBufferPointer(start: piece, count: Int(count)).bindMemory(to: UInt8.self)
        do { try take(unsafe bytes.span) } catch {
          throw .other(error)
        }
      } else if count == 0 {
        do { try receive() } catch { throw .server(error) }
      } else {
        break
      }
    }
    do { try drain() } catch { throw .server(error) }
  }

  /// Runs `COPY … FROM STDIN` with the bytes of the pieces; an error in it leaves nothing of the statement.
  package func copyIn(_ sql: String, _ pieces: some Sequence<ArraySlice<UInt8>>) throws(PostgresError)
    -> Int64
  {
    try send(sql, [])
    try begin(PGRES_COPY_IN)
    for piece in pieces {
      var sent: Int32 = 0
      while sent == 0 {
        sent = unsafe piece.withUnsafeBytes {
          unsafe PQputCopyData(handle, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count))
        }
        if sent == 0 { try flush() }
      }
      guard sent > 0 else { throw lost() }
    }
    var ended: Int32 = 0
    while ended == 0 {
      ended = unsafe PQputCopyEnd(handle, nil)
      if ended == 0 { try flush() }
    }
    guard ended > 0 else { throw lost() }
    try flush()
    return try drain().affected
  }

  private func send(_ sql: String, _ values: [String?]) throws(PostgresError) {
    let texts = CTexts(values)
    let isSent = unsafe PQsendQueryParams(
      handle, sql, Int32(values.count), nil, texts.pointers, nil, nil, 0)
    guard isSent == 1 else { throw lost() }
    try flush()
  }

  /// Sends all that waits to be sent, and reads meanwhile, so that neither side waits for the other.
  private func flush() throws(PostgresError) {
    while true {
      let left = unsafe PQflush(handle)
      if left == 0 { return }
      guard left > 0 else { throw lost() }
      guard unsafe PostgresConnection.wait(PQsocket(handle), Int16(POLLIN | POLLOUT), silence) else {
        throw .silent(silence)
      }
      guard unsafe PQconsumeInput(handle) == 1 else { throw lost() }
    }
  }

  private func receive() throws(PostgresError) {
    guard unsafe PostgresConnection.wait(PQsocket(handle), Int16(POLLIN), silence) else {
      throw .silent(silence)
    }
    guard unsafe PQconsumeInput(handle) == 1 else { throw lost() }
  }

  /// A result of libpq, freed when it goes.
  @safe private struct ServerResult: ~Copyable {
    let pointer: OpaquePointer
    var status: ExecStatusType { unsafe PQresultStatus(pointer) }
    deinit { unsafe PQclear(pointer) }
  }

  private func nextResult() throws(PostgresError) -> ServerResult? {
    while unsafe PQisBusy(handle) == 1 { try receive() }
    return unsafe PQgetResult(handle).map { unsafe ServerResult(pointer: $0) }
  }

  /// The first result of a statement must be of that kind; what follows stays to be read.
  private func begin(_ status: ExecStatusType) throws(PostgresError) {
    guard let first = try nextResult() else { throw lost() }
    guard first.status == status else {
      throw ending(refusal(first))
    }
  }

  /// Reads what is left of a statement.
  @discardableResult
  private func drain() throws(PostgresError) -> QueryResult {
    var result = QueryResult()
    while let next = try nextResult() {
      guard next.status == PGRES_COMMAND_OK || next.status == PGRES_TUPLES_OK else {
        throw ending(refusal(next))
      }
      result = unsafe QueryResult(next.pointer)
    }
    return result
  }

  /// The error, once the rest of its statement is read, so that the connection can be used again.
  private func ending(_ error: PostgresError) -> PostgresError {
    do {
      while let next = try nextResult() {
        // its rows stay unread, and the connection of no use
        if next.status == PGRES_COPY_OUT { return error }
        if next.status == PGRES_COPY_IN { _ = unsafe PQputCopyEnd(handle, "no rows are meant") }
      }
      return error
    } catch {
      return error
    }
  }

  private func lost() -> PostgresError {
    unsafe PostgresError(.lost, message: String(cString: PQerrorMessage(handle)))
  }

  private func refusal(_ result: borrowing ServerResult) -> PostgresError {
    if unsafe PQstatus(handle) == CONNECTION_BAD { return lost() }
    func field(_ code: Character) -> String? {
      guard let code = code.asciiValue, let text = unsafe PQresultErrorField(result.pointer, Int32(code))
      else {
        return nil
      }
      return unsafe String(cString: text)
    }
    return PostgresError(
      .statement, sqlState: field("C"), message: field("M") ?? "no result", hint: field("H"))
  }
}

/// Which side of a copy failed.
package enum CopyFailure<Failure: Error>: Error {
  case server(PostgresError)
  case other(Failure)
}

extension PostgresError {
  fileprivate static func silent(_ seconds: Int) -> PostgresError {
    PostgresError(.silence, message: "no answer for \(seconds) s")
  }
}
