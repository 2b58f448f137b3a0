import Publishing
import Testing

@Suite struct VisibleTextTests {
  @Test func `a raw row is printed without controlling the terminal`() {
    #expect(VisibleText.of("a\t\u{1B}[2J\u{7F}\u{202E}b\u{FEFF}甲") == "a␉␛[2J␡\\u{202E}b\\u{FEFF}甲")
  }

  /// Every scalar that hides is found by the first two of its bytes, and no other is changed.
  @Test func `what hides is shown wherever it stands, and the rest is left alone`() {
    let hidden: [ClosedRange<UInt32>] = [
      0x80...0x9F, 0x61C...0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF...0xFEFF,
    ]
    for value in (0x80...0xFFFF as ClosedRange<UInt32>) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "甲\(scalar)乙"
      let isHidden = hidden.contains { $0.contains(value) }
      let code = String(value, radix: 16, uppercase: true)
      #expect(
        Array(VisibleText.of(text).utf8) == Array((isHidden ? "甲\\u{\(code)}乙" : text).utf8), "U+\(code)")
    }
  }
}
