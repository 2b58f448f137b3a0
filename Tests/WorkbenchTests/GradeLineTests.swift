import Publishing
import Ranking
import Records
import Scoring
import Testing

@testable import Workbench

@Suite("lines of grades")
struct GradeLineTests {
  /// Of every profile and sector, held against the ranking itself.
  @Test("are where the ranking has them", arguments: StoreFixture.seeds)
  func agree(seed: UInt64) throws {
    let store = try StoreFixture.store(StoreFixture.committee(seed))
    for profile in store.model.profiles.indices {
      for sector in [nil] + store.roster.sectors.map(Optional.some) {
        let window = BenchWindow(profile: profile, from: 0, count: 500, sector: sector)
        let answer = try store.rowsAnswer("", window)
        for line in answer.lines { try expect(line, answer, store, profile, "seed \(seed) \(sector ?? "")") }
        let grades = Set(answer.lines.map(\.grade))
        let isRanked = answer.rows.contains { $0.rank != nil }
        #expect(grades.count == (isRanked ? store.model.grades.count - 1 : 0))
      }
    }
  }

  private func expect(
    _ line: GradeLine, _ answer: RowsAnswer, _ store: BenchStore, _ profile: Int, _ comment: Comment
  ) throws {
    let grade = try #require(store.model.grades.firstIndex { $0.name == line.grade })
    let ranking = store.record.ranking
    let seats = ranking.seats.first {
      $0.profile == profile && $0.grade == line.grade && $0.group == line.sector ?? "全体"
    }
    #expect(line.seats == seats?.seats, comment)
    #expect(line.ties == seats?.tied ?? 0, comment)
    let quota = store.model.grades[grade].quota
    let competing = ranking.standings.filter { $0.profile == profile && $0.rank != nil }
    let group =
      quota.map {
        QuotaGroups.groups(
          competing.map { Int($0.member) }, by: $0.by, poolUnder: $0.poolUnder[profile], store.record.input
        ).first { $0.name == line.sector ?? "全体" }?.members ?? []
      } ?? competing.map { Int($0.member) }
    let holders = competing.filter { group.contains(Int($0.member)) && $0.grade == line.grade }
    #expect(line.taken == holders.count && line.taken == seats?.holders ?? holders.count, comment)
    let cut = holders.map { store.record.cards[Int($0.member)].total }.min()
    #expect(line.cut == cut?.text(decimals: store.model.decimals), comment)
    let better = Set(store.model.grades[...grade].map(\.name))
    let numbers = Set(group.map { store.record.members[$0].number })
    let above = answer.rows.lastIndex { row in
      row.rank != nil && numbers.contains(row.memberNo) && row.grade.map(better.contains) ?? false
    }
    let first = answer.rows.firstIndex { $0.rank != nil && numbers.contains($0.memberNo) }
    let place = try above ?? #require(first) - 1
    #expect(line.after == place, comment)
  }
}
