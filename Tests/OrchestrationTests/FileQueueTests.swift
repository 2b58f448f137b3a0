import Publishing
import Testing

@testable import Orchestration

@Suite struct FileQueueTests {
  @Test func `One thread at a time waits for the disk while there is something else to do`() throws {
    let queue = FileQueue([.page, .summary])
    for file in [OutputFile.ledger, .unused] {
      queue.add(.sync(file, try WrittenFile(Artifact(file: file, bytes: [], rows: 0), to: nil)))
    }
    let steps = (0..<5).map { _ in queue.next() }
    #expect(steps.map { $0?.file } == [.ledger, .page, .summary, .unused, nil])
    #expect(steps.map { $0?.waits } == [true, false, false, true, nil])
  }

  @Test func `Who is back from the disk makes way for the next`() throws {
    let queue = FileQueue([.page])
    let written = try WrittenFile(Artifact(file: .ledger, bytes: [], rows: 0), to: nil)
    queue.add(.sync(.ledger, written))
    let first = try #require(queue.next())
    queue.end(first, .success(MadeFile(output: written.output, hits: [])))
    queue.add(.sync(.unused, written))
    #expect(queue.next()?.file == .unused && queue.next()?.file == .page)
    #expect(try queue.made().keys.sorted { $0.rawValue < $1.rawValue } == [.ledger])
  }
}
