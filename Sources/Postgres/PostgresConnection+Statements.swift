internal import CLibPQ
internal import SystemCalls

extension PostgresConnection {
  /// Runs one statement with values for `$1`, `$2`…, nil for NULL. A text of several statements is refused by the
  /// server, since the extended protocol takes one.
  @discardableResult
  package func query(_ sql: String, _ values: [String?] = []) throws(PostgresError) -> QueryResult {
    try send(sql, values)
    return try drain()
  }

  /// Has the server parse a text, which must be one whole statement by itself; nothing is run.
  package func parse(_ sql: String) throws(PostgresError) {
    try put { () in unsafe pq_sendPrepare()(handle, "", sql, 0, nil) }
    try drain()
  }

  /// Runs `COPY … TO STDOUT` and hands on its bytes piece by piece, in the server's order: a header, then row by row
  /// (PostgreSQL 15, 55.2.6). The rows that the server says it sent, without the header.
  ///
  /// What `take` throws leaves the connection unusable.
  @discardableResult
  package func copyOut<Failure: Error>(
    _ sql: String, _ take: (Span<UInt8>) throws(Failure) -> Void
  ) throws(CopyFailure<Failure>) -> Int64 {
    do {
      try send(sql, [])
      try begin(PGRES_COPY_OUT)
    } catch { throw .server(error) }
    while true {
      var piece: UnsafeMutablePointer<CChar>?
      let count = unsafe pq_getCopyData()(handle, &piece, 1)
      if let piece = unsafe piece {
        defer { unsafe pq_freemem()(piece) }
        let bytes = unsafe UnsafeRawBufferPointer(start: piece, count: Int(count)).bindMemory(to: UInt8.self)
        do { try take(unsafe bytes.span) } catch {
          throw .other(error)
        }
      } else if count == 0 {
        do { try receive() } catch { throw .server(error) }
      } else if count == -1 {
        break
      } else {
        throw .server(lost())
      }
    }
    do { return try drain().affected } catch { throw .server(error) }
  }

  /// Runs `COPY … FROM STDIN` with the bytes that `give` returns until it returns nil; the rows that the server took.
  ///
  /// An error leaves nothing of the statement. Each piece is on its way before the next is asked for, so that no more
  /// than one is held.
  package func copyIn<Failure: Error>(
    _ sql: String, _ give: () throws(Failure) -> ArraySlice<UInt8>?
  ) throws(CopyFailure<Failure>) -> Int64 {
    do {
      try send(sql, [])
      try begin(PGRES_COPY_IN)
    } catch { throw .server(error) }
    while true {
      let piece: ArraySlice<UInt8>?
      do { piece = try give() } catch {
        breakOffCopy()
        throw .other(error)
      }
      do {
        guard let piece else { return try endCopy() }
        try put(piece)
      } catch { throw .server(error) }
    }
  }

  private func put(_ piece: ArraySlice<UInt8>) throws(PostgresError) {
    try putInCopy {
      unsafe piece.withUnsafeBytes {
        unsafe pq_putCopyData()(handle, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count))
      }
    }
    try flush()
  }

  private func endCopy() throws(PostgresError) -> Int64 {
    try putInCopy { unsafe pq_putCopyEnd()(handle, nil) }
    try flush()
    return try drain().affected
  }

  /// Has the server refuse the statement; what it says to that is of no interest.
  private func breakOffCopy() {
    do throws(PostgresError) {
      try putInCopy { unsafe pq_putCopyEnd()(handle, "the rows broke off") }
      try flush()
      try drain()
    } catch {}
  }

  /// Asks again while libpq has no room for more.
  private func putInCopy(_ body: () -> Int32) throws(PostgresError) {
    while true {
      let taken = call(.send, body)
      guard taken >= 0 else { throw lost() }
      if taken > 0 { return }
      try flush()
    }
  }
}

/// Which side of a copy failed.
package enum CopyFailure<Failure: Error>: Error {
  case server(PostgresError)
  case other(Failure)
}
