internal import CLibPQ
internal import Foundation
internal import SystemCalls

/// A connection to a server: the one owner of libpq's handle, closed when it goes.
///
/// All calls wait for the server, though never longer in one piece than `silence` seconds.
@safe package struct PostgresConnection: ~Copyable {
  let handle: OpaquePointer
  /// Seconds without a byte from the server.
  private let silence: Int

  /// Connects with UTF-8 as the client's encoding. `silence` is 1 or more.
  package init(_ target: ConnectionTarget, silence: Int = 60) throws(PostgresError) {
    self.silence = silence
    if let reason = unsafe libpq_error() { throw unsafe .missingLibrary(String(cString: reason)) }
    guard let asked = target.parameters else { throw .missingLibrary("it was not there") }
    let defaults = [
      ("client_encoding", "UTF8"), ("fallback_application_name", "dutyrank"), ("keepalives_idle", "10"),
      ("tcp_user_timeout", String(silence * 1000)),
    ].map { ConnectionTarget.Parameter(keyword: $0.0, value: $0.1) }
    // another encoding would turn every text into another without a word
    let stated = asked.filter { $0.keyword != "client_encoding" }
    let parameters = stated + defaults.filter { option in !stated.contains { $0.keyword == option.keyword } }
    guard let started = unsafe PostgresConnection.start(parameters) else {
      throw PostgresError(.connection, message: "out of memory")
    }
    do throws(PostgresError) {
      try unsafe PostgresConnection.finish(started, silence)
    } catch {
      unsafe pq_finish()(started)
      throw error
    }
    unsafe handle = started
  }

  deinit { unsafe pq_finish()(handle) }

  private static func start(_ parameters: [ConnectionTarget.Parameter]) -> OpaquePointer? {
    let keywords = CTexts(parameters.map(\.keyword))
    let values = CTexts(parameters.map(\.value))
    return unsafe pq_connectStartParams()(keywords.pointers + [nil], values.pointers + [nil], 0)
  }

  /// Polls until the connection stands.
  private static func finish(_ handle: OpaquePointer, _ silence: Int) throws(PostgresError) {
    unsafe pq_setNoticeProcessor()(handle, { _, _ in }, nil)
    var state = PGRES_POLLING_WRITING
    while state != PGRES_POLLING_OK {
      if unsafe state == PGRES_POLLING_FAILED || pq_status()(handle) == CONNECTION_BAD {
        throw unsafe PostgresError(.connection, message: cText(pq_errorMessage()(handle)))
      }
      let events = state == PGRES_POLLING_WRITING ? POLLOUT : POLLIN
      let isReady = unsafe wait(pq_socket()(handle), Int16(events), silence)
      guard isReady else { throw .silent(silence) }
      let polled = unsafe System.make(SystemCall(.connect, descriptor: pq_socket()(handle))) { _ in
        unsafe Int(pq_connectPoll()(handle).rawValue)
      }
      state = polled < 0 ? PGRES_POLLING_FAILED : PostgresPollingStatusType(UInt32(polled))
    }
    unsafe pq_setnonblocking()(handle, 1)
  }

  /// False when nothing happened on the socket for the seconds.
  private static func wait(_ socket: Int32, _ events: Int16, _ seconds: Int) -> Bool {
    var descriptor = pollfd(fd: socket, events: events, revents: 0)
    let count = System.make(SystemCall(.wait, descriptor: socket)) { _ in
      let count = unsafe poll(&descriptor, 1, Int32(clamping: seconds * 1000))
      return count < 0 ? -Int(errno) : Int(count)
    }
    return count != 0
  }
}

extension PostgresConnection {
  func send(_ sql: String, _ values: [String?]) throws(PostgresError) {
    let texts = CTexts(values)
    try put { () in
      unsafe pq_sendQueryParams()(handle, sql, Int32(values.count), nil, texts.pointers, nil, nil, 0)
    }
  }

  /// Hands a statement or a part of one to libpq, which has taken it when 1 is returned, and sends it.
  func put(_ body: () -> Int32) throws(PostgresError) {
    guard call(.send, body) == 1 else { throw lost() }
    try flush()
  }

  /// A call of libpq that reaches the server; below 0 where it could not be made.
  func call(_ name: SystemCall.Name, _ body: () -> Int32) -> Int {
    unsafe System.make(SystemCall(name, descriptor: pq_socket()(handle))) { _ in Int(body()) }
  }

  /// Sends all that waits to be sent, and reads meanwhile, so that neither side waits for the other.
  func flush() throws(PostgresError) {
    while true {
      let left = call(.send) { unsafe pq_flush()(handle) }
      if left == 0 { return }
      guard left > 0 else { throw lost() }
      guard unsafe PostgresConnection.wait(pq_socket()(handle), Int16(POLLIN | POLLOUT), silence) else {
        throw .silent(silence)
      }
      guard call(.receive, { unsafe pq_consumeInput()(handle) }) == 1 else { throw lost() }
    }
  }

  func receive() throws(PostgresError) {
    guard unsafe PostgresConnection.wait(pq_socket()(handle), Int16(POLLIN), silence) else {
      throw .silent(silence)
    }
    guard call(.receive, { unsafe pq_consumeInput()(handle) }) == 1 else { throw lost() }
  }

  /// A result of libpq, freed when it goes.
  @safe private struct ServerResult: ~Copyable {
    let pointer: OpaquePointer
    var status: ExecStatusType { unsafe pq_resultStatus()(pointer) }
    deinit { unsafe pq_clear()(pointer) }
  }

  private func nextResult() throws(PostgresError) -> ServerResult? {
    while unsafe pq_isBusy()(handle) == 1 { try receive() }
    return unsafe pq_getResult()(handle).map { unsafe ServerResult(pointer: $0) }
  }

  /// The first result of a statement must be of that kind; what follows stays to be read.
  func begin(_ status: ExecStatusType) throws(PostgresError) {
    guard let first = try nextResult() else { throw lost() }
    guard first.status == status else {
      throw ending(refusal(first))
    }
  }

  /// Reads what is left of a statement, up to the word that it was done; its last result.
  @discardableResult
  func drain() throws(PostgresError) -> QueryResult {
    var result: QueryResult?
    while let next = try nextResult() {
      guard next.status == PGRES_COMMAND_OK || next.status == PGRES_TUPLES_OK else {
        throw ending(refusal(next))
      }
      result = unsafe QueryResult(next.pointer)
    }
    guard let result else { throw lost() }
    return result
  }

  /// The error, once the rest of its statement is read, so that the connection can be used again.
  private func ending(_ error: PostgresError) -> PostgresError {
    do {
      while let next = try nextResult() {
        // its rows stay unread, and the connection of no use
        if next.status == PGRES_COPY_OUT { return error }
        if next.status == PGRES_COPY_IN { _ = unsafe pq_putCopyEnd()(handle, "no rows are meant") }
      }
      return error
    } catch {
      return error
    }
  }

  func lost() -> PostgresError {
    let said = unsafe cText(pq_errorMessage()(handle))
    return PostgresError(.lost, message: said.isEmpty ? "the connection broke" : said)
  }

  private func refusal(_ result: borrowing ServerResult) -> PostgresError {
    if unsafe pq_status()(handle) == CONNECTION_BAD { return lost() }
    func field(_ code: Character) -> String? {
      guard let code = code.asciiValue, let text = unsafe pq_resultErrorField()(result.pointer, Int32(code))
      else {
        return nil
      }
      return unsafe String(cString: text)
    }
    return PostgresError(
      .statement, sqlState: field("C"), message: field("M") ?? "no result", hint: field("H"))
  }
}

extension PostgresError {
  fileprivate static func missingLibrary(_ reason: String) -> PostgresError {
    PostgresError(.connection, message: "libpq cannot be opened (\(reason)): install libpq5")
  }

  fileprivate static func silent(_ seconds: Int) -> PostgresError {
    PostgresError(.silence, message: "no answer for \(seconds) s")
  }
}
