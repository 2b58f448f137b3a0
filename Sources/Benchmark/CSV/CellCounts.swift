import CLibCSV
import CSV
import Foundation

/// What two readers of a file must agree on.
struct CellCounts: Hashable {
  var rows = 0
  var cells = 0
  /// Of all cells, without quotes.
  var bytes = 0

  init(tokenising file: [UInt8], batchSize: Int) throws {
    var counts = (rows: 0, cells: 0, bytes: 0)
    try Tokenising.run(file, batchSize: batchSize) { batch in
      for record in batch.records where record.kind == .record {
        counts.rows += 1
        counts.cells += record.cellCount
        for cell in record.firstCell..<record.firstCell + record.cellCount {
          counts.bytes += batch.cells[cell].end - batch.cells[cell].start
        }
      }
    }
    (rows, cells, bytes) = counts
  }

  /// libcsv's, with blanks around cells kept as ours keeps them.
  init(byLibrary file: [UInt8]) {
    unsafe withUnsafeMutablePointer(to: &self) { counts in
      unsafe LibraryPass.run(
        file, batchSize: file.count, keepsBlanks: true, counts,
        cell: { _, length, counts in
          guard let counts = unsafe counts?.assumingMemoryBound(to: CellCounts.self) else { return }
          unsafe counts.pointee.cells += 1
          unsafe counts.pointee.bytes += length
        },
        row: { _, counts in unsafe counts?.assumingMemoryBound(to: CellCounts.self).pointee.rows += 1 })
    }
  }
}

/// libcsv over bytes in memory.
enum LibraryPass {
  typealias Cell = @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void
  typealias Row = @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void

  /// As the library is by default, with callbacks that do nothing.
  static func run(_ bytes: [UInt8], batchSize: Int) {
    unsafe run(bytes, batchSize: batchSize, keepsBlanks: false, nil, cell: { _, _, _ in }, row: { _, _ in })
  }

  /// The callbacks are given `context`.
  static func run(
    _ bytes: [UInt8], batchSize: Int, keepsBlanks: Bool, _ context: UnsafeMutableRawPointer?, cell: Cell,
    row: Row
  ) {
    var parser = unsafe csv_parser()
    precondition(unsafe csv_init(&parser, 0) == 0, "libcsv cannot be set up")
    if keepsBlanks { unsafe csv_set_space_func(&parser) { _ in 0 } }
    unsafe bytes.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: bytes.count, by: batchSize) {
        let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + batchSize, bytes.count)])
        let taken = unsafe csv_parse(&parser, part.baseAddress, part.count, cell, row, context)
        precondition(taken == part.count, "libcsv stopped")
      }
    }
    unsafe csv_fini(&parser, cell, row, context)
    unsafe csv_free(&parser)
  }
}

/// What a program must do at least that reads a file's lines.
enum LineFeeds {
  static func count(_ bytes: [UInt8]) -> Int {
    unsafe bytes.withUnsafeBytes { bytes in
      guard var next = bytes.baseAddress else { return 0 }
      let end = unsafe next + bytes.count
      var count = 0
      while let found = unsafe memchr(next, 10, end - next) {
        count += 1
        unsafe next = UnsafeRawPointer(found) + 1
      }
      return count
    }
  }
}
