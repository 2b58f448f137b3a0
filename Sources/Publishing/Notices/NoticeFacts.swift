import Ranking
package import Records
import Scoring

/// What the fields of a notice hold for one run.
package struct NoticeFacts: Sendable {
  private(set) var values: [String: NoticeValue]

  /// `date` is that of the notice. `publicity` is how long a public notice stands.
  package init(_ run: RunRecord, date: Day, publicity: Publicity? = nil) {
    let identity = run.identity
    var values: [String: NoticeValue] = [
      "title": .text(identity.title), "period": .text(identity.period.chinese),
      "year": .text("\(identity.period.year)"), "as_of": .text(identity.asOf.chinese),
      "date": .text(date.chinese), "run": .text(identity.runID), "model": .text(run.model.id),
      "is_example": .flag(run.model.isExample), "is_year": .flag(identity.period.isYear),
      "is_quarter": .flag(!identity.period.isYear),
    ]
    let distributions = run.distributions
    values["members"] = .count(run.members.count)
    let ranked = distributions.reduce(0) { $0 + $1.ranked }
    values["ranked"] = .count(ranked)
    values["set_aside"] = .count(run.members.count - ranked)
    values["profiles"] = .list(
      distributions.indices.filter { distributions[$0].ranked > 0 }.map { profile in
        NoticeFacts.profile(distributions[profile], profile, run)
      }.marked)
    let books = BooksTotals(run.books)
    values["rows_read"] = .text(grouped(books.read))
    values["rows_rejected"] = .text(grouped(books.rejected))
    values["rejected_percent"] = .text(books.rejectedShare)
    values["rows_merged"] = .text(grouped(books.merged))
    values["rows_filtered"] = .text(grouped(books.filtered))
    values["missing_members"] = .count(NoticeTable.missing(run).count)
    values["top_grade"] = .text(run.model.grades.first?.name ?? "")
    values["top_members"] = .count(NoticeTable.top(run).count)
    values["starts"] = publicity.map { .text($0.first.chinese) }
    values["ends"] = publicity.map { .text($0.last.chinese) }
    values["working_days"] = publicity.map { .count($0.workingDays) }
    self.values = values
  }

  /// The same with what holds of more than the run.
  func adding(_ values: [String: NoticeValue]) -> NoticeFacts {
    var facts = self
    facts.values.merge(values) { $1 }
    return facts
  }

  /// The span in which one may object, both days included.
  package struct Publicity: Hashable, Sendable {
    package let first: Day
    package let last: Day
    package let workingDays: Int

    package init(first: Day, last: Day, workingDays: Int) {
      self.first = first
      self.last = last
      self.workingDays = workingDays
    }
  }

  private static func profile(
    _ distribution: Distribution, _ profile: Int, _ run: RunRecord
  ) -> [String: NoticeValue] {
    let totals = run.ranking.standings.filter { $0.profile == profile && $0.rank != nil }
      .map { run.cards[Int($0.member)].total }.sorted()
    func text(_ points: Points?) -> NoticeValue {
      .text((points ?? .zero).text(decimals: run.model.decimals))
    }
    return [
      "profile": .text(distribution.profile), "ranked": .count(distribution.ranked),
      "highest": text(totals.last), "lowest": text(totals.first),
      "median": text(totals.isEmpty ? nil : totals[(totals.count - 1) / 2]),
      "grades": .list(
        distribution.grades.map { ["grade": .text($0.grade), "members": .count($0.members)] }.marked),
    ]
  }
}

extension NoticeValue {
  static func count(_ count: Int) -> NoticeValue { .text(grouped(count)) }
}

extension [[String: NoticeValue]] {
  /// Each with `is_last`, so that a template can write what stands between them.
  var marked: [[String: NoticeValue]] {
    enumerated().map { index, item in
      item.merging(["is_last": .flag(index == count - 1)]) { _, new in new }
    }
  }
}

extension Day {
  /// `2026年1月9日`, without zeros.
  var chinese: String { "\(year)年\(month)月\(day)日" }
}
