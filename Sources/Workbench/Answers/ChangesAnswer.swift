import Publishing
import Records
import Robustness
import Scoring

/// All whose grade, rank or total differs from the published run; who changes grade stands first.
package struct ChangesAnswer: Hashable, Codable, Sendable {
  package struct Change: Hashable, Codable, Sendable {
    package let profile: String
    package let memberNo: String
    package let name: String
    package let sector: String?
    package let rankPublished: Int?
    package let rank: Int?
    /// These and grades as in a row of the table.
    package let rankShift: BoardRow.Shift?
    package let totalPublished: String
    package let total: String
    package let gradePublished: String?
    package let grade: String?
    package let gradeShift: BoardRow.Shift?
    package let isReferred: Bool
  }

  /// The first `most`.
  package let changes: [Change]
  package let total: Int

  static let most = 20_000
}

extension BenchStore {
  package func changesAnswer(_ text: String) throws(BenchProblem) -> ChangesAnswer {
    let bench = try bench(text)
    let (before, after) = (bench.published, bench.standings.turned)
    let order = bench.standings.order.joined().map { Int($0) }
    let changed = order.filter {
      before.grades[$0] != after.grades[$0] || before.ranks[$0] != after.ranks[$0]
        || before.totals[$0] != after.totals[$0]
    }
    let graded = changed.filter { before.grades[$0] != after.grades[$0] }
    let others = changed.filter { before.grades[$0] == after.grades[$0] }
    let listed = (graded + others).prefix(ChangesAnswer.most)
    return ChangesAnswer(
      changes: listed.map { member in
        let row = bench.row(member)
        return ChangesAnswer.Change(
          profile: model.profiles[bench.profiles[member]], memberNo: row.memberNo, name: row.name,
          sector: row.sector, rankPublished: row.rankPublished, rank: row.rank,
          rankShift: row.rankShift, totalPublished: row.totalPublished, total: row.total,
          gradePublished: row.gradePublished,
          grade: row.grade, gradeShift: row.gradeShift, isReferred: row.isReferred)
      }, total: changed.count)
  }
}
