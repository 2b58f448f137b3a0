import Records
import TestSupport
import Testing

struct KeyTests {
  @Test func `keys compare by bytes, not by canonical equivalence`() {
    let composed = Key("\u{E9}")
    let decomposed = Key("e\u{301}")
    #expect(composed.text == decomposed.text)
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    #expect(decomposed < composed)
  }

  @Test func `a compatibility ideograph is another key`() {
    #expect(Key("\u{F900}") != Key("\u{8C48}"))
  }

  /// Texts whose bytes run over a word of the hash, and prefixes of one another.
  @Test func `keys of any length differ, order and hash by all their bytes`() {
    let texts = ["", "\0", "a", "a\0", "abcdefgh", "abcdefgh\0", "abcdefghi", "abcdefgi", "b", "委员"]
    #expect(texts.reversed().map(Key.init).sorted().map(\.text) == texts)
    #expect(Set(texts.map(Key.init)).count == texts.count)
    for text in texts {
      #expect(Key(text) == Key(String(decoding: Array(text.utf8), as: UTF8.self)))
      #expect(Key(text).hashValue == Key(String(decoding: Array(text.utf8), as: UTF8.self)).hashValue)
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `keys equal, order and hash as their bytes do`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let scalars: [Character] = ["a", "b", "\u{7F}", "é", "委", "员", "𠮷"]
    let texts = (0..<60).map { _ in
      String(
        (0..<Int.random(in: 0...12, using: &random)).map { _ in scalars.randomElement(using: &random) ?? "a" }
      )
    }
    for left in texts + ["", "委员委员委员"] {
      for right in texts + [left + "a", String(decoding: Array(left.utf8), as: UTF8.self)] {
        let (first, second) = (Array(left.utf8), Array(right.utf8))
        #expect((Key(left) == Key(right)) == (first == second), "seed \(seed): \(left), \(right)")
        #expect(
          (Key(left) < Key(right)) == first.lexicographicallyPrecedes(second),
          "seed \(seed): \(left), \(right)")
        if first == second { #expect(Key(left).hashValue == Key(right).hashValue) }
      }
    }
  }
}
