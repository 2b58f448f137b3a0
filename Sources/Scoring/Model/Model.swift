package import Records

/// A scoring model: a versioned file of rules (model.md §3).
///
/// Derivation parameters of the same file (`derive`) belong to preparation and are not part of this type.
package struct Model: Hashable, Sendable {
  package let id: String
  package let title: String
  /// Prints 示例.
  package let isExample: Bool
  /// Both ends included; nil = open.
  package let effectiveFrom: Day?
  package let effectiveTo: Day?
  /// Digits of categories, totals and grade limits, 0 to 4.
  package let decimals: Int
  /// Values of `members.profile` in print order.
  package let profiles: [String]
  package let windows: [NamedWindow]
  /// Codes of prorated categories.
  package let prorate: [String]
  /// Least total.
  package let floor: Amount?
  package let categories: [Category]
  package let gates: [Gate]
  package let rankKeys: [RankKey]
  /// Top first; empty when the model grants none.
  package let grades: [Grade]

  package init(
    id: String, title: String, isExample: Bool, effectiveFrom: Day?, effectiveTo: Day?, decimals: Int,
    profiles: [String], windows: [NamedWindow], prorate: [String], floor: Amount?, categories: [Category],
    gates: [Gate], rankKeys: [RankKey], grades: [Grade]
  ) {
    self.id = id
    self.title = title
    self.isExample = isExample
    self.effectiveFrom = effectiveFrom
    self.effectiveTo = effectiveTo
    self.decimals = decimals
    self.profiles = profiles
    self.windows = windows
    self.prorate = prorate
    self.floor = floor
    self.categories = categories
    self.gates = gates
    self.rankKeys = rankKeys
    self.grades = grades
  }

  /// All leaves with their category's index, in model order: a leaf's place here is its place in `≺`.
  package var leaves: [(category: Int, node: Node)] {
    categories.enumerated().flatMap { index, category in
      category.node.leaves.map { (category: index, node: $0) }
    }
  }
}

package struct NamedWindow: Hashable, Sendable {
  package let name: String
  package let window: Window

  package init(name: String, window: Window) {
    self.name = name
    self.window = window
  }
}

/// The dates that a leaf reads (model.md §2.5, *Windows*).
package enum Window: Hashable, Sendable {
  /// The 12 months from this month and day that end in the period's year, cut at the end of the period.
  case from(month: Int, day: Int)
  /// From this date to the end of the period.
  case since(Day)

  /// The calendar year.
  package static let year = Window.from(month: 1, day: 1)

  /// First and last day, both included; nil when the window is empty.
  package func days(of period: Period) -> ClosedRange<Day>? {
    switch self {
    case .since(let first):
      return first <= period.last ? first...period.last : nil
    case .from(let month, let day):
      let sameYear = month == 1 && day == 1
      guard let first = Day(year: sameYear ? period.year : period.year - 1, month: month, day: day),
        let next = Day(year: sameYear ? period.year + 1 : period.year, month: month, day: day)
      else { return nil }
      let last = min(next.adding(days: -1), period.last)
      return first <= last ? first...last : nil
    }
  }
}

/// A gate (model.md §3 `gates`): lowers, never lifts.
package struct Gate: Hashable, Sendable {
  package enum Effect: Hashable, Sendable {
    /// No better grade than this one.
    case ceiling(String)
    /// Scored but unranked, with this text as grade.
    case setAside(String)
    /// Text only.
    case alert
  }

  package let code: String
  package let name: String
  package let when: Condition
  package let effect: Effect

  package init(code: String, name: String, when: Condition, effect: Effect) {
    self.code = code
    self.name = name
    self.when = when
    self.effect = effect
  }
}

/// What breaks equal totals.
package struct RankKey: Hashable, Sendable {
  package enum Measure: Hashable, Sendable {
    case count(CountQuery)
    case score(ScoreReference)
  }

  package enum Preference: String, CaseIterable, Sendable {
    case more, less
  }

  package let name: String
  package let measure: Measure
  package let prefer: Preference

  package init(name: String, measure: Measure, prefer: Preference) {
    self.name = name
    self.measure = measure
    self.prefer = prefer
  }
}

/// A grade; half-open from `from` to the grade above.
package struct Grade: Hashable, Sendable {
  package let name: String
  /// nil for the last grade.
  package let from: Amount?
  package let quota: Quota?

  package init(name: String, from: Amount?, quota: Quota?) {
    self.name = name
    self.from = from
    self.quota = quota
  }
}

/// A limit on the holders of a grade (model.md §4, step 12).
package struct Quota: Hashable, Sendable {
  package enum RoundingMode: String, CaseIterable, Sendable {
    case down, nearest, up
  }

  package enum Tied: String, CaseIterable, Sendable {
    case sameRank = "same_rank"
    case sameTotal = "same_total"
  }

  package enum Tie: String, CaseIterable, Sendable {
    case exclude, include, refer
  }

  package let share: Amount
  /// A member fact; nil = one group 全体.
  package let by: String?
  /// Groups with fewer ranked members become one group 合并.
  package let poolUnder: Amount
  package let rounding: RoundingMode
  package let tied: Tied
  package let tie: Tie

  package init(
    share: Amount, by: String?, poolUnder: Amount, rounding: RoundingMode, tied: Tied, tie: Tie
  ) {
    self.share = share
    self.by = by
    self.poolUnder = poolUnder
    self.rounding = rounding
    self.tied = tied
    self.tie = tie
  }
}
