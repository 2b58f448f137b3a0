import Testing

@testable import Records

@Suite struct WordFilterTests {
  @Test(arguments: [0, 1, 2, 3, 1000])
  func everyWordPasses(count: Int) {
    let words = (0..<count).map { "S\($0 * 7919)号" }
    let filter = WordFilter(words.map { WordFilter.Hash($0.utf8) })
    #expect(words.allSatisfy { filter.mayHold(WordFilter.Hash($0.utf8)) })
  }

  @Test(arguments: [1, 10, 1000])
  func fewOthersPass(count: Int) {
    let filter = WordFilter((0..<count).map { WordFilter.Hash("S\($0)".utf8) })
    let passed = (0..<10_000).count { filter.mayHold(WordFilter.Hash("T\($0)".utf8)) }
    #expect(passed < 10_000 / 16)
  }

  @Test func noWordIsHeldByNone() {
    #expect(!WordFilter([]).mayHold(WordFilter.Hash("S1".utf8)))
  }

  @Test func unitsOfOneWordAddUpToIt() {
    var hash = WordFilter.Hash()
    for scalar in "报销".unicodeScalars { hash.add(scalar.value) }
    #expect(WordFilter([hash]).mayHold(WordFilter.Hash("报销".unicodeScalars.map(\.value))))
  }
}
