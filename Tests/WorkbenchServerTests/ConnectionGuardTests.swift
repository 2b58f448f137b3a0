import Testing

@testable import WorkbenchServer

/// When a connection is closed, by what came and went on it.
@Suite struct ConnectionGuardTests {
  typealias Step = GuardedConnection.Step

  private static let whole: [Step] = [.head(), .end]

  @Test(
    arguments: [
      ([], 5000), ([.head()], 5000), ([.wait(seconds: 4), .head()], 5000),
      // A byte now and then buys no time.
      ([.head(), .wait(seconds: 3), .body(1)], 2000),
      // The server may take its time.
      (whole, nil),
      (whole + [.begin], 20_000), (whole + [.begin, .wait(seconds: 15), .finish], 5000),
      (whole + Step.answer, 60_000), (whole + Step.answer + [.wait(seconds: 50), .head()], 5000),
      (whole + Step.answer + whole, nil),
      // Answered before the body is there.
      ([.head()] + Step.answer, 5000),
      ([.head(), .wait(seconds: 3)] + Step.answer + [.body(1)], 2000),
      ([.head()] + Step.answer + [.body(1), .end], 60_000),
      ([.head()] + Step.answer + [.end] + whole, nil),
      // Two in one piece.
      (whole + whole + Step.answer, nil), (whole + [.head()] + Step.answer, 5000),
      (whole + whole + [.begin, .finish, .wait(seconds: 15), .begin, .finish], 5000),
      (whole + whole + [.begin, .finish, .wait(seconds: 15), .begin, .finish, .take], 20_000),
      (whole + whole + [.begin, .finish, .begin, .finish, .take, .take], 60_000),
    ] as [([Step], Int?)])
  func eachThingEndsInTime(steps: [Step], closing: Int?) throws {
    let connection = GuardedConnection()
    for step in steps { try connection.perform(step) }
    #expect(connection.closing() == closing)
  }

  @Test(
    arguments: [
      ([.head(length: 65_537)], [413], 1000), ([.head(length: 65_536)], [], 5000),
      ([.head(), .body(65_537)], [413], 1000), ([.head(), .body(65_536)], [], 5000),
      ([.head(), .body(40_000), .body(40_000)], [413], 1000),
      (whole + Step.answer + [.head(), .body(65_537)], [200, 413], 1000),
      // Answered already: nothing is left to say.
      ([.head()] + Step.answer + [.body(65_537)], [200], 1000),
      // Another answer is on its way, which must not be taken for one that was not.
      (whole + [.head(), .body(65_537)], [], 0), ([.head(), .begin, .body(65_537)], [200], 0),
    ] as [([Step], [Int], Int)])
  func aBodyTooLargeIsRefused(steps: [Step], statuses: [Int], closing: Int) throws {
    let connection = GuardedConnection()
    for step in steps { try connection.perform(step) }
    #expect(connection.statuses == statuses)
    #expect(connection.closing() == closing)
  }

  @Test func nothingOfWhatIsRefusedReachesTheServer() throws {
    let connection = GuardedConnection()
    for step in [.head(), .body(65_536), .body(1), .body(1), .end] as [Step] { try connection.perform(step) }
    #expect(try connection.received == 2)
    for step in [.head(), .begin] as [Step] { try connection.perform(step) }
    #expect(try connection.received == 0)
    #expect(connection.statuses == [413])
  }
}
