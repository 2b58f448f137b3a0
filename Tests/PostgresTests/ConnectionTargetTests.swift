import Testing

@testable import Postgres

@Suite("where a database is, without its password")
struct ConnectionTargetTests {
  @Test(
    "names and URLs",
    arguments: ["duty", "duty-2026.q3", "postgresql:///db?host=/tmp", "postgres://u@h:5433/db"])
  func accepted(_ text: String) throws {
    #expect(try ConnectionTarget(text).text == text)
  }

  @Test(
    "what is refused",
    arguments: [
      ("postgresql://u:secret@h/db", .password), ("postgresql://h/db?password=x", .password),
      ("postgresql://h/db?sslpassword=x", .password), ("host=h password=x", .malformed), ("", .malformed),
      ("a b", .malformed), ("mysql://h/db", .malformed), ("postgresql://h/db?nosuch=1", .malformed),
    ] as [(String, ConnectionTarget.Problem)])
  func refused(_ text: String, _ problem: ConnectionTarget.Problem) {
    #expect(throws: problem) { _ = try ConnectionTarget(text) }
  }

  @Test(
    "without libpq a URL tells by itself whether it may state a password",
    arguments: [
      ("postgresql://u:secret@h/db", true), ("postgresql://h/db?password=x", true),
      ("postgresql://h/db?sslpassword=x", true), ("postgresql://u@h:5433/db", false),
      ("postgres://h:5433/db?user=a@b:c", false), ("postgresql:///db?host=/tmp", false),
    ])
  func mayStatePassword(_ url: String, _ may: Bool) {
    #expect(ConnectionTarget.mayStatePassword(url) == may)
  }
}
