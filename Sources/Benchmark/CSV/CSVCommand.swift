import CSV
import Foundation
import Ingestion

/// `csv --rows N [--seed S] [--passes N]`: cuts the check-ins of `generate` into cells, quoted in several
/// ways, in memory, on one core and in the batches of ingestion, and says how long our tokeniser takes, libcsv,
/// and the counting of line feeds, in turn; `make bench-csv` runs it.
struct CSVCommand: Hashable {
  let rows: Int
  let seed: UInt64
  let passes: Int

  private static let members = 200_000

  init(_ arguments: [String]) throws(UsageError) {
    let options = try Options(arguments, known: ["--rows", "--seed", "--passes"])
    rows = try options.number("--rows")
    seed = UInt64(try options.number("--seed", default: 2025))
    passes = try options.number("--passes", default: 7)
    guard 1...CheckinBook.mostRows ~= rows else {
      throw UsageError(problem: "--rows: 1 to \(CheckinBook.mostRows)")
    }
    guard passes > 0 else { throw UsageError(problem: "--passes: at least 1") }
  }

  /// One line of JSON.
  func run() throws -> [String] {
    let batchSize = IngestSettings().batchSize
    var files: [TokeniserTimes.File] = []
    for quoting in Quoting.allCases {
      let bytes = quoting.file(
        CheckinBook(rows: rows, members: CSVCommand.members, activities: Roll.activities, seed: seed))
      files.append(try timed(quoting, bytes, batchSize))
    }
    return [try TokeniserTimes(batchSize: batchSize, files: files).json]
  }

  /// Each side's first pass counts and is not timed.
  private func timed(_ quoting: Quoting, _ bytes: [UInt8], _ batchSize: Int) throws -> TokeniserTimes.File {
    let counts = try CellCounts(tokenising: bytes, batchSize: batchSize)
    let theirs = CellCounts(byLibrary: bytes)
    precondition(counts == theirs, "\(quoting): \(counts) and \(theirs) by libcsv")
    var file = TokeniserTimes.File(
      quoting: quoting, bytes: bytes.count, rows: counts.rows, cells: counts.cells)
    for _ in 0..<passes {
      let ours = try Stopwatch.time { try Tokenising.run(bytes, batchSize: batchSize) { _ in } }
      let library = Stopwatch.time { LibraryPass.run(bytes, batchSize: batchSize) }
      let lineFeeds = Stopwatch.time { LineFeeds.count(bytes) }
      precondition(lineFeeds.result >= counts.rows, "line feeds are lost")
      file.oursMs.append(ours.ms)
      file.libraryMs.append(library.ms)
      file.lineFeedsMs.append(lineFeeds.ms)
    }
    return file
  }
}

/// Our tokeniser over bytes in memory, which each batch copies as if it read them.
enum Tokenising {
  static func run(_ bytes: [UInt8], batchSize: Int, each: (borrowing RecordBatch) -> Void) throws {
    var tokeniser = try Tokeniser(
      delimiter: UInt8(ascii: ","), maximumRecordBytes: IngestSettings().maximumRecordBytes)
    var batch = RecordBatch()
    var start = 0
    while start < bytes.count {
      batch.beginUnit()
      let part = start..<min(start + batchSize, bytes.count)
      _ = unsafe batch.append(count: part.count) { buffer in
        unsafe bytes.withUnsafeBytes { unsafe buffer.copyMemory(from: .init(rebasing: $0[part])) }
        return part.count
      }
      start = part.upperBound
      try tokeniser.tokenise(&batch, isLast: start == bytes.count)
      each(batch)
    }
  }
}

/// How long each side took, in milliseconds by passes.
struct TokeniserTimes: Times {
  let batchSize: Int
  let files: [File]

  struct File: Encodable {
    let quoting: Quoting
    let bytes: Int
    let rows: Int
    let cells: Int
    var oursMs: [Double] = []
    var libraryMs: [Double] = []
    var lineFeedsMs: [Double] = []
  }
}
