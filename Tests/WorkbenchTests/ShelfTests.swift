import Testing

@testable import Workbench

@Suite("shelf")
struct ShelfTests {
  private static let failure = BenchProblem(.wrong, zh: "不行", en: "no")

  @Test func `what was asked for last is made once, and the oldest makes room`() throws {
    let shelf = Shelf<Int>(most: 2)
    var made: [String] = []
    for key in ["a", "b", "a", "c", "a", "b"] {
      _ = try shelf.value(key) { () throws(BenchProblem) in
        made.append(key)
        return made.count
      }
    }
    #expect(made == ["a", "b", "c", "b"])
  }

  @Test func `a failure takes no place, and is tried anew`() throws {
    let shelf = Shelf<Int>(most: 1)
    #expect(try shelf.value("a") { () throws(BenchProblem) in 1 } == 1)
    for _ in 0..<2 {
      #expect(throws: ShelfTests.failure) {
        try shelf.value("b") { () throws(BenchProblem) in throw ShelfTests.failure }
      }
    }
    #expect(try shelf.value("a") { () throws(BenchProblem) in 2 } == 1)
    #expect(try shelf.value("b") { () throws(BenchProblem) in 3 } == 3)
  }
}
