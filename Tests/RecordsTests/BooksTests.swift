import Records
import TestSupport
import Testing

struct BooksTests {
  private static let file = SourceFile(
    source: "scans", path: "scans.csv", size: 100, sha256: String(repeating: "0123456789abcdef", count: 4))

  private func tally(_ offsets: [Int64]) -> Tally {
    var tally = Tally()
    for offset in offsets { tally.insert(RowID(file: BooksTests.file, offset: offset)) }
    return tally
  }

  private func account(_ stage: Stage, in input: [Int64], kept: [Int64], merged: [Int64] = []) -> StageAccount
  {
    var account = StageAccount(stage: stage, source: "scans")
    account.input = tally(input)
    account.kept = tally(kept)
    account.merged = tally(merged)
    return account
  }

  @Test func `the digest does not know order but knows repetition`() {
    #expect(tally([1, 2, 3]).digest == tally([3, 1, 2]).digest)
    #expect(tally([1, 2, 3]).digest != tally([1, 2, 2]).digest)
    #expect(tally([1, 1]).digest != tally([]).digest)
    #expect(tally([1, 2, 3]) - tally([2]) == tally([3, 1]))
  }

  @Test func `closed books have no discrepancy`() {
    var books = Books()
    books.append(account(.ingest, in: [1, 2, 3], kept: [1, 2, 3]))
    books.append(account(.deduplicateKey, in: [3, 2, 1], kept: [1, 3], merged: [2]))
    #expect(books.discrepancies.isEmpty)
  }

  struct Mutation: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let next: [Int64]
  }

  @Test(arguments: [
    Mutation(testDescription: "a row is dropped", next: [1, 2]),
    Mutation(testDescription: "a row is doubled", next: [1, 2, 3, 3]),
    Mutation(testDescription: "a row is swapped", next: [1, 2, 4]),
  ])
  func `a mutation between stages is seen`(_ mutation: Mutation) {
    var books = Books()
    books.append(account(.ingest, in: [1, 2, 3], kept: [1, 2, 3]))
    books.append(account(.clean, in: mutation.next, kept: mutation.next))
    let found = books.discrepancies
    #expect(found.count == 1)
    #expect(
      found.first?.en.hasPrefix("scans · clean: \(mutation.next.count) rows in are not the 3 rows") == true)
  }

  @Test func `a row lost inside a stage is seen`() {
    var books = Books()
    books.append(account(.void, in: [1, 2, 3], kept: [1, 2]))
    #expect(books.discrepancies.map(\.zh) == ["scans · void：进入3行，不等于保留、退回、合并、过滤之和"])
  }
}
