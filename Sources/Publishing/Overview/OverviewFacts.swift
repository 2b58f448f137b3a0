package import Records

/// The figures of the overview: exact counts of the run's surviving rows, and of the public's comments.
package struct OverviewFacts: Sendable {
  let frame: OverviewFrame
  let attendance: AttendanceFacts
  let submissions: SubmissionFacts
  let duty: DutyFacts
  let comments: CommentFacts
  /// By kind.
  let studio: RowCount?
  let sources: [SourceLine]

  /// `taxonomy` is what comments are sorted by; empty: they are not. O(rows + comments · keywords).
  package init(_ run: RunRecord, _ taxonomy: [Aspect]) {
    let frame = OverviewFrame(run)
    let posted = run.table("comments").map { $0.live + CommentFacts.publicRows(run, $0) } ?? []
    let dates = ActivityDates(run, comments: posted)
    attendance = AttendanceFacts(run, frame, dates)
    submissions = SubmissionFacts(run, frame)
    duty = DutyFacts(run, frame)
    comments = CommentFacts(run, frame, dates, taxonomy)
    studio = run.table("studio_records").map { table in
      RowCount(
        table, frame, times: table.times("held_on"), sectors: frame.sectors(of: table.coded("member_no")),
        by: "kind")
    }
    self.frame = frame
    let counted: [RowCount?] = [
      attendance.activities, submissions.proposals, submissions.reports, submissions.micro,
      submissions.outcomes, duty.shifts, duty.messages, comments.ofMembers, studio,
    ]
    sources = SourceLine.all(counted.compactMap(\.self), comments.ofPublic, run)
  }
}

/// How the figures of a source rest on the run's books.
struct SourceLine {
  let title: String
  let books: BooksTotals
  /// Rows of the period, of other times, and in the period without a month or 界别.
  let counted: Int
  let elsewhere: Int
  let undated: Int
  /// nil where the source has no member.
  let unassigned: Int?
  /// Filtered rows that are counted none the less: the public's comments of the period.
  let outside: Int

  static func all(_ counts: [RowCount], _ outside: RowCount?, _ run: RunRecord) -> [SourceLine] {
    counts.map { count in
      var books = Books()
      for account in run.books.accounts where Key(account.source) == Key(count.source) {
        books.append(account)
      }
      let isOutside = outside.map { Key($0.source) == Key(count.source) } ?? false
      return SourceLine(
        title: count.title, books: BooksTotals(books), counted: count.all.total, elsewhere: count.elsewhere,
        undated: count.all.months.last ?? 0,
        unassigned: count.source == "activities" ? nil : count.all.sectors.last,
        outside: isOutside ? outside?.all.total ?? 0 : 0)
    }
  }
}
