internal import CLibPQ

/// The rows of a small result, as texts.
package struct QueryResult: Hashable, Sendable {
  /// nil is NULL.
  package private(set) var rows: [[String?]] = []
  /// Rows that were inserted, updated, deleted or copied.
  package private(set) var affected: Int64 = 0

  /// The whole number that is its first cell; nil for anything else.
  package var number: Int? { rows.first?.first.flatMap { $0 }.flatMap { Int($0) } }

  init() {}

  init(_ result: OpaquePointer) {
    let columns = unsafe pq_nfields()(result)
    rows = unsafe (0..<pq_ntuples()(result)).map { row in
      (0..<columns).map { column in
        unsafe pq_getisnull()(result, row, column) == 1
          ? nil : cText(pq_getvalue()(result, row, column))
      }
    }
    affected = unsafe Int64(cText(pq_cmdTuples()(result))) ?? 0
  }
}
