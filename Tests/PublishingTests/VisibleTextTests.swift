import Publishing
import Testing

@Suite struct VisibleTextTests {
  @Test func `a raw row is printed without controlling the terminal`() {
    #expect(VisibleText.of("a\t\u{1B}[2J\u{7F}\u{202E}b\u{FEFF}甲") == "a␉␛[2J␡\\u{202E}b\\u{FEFF}甲")
  }
}
