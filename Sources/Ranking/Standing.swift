/// A member's place in the official ranking.
package struct Standing: Hashable, Sendable {
  /// Index into the run's members, and of the member's scorecard.
  package let member: Int32
  /// Index into the model's profiles.
  package let profile: Int
  /// 1, 2, 2, 4; nil for who is set aside.
  package let rank: Int?
  /// Members who share the rank, this one included.
  package let sharing: Int
  /// A grade, the text of a set-aside gate, or 并列待审; nil in a quarter run and where the model has no grades.
  package let grade: String?
  /// In the order of model.md §4 step 13.
  package let reasons: [Reason]

  package init(
    member: Int32, profile: Int, rank: Int?, sharing: Int, grade: String?, reasons: [Reason]
  ) {
    self.member = member
    self.profile = profile
    self.rank = rank
    self.sharing = sharing
    self.grade = grade
    self.reasons = reasons
  }
}

/// One item of the reason trail.
package struct Reason: Hashable, Sendable {
  /// Gate code, or `T`, `Q1`, `Q2`, `Q3`, `S`, `P`, `F`, `N`.
  package let code: String
  /// The whole text with the code, as `ranking.csv` prints it.
  package let text: String

  package init(code: String, text: String) {
    self.code = code
    self.text = text
  }
}

/// How the seats of a quota went in one group of one profile.
package struct GroupSeats: Hashable, Sendable {
  /// Index into the model's profiles.
  package let profile: Int
  package let grade: String
  /// A value of the quota's `by`, 合并 or 全体; empty for members without the value.
  package let group: String
  /// Ranked members of the group.
  package let members: Int
  package let seats: Int
  /// Members whose grade was this one before the quota.
  package let candidates: Int
  /// Members who keep the grade.
  package let holders: Int
  /// Members tied at the last seat who are not simply in; 0 when there is no such tie.
  package let tied: Int

  package init(
    profile: Int, grade: String, group: String, members: Int, seats: Int, candidates: Int, holders: Int,
    tied: Int
  ) {
    self.profile = profile
    self.grade = grade
    self.group = group
    self.members = members
    self.seats = seats
    self.candidates = candidates
    self.holders = holders
    self.tied = tied
  }
}

/// The result of ranking and grading.
package struct RankingResult: Sendable {
  /// In the order of `ranking.csv`: profile as in the model; the ranked by rank, then member number in byte
  /// order; then the set aside by member number. Every member of the run once.
  package let standings: [Standing]
  /// By profile, grade, group in byte order.
  package let seats: [GroupSeats]

  package init(standings: [Standing], seats: [GroupSeats]) {
    self.standings = standings
    self.seats = seats
  }
}
