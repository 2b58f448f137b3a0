import Records
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
}
