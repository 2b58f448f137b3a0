import Orchestration
import Publishing
import Records
import Robustness

/// What lies between two published runs, of which the opened one is the one after.
package struct CompareAnswer: Hashable, Codable, Sendable {
  package struct Picture: Hashable, Codable, Sendable {
    package let profile: String
    package let svg: String
  }

  package struct CauseCount: Hashable, Codable, Sendable {
    /// Class of its lines: `data`, `rules`, `population`, `quota`, or `equal` where none moved a rank most.
    package let key: String
    package let words: Words
    /// Whose rank it moved most.
    package let members: Int
  }

  package struct Row: Hashable, Codable, Sendable {
    package let memberNo: String
    package let name: String
    package let rankBefore: Int?
    package let rankAfter: Int?
    package let totalBefore: String
    package let totalAfter: String
    package let gradeBefore: String?
    package let gradeAfter: String?
    /// What moved the rank, by cause.
    package let words: Words
  }

  package let before: String
  package let after: String
  package let pictures: [Picture]
  package let causes: [CauseCount]
  /// At most `most`; where there are more, those whose grade changed before others.
  package let rows: [Row]
  /// Of all changes.
  package let total: Int

  static let most = 20_000
}

extension CompareAnswer {
  init(_ difference: RunDifference) throws(RunError) {
    let report = ComparisonReport(difference)
    before = report.before.run
    after = report.after.run
    pictures = try difference.flows().map { Picture(profile: $0.profile, svg: $0.svg) }
    causes = report.causes.filter { $0.ranks > 0 }.map { count in
      let cause = Cause.allCases.first { $0.name.en == count.cause }
      return CauseCount(key: count.cause, words: Words(CauseWords.name(cause)), members: count.ranks)
    }
    total = report.changes.count
    let isWhole = total <= CompareAnswer.most
    let changes = isWhole ? report.changes : CompareAnswer.gradesFirst(report.changes)
    rows = changes.prefix(CompareAnswer.most).map { change in
      Row(
        memberNo: change.memberNo, name: change.name, rankBefore: change.rankBefore,
        rankAfter: change.rankAfter, totalBefore: change.totalBefore, totalAfter: change.totalAfter,
        gradeBefore: change.gradeBefore, gradeAfter: change.gradeAfter,
        words: Words(zh: change.rankWords, en: CompareAnswer.english(change.rankWords)))
    }
  }

  private static func gradesFirst(_ changes: [ComparisonReport.Change]) -> [ComparisonReport.Change] {
    changes.filter { $0.gradeBefore != $0.gradeAfter } + changes.filter { $0.gradeBefore == $0.gradeAfter }
  }

  /// The causes by their English names; arrows and numbers are the same.
  private static func english(_ words: String) -> String {
    Cause.allCases.reduce(words) { $0.replacing($1.name.zh, with: $1.name.en) }
  }
}
