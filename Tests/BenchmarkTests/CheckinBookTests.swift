import Testing

@testable import Benchmark

@Suite struct CheckinBookTests {
  private static let book = CheckinBook(rows: 200_000, members: 4000, activities: Roll.activities, seed: 7)

  private static func lines(_ book: CheckinBook) -> [Substring] {
    String(decoding: book.lazyParts().flatMap(\.self), as: UTF8.self).split(separator: "\n")
  }

  @Test func sameSeedSameBytes() {
    let small = CheckinBook(rows: 300, members: 50, activities: 20, seed: 7)
    let again = CheckinBook(rows: 300, members: 50, activities: 20, seed: 7)
    let other = CheckinBook(rows: 300, members: 50, activities: 20, seed: 8)
    #expect(CheckinBookTests.lines(small) == CheckinBookTests.lines(again))
    #expect(CheckinBookTests.lines(small) != CheckinBookTests.lines(other))
  }

  /// Bytes that must not move: the figures in Benchmarks.md were measured on them.
  @Test func theFirstRowsOfTheMeasuredFile() {
    let book = CheckinBook(rows: 4, members: 200_000, activities: Roll.activities, seed: 2025)
    #expect(
      CheckinBookTests.lines(book) == [
        "流水号,活动编号,委员编号,时间,类别,地点",
        "C00000001,A00201,100661,2025-06-06 18:01:02,学习,东山区市民之家协商议事室",
        "C00000002,A01497,103019,2025-05-02 09:51:44,会议,高新区产业园区协商议事室",
        "C00000003,A01790,038694,2025-08-22 17:17:03,调研,\"西湖区党群中心,协商议事室\"",
        "C00000004,A00067,024916,2025-07-28 13:01:18,会议,北门区产业园区协商议事室",
      ])
  }

  @Test func repeatsAndDirtHaveTheirShares() {
    let positions = 0..<CheckinBookTests.book.rows
    let fates = Dictionary(grouping: positions, by: CheckinBookTests.book.fate).mapValues(\.count)
    #expect(4600...5400 ~= fates[.again] ?? 0)
    #expect(4600...5400 ~= fates[.later] ?? 0)
    let dirt = Dictionary(grouping: positions, by: CheckinBookTests.book.dirt).mapValues(\.count)
    #expect(1800...2200 ~= dirt[.spaces] ?? 0)
    #expect(1800...2200 ~= dirt[.noZeros] ?? 0)
    for bad in CheckinBook.Dirt.bad { #expect(20...80 ~= dirt[bad] ?? 0, "\(bad)") }
  }

  @Test func aRepeatSaysWhatAnEarlierNewRowSaid() {
    let book = CheckinBookTests.book
    for position in 0..<20_000 where book.fate(position) != .new {
      let origin = book.origin(of: position)
      let (first, second) = (book.checkin(at: origin), book.checkin(at: position))
      #expect(origin < position && book.fate(origin) == .new)
      if book.fate(position) == .again {
        #expect(first == second)
      } else {
        #expect(first.member == second.member && first.activity == second.activity)
        #expect(first.number < second.number && first.second < second.second && first.day == second.day)
      }
    }
  }

  @Test func oneRowInFiveHasAQuotedComma() {
    let book = CheckinBook(rows: 10_000, members: 4000, activities: Roll.activities, seed: 7)
    let lines = CheckinBookTests.lines(book).dropFirst()
    #expect(1800...2100 ~= lines.count { $0.hasSuffix("\"") && $0.split(separator: ",").count == 7 })
  }
}
