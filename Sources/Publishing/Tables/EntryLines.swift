import CSV
package import Records
import Synchronization

/// The lines of entries that are held in memory, written in parts on all workers; the bytes are those of one pass over them.
package struct EntryLines: LineSource {
  private let count: Int
  private let write: @Sendable (Int, inout CSVWriter) -> Void
  /// Entries of a part.
  private static let size = 4096

  /// `write` gives an entry its rows, none or several.
  init(_ count: Int, _ write: @escaping @Sendable (Int, inout CSVWriter) -> Void) {
    self.count = count
    self.write = write
  }

  package func send<Failure: Error>(
    _ workers: Workers, to take: @Sendable (LinePart) throws(Failure) -> Void
  ) throws(Failure) {
    let ranges = Workers.ranges(count, of: EntryLines.size)
    let order = PartOrder<Failure>(ranges.count, holding: 2 * workers.count)
    _ = workers.map(min(workers.count, ranges.count)) { _ in
      while let part = order.claim() { order.add(lines(of: ranges[part]), at: part, to: take) }
    }
    if let failure = order.failure { throw failure }
  }

  /// The bytes of all parts behind a head, for what is held whole.
  func bytes(after head: [UInt8], _ workers: Workers) -> [UInt8] {
    let bytes = Mutex(head)
    send(workers) { part in
      bytes.withLock {
        if $0.count == head.count {  // others are about as long as the first
          $0.reserveCapacity(head.count + part.bytes.count * (count / EntryLines.size + 1) / 16 * 17)
        }
        $0 += part.bytes
      }
    }
    return bytes.withLock(\.self)
  }

  private func lines(of entries: Range<Int>) -> LinePart {
    var csv = CSVWriter()
    csv.reserve(entries.count * 128)
    for entry in entries { write(entry, &csv) }
    return LinePart(bytes: csv.drain(), rows: csv.rows)
  }
}

extension CSVWriter {
  /// A cell of points with no zeros beyond need.
  mutating func points(_ points: Points, atLeast decimals: Int) {
    number(points.nano, scale: 9, atLeast: decimals)
  }
}
