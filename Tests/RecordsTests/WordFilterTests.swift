import Testing

@testable import Records

@Suite struct WordFilterTests {
  @Test(arguments: [0, 1, 2, 3, 1000])
  func everyWordPasses(count: Int) {
    let words = (0..<count).map { "S\($0 * 7919)号" }
    let filter = WordFilter(words.map { WordFilter.Hash($0.utf8) })
    #expect(words.allSatisfy { filter.mayHold(WordFilter.Hash($0.utf8)) })
    let byBytes = WordFilter(words.map { WordFilter.Hash(bytes: $0.utf8.span) })
    #expect(words.allSatisfy { byBytes.mayHold(WordFilter.Hash(bytes: $0.utf8.span)) })
  }

  @Test(arguments: [1, 10, 1000])
  func fewOthersPass(count: Int) {
    let filter = WordFilter((0..<count).map { WordFilter.Hash("S\($0)".utf8) })
    let passed = (0..<10_000).count { filter.mayHold(WordFilter.Hash("T\($0)".utf8)) }
    #expect(passed < 10_000 / 16)
  }

  /// Words of one length and of different ones, also beyond eight bytes.
  @Test(arguments: ["", "S", "编号：0000000"])
  func fewOthersPassByTheirBytes(start: String) {
    let filter = WordFilter((0..<1000).map { WordFilter.Hash(bytes: "\(start)\($0)".utf8.span) })
    let passed = (1000..<11_000).count { filter.mayHold(WordFilter.Hash(bytes: "\(start)\($0)".utf8.span)) }
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
