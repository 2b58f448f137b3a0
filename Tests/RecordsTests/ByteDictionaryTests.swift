import Records
import TestSupport
import Testing

@Suite struct ByteDictionaryTests {
  @Test("a dictionary tells texts of every length apart and keeps the order in which they came")
  func byteDictionary() {
    var random = SplitMix64(seed: 0xD1C)
    var dictionary = ByteDictionary()
    var expected: [[UInt8]] = []
    for _ in 0..<6000 {
      let count = Int.random(in: 0...20, using: &random)
      let letters = (0..<count).map { _ in UInt8.random(in: 0x61...0x62, using: &random) }
      let known = expected.firstIndex(of: letters)
      #expect(dictionary.code(letters.span).map(Int.init) == known)
      #expect(Int(dictionary.insert(letters.span)) == known ?? expected.count)
      if known == nil { expected.append(letters) }
    }
    #expect(dictionary.texts.map { Array($0.utf8) } == expected)
  }

  @Test("texts that Unicode calls equal are two, as their bytes are, however they become codes")
  func canonicalEquivalence() {
    let texts = ["é", "e\u{301}", "é", nil, ""]
    let column = CodedColumn(texts)
    #expect(column.dictionary.map { Array($0.utf8) } == [[0xC3, 0xA9], [0x65, 0xCC, 0x81]])
    #expect(column.codes.map(\.self) == [0, 1, 0, CodedColumn.missing, CodedColumn.missing])
    let encoded = Column.text(TextColumn(texts.map { $0 ?? "" })).encoded()
    #expect(encoded.dictionary.map { Array($0.utf8) } == column.dictionary.map { Array($0.utf8) })
    #expect(encoded.codes.map(\.self) == column.codes.map(\.self))
  }
}
