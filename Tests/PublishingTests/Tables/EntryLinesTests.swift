import CSV
import Foundation
import Records
import Synchronization
import Testing

@testable import Publishing

@Suite struct EntryLinesTests {
  private struct Refusal: Error, Equatable {}

  /// No line for each third entry, two for each fifth.
  private static func write(_ entry: Int, _ csv: inout CSVWriter) {
    for line in 0..<(entry % 3 == 0 ? 0 : entry % 5 == 0 ? 2 : 1) {
      csv.number(entry)
      csv.text(String(repeating: "行", count: entry % 7 + line))
      csv.endRow()
    }
  }

  private static func onePass(_ count: Int) -> CSVWriter {
    var csv = CSVWriter()
    for entry in 0..<count { write(entry, &csv) }
    return csv
  }

  @Test(arguments: [0, 1, 4095, 4096, 4097, 20_000], 1...4)
  func `the parts are those of one pass, in order, on any number of workers`(_ count: Int, _ workers: Int) {
    let sent = Mutex((bytes: [UInt8](), rows: 0, parts: 0))
    EntryLines(count, Self.write).send(Workers(workers)) { part in
      sent.withLock {
        $0.bytes += part.bytes
        $0.rows += part.rows
        $0.parts += 1
      }
    }
    let expected = Self.onePass(count)
    #expect(sent.withLock { $0.bytes == expected.bytes && $0.rows == expected.rows })
    #expect(sent.withLock(\.parts) == (count + 4095) / 4096)
  }

  @Test(arguments: 1...4) func `an error ends it, and nothing is sent after it`(_ workers: Int) {
    let made = Atomic(0)
    let taken = Mutex([Int]())
    let lines = EntryLines(100 * 4096) { entry, csv in
      if entry % 4096 == 0 { made.add(1, ordering: .relaxed) }
      csv.number(entry)
      csv.endRow()
    }
    #expect(throws: Refusal()) {
      try lines.send(Workers(workers)) { part throws(Refusal) in
        taken.withLock { $0.append(part.rows) }
        if taken.withLock(\.count) == 3 { throw Refusal() }
      }
    }
    #expect(taken.withLock { $0 } == [4096, 4096, 4096])
    #expect((3...3 + 2 * workers).contains(made.load(ordering: .relaxed)))
  }

  @Test(arguments: 1...4) func `two parts for each worker are held at most, and one is sent at a time`(
    _ workers: Int
  ) {
    let begun = Atomic(0)
    let sent = Mutex((parts: 0, most: 0))
    let isSending = Atomic(false)
    let lines = EntryLines(60 * 4096) { entry, csv in
      if entry % 4096 == 0 { begun.add(1, ordering: .sequentiallyConsistent) }
      csv.number(entry)
      csv.endRow()
    }
    lines.send(Workers(workers)) { part in
      let isAlone = !isSending.exchange(true, ordering: .sequentiallyConsistent)
      #expect(isAlone && part.rows == 4096)
      usleep(300)
      let held = begun.load(ordering: .sequentiallyConsistent) - sent.withLock(\.parts)
      sent.withLock { $0 = ($0.parts + 1, max($0.most, held)) }
      isSending.store(false, ordering: .sequentiallyConsistent)
    }
    #expect(sent.withLock(\.parts) == 60)
    #expect((1...2 * workers).contains(sent.withLock(\.most)))
  }
}
