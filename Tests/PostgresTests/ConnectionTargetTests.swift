import Testing

@testable import Postgres

@Suite("where a database is, without its password")
struct ConnectionTargetTests {
  @Test(
    "names and URLs",
    arguments: ["duty", "duty-2026.q3", "postgresql:///db?host=/tmp", "postgres://u@h:5433/db"])
  func accepted(_ text: String) throws {
    let target = try ConnectionTarget(text)
    #expect(target.text == text && target.isRead)
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
    "without libpq a URL is taken where it surely states no password",
    arguments: [
      ("postgresql://u:secret@h/db", .password), ("postgresql://u:a?b@h/db", .password),
      ("postgresql://h/db?password=x", .password), ("postgresql://h/db?sslpassword=x", .password),
      ("postgresql://h/db?p%61ssword=x", .password), ("postgresql://h/db?sslpass%77ord=x", .password),
      ("mysql://h/db", .malformed), ("postgresql://u@h:5433/db", nil),
      ("postgres://h:5433/db?user=a@b:c", nil), ("postgresql:///db?host=/tmp", nil),
    ] as [(String, ConnectionTarget.Problem?)])
  func withoutLibrary(_ url: String, _ problem: ConnectionTarget.Problem?) throws {
    guard let problem else {
      #expect(try !ConnectionTarget(url, parse: nil).isRead)
      return
    }
    #expect(throws: problem) { _ = try ConnectionTarget(url, parse: nil) }
  }
}
