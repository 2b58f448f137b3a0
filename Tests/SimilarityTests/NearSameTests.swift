import Records
import TestSupport
import Testing

@testable import Similarity

/// Texts that are nearly the same, against counting by hand and each with each.
@Suite struct NearSameTests {
  private static func search(
    _ numerator: Int = 9, _ denominator: Int = 10, size: Int = 2, minimum: Int = 0,
    exactUpTo: Int = NearSameSearch.mostExact, workers: Int = 1
  ) -> NearSameSearch {
    NearSameSearch(
      threshold: Threshold(numerator, denominator), gramSize: size, minimumLength: minimum,
      exactUpTo: exactUpTo,
      workers: Workers(workers))
  }

  @Test(
    "texts fold to what is compared",
    arguments: [
      ("关于 加快（ＡＢＣ）建设，的建议。", "关于加快abc建设的建议"), ("１２３号\u{3000}楼", "123号楼"), ("ﬁle Ⅳ ㈱", "fileiv株"),
      ("e\u{301}", "é"), ("", ""), ("，。！", ""), ("𠮷野家", "𠮷野家"), ("①②", "12"), ("㐂", "㐂"),
    ])
  func fold(_ text: String, _ expected: String) {
    var scalars: [UInt32] = []
    TextFold.append(text, to: &scalars)
    #expect(scalars == expected.unicodeScalars.map(\.value))
  }

  @Test("the short way through a text folds as Unicode's tables do, for every scalar and for random texts")
  func foldLaw() {
    var random = SplitMix64(seed: 71)
    let alphabet = Array("建议Ａ１ａ， 。「ﾊ\u{FF9E}é\u{301}㈱Ⅳ가각ß İ-_“”").map(String.init)
    let texts =
      (0...0xFFFF).compactMap { Unicode.Scalar($0).map { String($0) } }
      + (0..<2000).map { _ in
        (0..<12).map { _ in alphabet.randomElement(using: &random) ?? "" }.joined()
      }
    for text in texts {
      var (short, long): ([UInt32], [UInt32]) = ([], [])
      TextFold.append(text, to: &short)
      TextFold.appendNormalized(text, to: &long)
      #expect(short == long, "seed 71, \(text.unicodeScalars.map(\.value))")
    }
  }

  /// Counted by hand: 甲乙丙丁 has the bigrams 甲乙 乙丙 丙丁; 甲乙丙戊 甲乙 乙丙 丙戊: 2 of 4.
  @Test("shared grams are counted exactly, and a threshold is met at its very value")
  func counted() {
    let texts = FoldedTexts(["甲乙丙丁", "甲乙丙戊"])
    let found = Self.search(1, 2).pairs(in: texts)
    #expect(found.pairs == [NearPair(first: 0, second: 1, shared: 2, union: 4)])
    #expect(!found.isComplete, "a low threshold")
    #expect(Self.search(501, 1000).pairs(in: texts).pairs.isEmpty)
    // nine bigrams each, of which eight are in both: 8 of 10
    let longer = FoldedTexts(["甲乙丙丁戊己庚辛壬癸", "甲乙丙丁戊己庚辛壬子"])
    let exact = Self.search(4, 5).pairs(in: longer)
    #expect(exact.pairs == [NearPair(first: 0, second: 1, shared: 8, union: 10)] && exact.isComplete)
    #expect(Self.search(801, 1000).pairs(in: longer).pairs.isEmpty)
    let repeated = GramSet(FoldedTexts(["哈哈哈哈"])[0], size: 2)
    #expect(repeated.grams.count == 1)
    #expect(GramSet(FoldedTexts(["哈"])[0], size: 2).grams.isEmpty)
  }

  @Test("needed grams are the least that meet the threshold", arguments: [(9, 10), (1, 2), (2, 3), (1, 1)])
  func needed(_ numerator: Int, _ denominator: Int) {
    let threshold = Threshold(numerator, denominator)
    for together in 2...400 {
      let needed = threshold.needed(together)
      func isNear(_ shared: Int) -> Bool { shared * denominator >= numerator * (together - shared) }
      #expect(isNear(needed) && !isNear(needed - 1))
    }
  }

  @Test("bands reach the recall that they promise with the hashes that they may use")
  func bands() {
    for (numerator, rows, count) in [(9, 8, 13), (8, 5, 18), (5, 2, 25)] {
      let bands = Bands(for: Threshold(numerator, 10))
      #expect(bands.rows == rows && bands.count == count, "\(bands)")
      #expect(bands.expectedRecall(Double(numerator) / 10) >= 0.999)
    }
  }

  @Test(
    "equal texts are pairs with the first; each later text asks about the earliest that it is near",
    arguments: [0, 3])
  func crowd(few: Int) {
    let base = (0..<60).map { Character(Unicode.Scalar(0x4E00 + $0 * 7) ?? "一") }
    let near = String(base.dropLast())
    let texts = FoldedTexts([String(base), "另一件完全不同的事情", near, String(base) + "，", String(base)])
    let found = Self.search(exactUpTo: few).pairs(in: texts)
    #expect(found.isComplete == (few == 3), "three different texts")
    #expect(found.pairs.map { [$0.first, $0.second] } == [[0, 2], [0, 3], [0, 4]])
    #expect(found.earliest.map { [$0.first, $0.second] } == [[0, 2], [0, 3], [0, 4]])
    #expect(found.distinct == [0, 1, 2])
    #expect(Self.search(minimum: 20).pairs(in: texts).compared == 4)
  }

  @Test("a crowd of like texts costs no square, and says what it left out")
  func crowded() {
    let base = String((0..<100).map { Character(Unicode.Scalar(0x4E00 + $0 * 7) ?? "一") })
    let found = Self.search().pairs(in: FoldedTexts((0..<400).map { base + "第\($0)件" }))
    #expect(found.cut > 0 && !found.isComplete)
    #expect(found.candidates < 400 * BandMeetings.mostEarlier * Self.search().bands.count)
    #expect(found.earliest.count == 399)
  }

  /// Random texts with copies in which some characters are changed, so that similarities lie on both sides.
  private static func corpus(_ seed: UInt64, _ count: Int, _ length: Int) -> FoldedTexts {
    var random = SplitMix64(seed: seed)
    var texts: [[UInt32]] = []
    func scalar() -> UInt32 { 0x4E00 + UInt32.random(in: 0..<3000, using: &random) }
    for _ in 0..<count {
      var text = (0..<length).map { _ in scalar() }
      if let earlier = texts.randomElement(using: &random), Int.random(in: 0..<3, using: &random) > 0 {
        text = earlier
        for _ in 0..<Int.random(in: 0...length / 20, using: &random) {
          text[Int.random(in: 0..<length, using: &random)] = scalar()
        }
      }
      texts.append(text)
    }
    return FoldedTexts(texts.map { String(String.UnicodeScalarView($0.compactMap(Unicode.Scalar.init))) })
  }

  @Test("no pair is missed that comparing each with each finds", arguments: [10, 9, 7, 5, 2])
  func allPairs(_ tenths: Int) {
    for seed in 1...3 as ClosedRange<UInt64> {
      let texts = Self.corpus(seed, 120, 40)
      let sets = (0..<texts.count).map { GramSet(texts[$0], size: 2) }
      let threshold = Threshold(tenths, 10)
      let byHand = sets.indices.flatMap { left in
        sets.indices.compactMap { right -> NearPair? in
          let shared = Set(sets[left].grams).intersection(sets[right].grams).count
          let union = sets[left].grams.count + sets[right].grams.count - shared
          guard right > left, shared * 10 >= tenths * union else { return nil }
          return NearPair(first: left, second: right, shared: shared, union: union)
        }
      }
      let all = AllPairs(sets, atLeast: threshold, workers: .one)
      let (pairs, counted) = all.pairs()
      #expect(!byHand.isEmpty && pairs == byHand, "seed \(seed)")
      #expect(byHand.count...all.mostCounted ~= counted, "seed \(seed)")
    }
  }

  @Test("at least 99 of 100 pairs are found that comparing each with each finds", arguments: [9, 8, 6, 5])
  func recall(_ tenths: Int) {
    var all = Recall()
    for seed in 1...4 as ClosedRange<UInt64> {
      let texts = Self.corpus(seed, 500, 120)
      let search = Self.search(tenths, 10, exactUpTo: 0)
      let found = search.pairs(in: texts)
      let recall = search.recall(of: found, among: found.distinct, in: texts)
      #expect(recall.pairs > 100, "seed \(seed): too few pairs to tell")
      let exact = Self.search(tenths, 10).pairs(in: texts)
      #expect(exact.isComplete == (tenths >= 8))
      if exact.isComplete {
        #expect(
          search.recall(of: exact, among: exact.distinct, in: texts).found == recall.pairs, "seed \(seed)")
        #expect(Set(exact.pairs).isSuperset(of: found.pairs), "seed \(seed)")
      }
      for pair in found.pairs { #expect(pair.shared * 10 >= tenths * pair.union) }
      all.add(recall)
    }
    #expect(all.found * 100 >= all.pairs * 99, "\(all)")
  }

  @Test(
    "the result does not depend on workers, and every order of texts gives the same pairs",
    arguments: [0, 300])
  func laws(few: Int) {
    let texts = Self.corpus(9, 300, 80)
    let one = Self.search(exactUpTo: few).pairs(in: texts)
    let four = Self.search(exactUpTo: few, workers: 4).pairs(in: texts)
    #expect(one.pairs == four.pairs && one.candidates == four.candidates && one.cut == four.cut)
    #expect(!one.pairs.isEmpty)
    let words = (0..<texts.count).map { place in
      String(String.UnicodeScalarView(texts[place].compactMap(Unicode.Scalar.init)))
    }
    let reversed = Self.search(exactUpTo: few).pairs(in: FoldedTexts(words.reversed()))
    func named(_ pairs: [NearPair], _ words: [String]) -> Set<Set<String>> {
      Set(pairs.map { [words[$0.first], words[$0.second]] })
    }
    #expect(named(one.pairs, words) == named(reversed.pairs, words.reversed()))
  }
}
