import Foundation
package import Postgres

extension Oracle {
  /// Whatever a server sends, a copy that counts as done was ended by the server's word, and its bytes are those of the
  /// rows that the slow and obvious reader finds.
  package static let copy = Oracle(name: "copy") { bytes in
    let copy = try ScriptedCopy(bytes)
    if let error = copy.error {
      return try demand(error.kind != .silence && !error.message.isEmpty, "\(error)")
    }
    let obvious = ObviousCopy(ScriptedServer.parts(of: bytes).answer)
    try demand(obvious.isEnded, "taken for whole, and the server did not say so")
    try demand(obvious.pieces == copy.pieces, "\(copy.pieces.count) pieces, and not \(obvious.pieces.count)")
    guard let rows = obvious.rows else { return }
    try demand(rows == copy.rows, "\(copy.rows) rows told, and not \(rows)")
  }
}

/// What became of a copy from a server that keeps to a script.
package struct ScriptedCopy: Sendable {
  package private(set) var pieces: [[UInt8]] = []
  /// As the server told them.
  package private(set) var rows: Int64 = 0
  package private(set) var error: PostgresError?

  private enum Never: Error {}

  /// The script is the server's part of the protocol from the first byte on.
  ///
  /// A script without a welcome is waited for as long as `patience`, in milliseconds.
  package init(_ script: [UInt8], patience: Int32 = 30) throws {
    let server = try ScriptedServer.shared.get()
    self = try server.saying(script, patience: patience) { try ScriptedCopy(from: server.url) }
  }

  private init(from url: String) throws {
    var taken: [[UInt8]] = []
    do {
      let connection = try PostgresConnection(ConnectionTarget(url), silence: 30)
      rows = try connection.copyOut("COPY t TO STDOUT") { (piece) throws(Never) in
        taken.append(piece.indices.map { piece[$0] })
      }
    } catch let refusal as PostgresError {
      error = refusal
    } catch CopyFailure<Never>.server(let refusal) {
      error = refusal
    }
    pieces = taken
  }
}

/// The answer to a `COPY … TO STDOUT`, read message by message (PostgreSQL 15, 55.7).
private struct ObviousCopy {
  private(set) var pieces: [[UInt8]] = []
  /// True when the command was completed and the server was ready for another.
  private(set) var isEnded = false
  /// Of the tag `COPY n`; nil for another tag.
  private(set) var rows: Int64?
  private var isCompleted = false

  init(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    var isCopying = false
    while rest.count >= 5 {
      let type = Character(UnicodeScalar(rest.removeFirst()))
      let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      guard length >= 4, length <= rest.count else { return }
      let body = rest.prefix(length).dropFirst(4)
      rest = rest.dropFirst(length)
      switch type {
      case "H": isCopying = true
      case "d" where isCopying: pieces.append(Array(body))
      case "C":
        let tag = String(decoding: body.prefix { $0 != 0 }, as: UTF8.self)
        rows = tag.hasPrefix("COPY ") ? Int64(tag.dropFirst(5)) : nil
        isCompleted = true
        isCopying = false
      case "E": isCompleted = false
      case "Z":
        isEnded = isCompleted
        return
      default: break
      }
    }
  }
}
