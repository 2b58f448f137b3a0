package import Records

/// What a leaf gave a member, as `ledger.csv` prints it (model.md §5). A run holds one for nearly every leaf of every
/// member, hence the narrow counts.
package struct LeafScore: Hashable, Sendable {
  private let place: Int32
  private var eventCount: Int32 = 0
  private var keptCount: Int32 = 0
  private var isInMean = true
  package var raw = Points.zero
  /// Taken by limits.
  package var limited = Points.zero
  /// Growth by proration.
  package var prorated = Points.zero
  /// Sum of 记分 rows.
  package var entered = Points.zero
  /// Taken by the leaf's own bounds; negative when given back.
  package var capped = Points.zero
  /// Taken by bounds of groups and of the category; negative when given back.
  package var shared = Points.zero
  private var finished = Points.zero

  package init(leaf: Int) {
    place = Int32(leaf)
  }

  /// Index into `Model.leaves`.
  package var leaf: Int { Int(place) }

  /// Records selected, which a run numbers in 32 bits.
  package var events: Int {
    get { Int(eventCount) }
    set { eventCount = Int32(newValue) }
  }

  /// Records still not 0 after the limits; of a measure its events.
  package var kept: Int {
    get { Int(keptCount) }
    set { keptCount = Int32(newValue) }
  }

  /// raw − limited + prorated + entered − capped − shared; nil in a mean.
  package var points: Points? {
    get { isInMean ? nil : finished }
    set {
      isInMean = newValue == nil
      finished = newValue ?? .zero
    }
  }

  /// A score that says nothing but its leaf.
  var isEmpty: Bool {
    events == 0 && (raw.nano | entered.nano | limited.nano | prorated.nano | capped.nano | shared.nano) == 0
      && finished == .zero
  }
}

/// The same amounts of one record of a leaf.
package struct RecordScore: Hashable, Sendable {
  package enum Subject: Hashable, Sendable {
    /// Index of the record in its relation.
    case record(Int32)
    /// The leaf's measure, one amount before all records.
    case measure
    /// Index into the run's entered points.
    case entered(Int32)
  }

  /// Index into `Model.leaves`.
  package let leaf: Int32
  package let member: Int32
  package let subject: Subject
  package var raw = Points.zero
  package var limited = Points.zero
  package var prorated = Points.zero
  package var entered = Points.zero
  package var capped = Points.zero
  package var shared = Points.zero
  package var points = Points.zero

  package init(leaf: Int32, member: Int32, subject: Subject) {
    self.leaf = leaf
    self.member = member
    self.subject = subject
  }
}

/// A category's value of a member.
package struct CategoryScore: Hashable, Sendable {
  /// After the bounds, before rounding.
  package let raw: Points
  /// `R(raw)`.
  package let points: Points

  package init(raw: Points, points: Points) {
    self.raw = raw
    self.points = points
  }
}

/// Everything that the model says of one member's points.
package struct Scorecard: Hashable, Sendable {
  /// Index into the run's members.
  package let member: Int32
  /// Index into the model's profiles.
  package let profile: Int
  /// Index of the first set-aside gate that holds, into `Model.gates`.
  package let setAsideBy: Int?
  /// One per category of the model.
  package let categories: [CategoryScore]
  /// One per leaf of the model.
  package let leaves: LeafScores
  package let base: Points
  package let bonus: Points
  package let deduction: Points
  /// Σ of the rounded categories, before the top floor.
  package let sum: Points
  package let total: Points
  /// Leaves whose rate took a `none` that is not 0, with the points it gave (reason `N`).
  package let withoutDivisor: [LeafPoints]

  package init(
    member: Int32, profile: Int, setAsideBy: Int?, categories: [CategoryScore], leaves: LeafScores,
    base: Points, bonus: Points, deduction: Points, sum: Points, total: Points, withoutDivisor: [LeafPoints]
  ) {
    self.member = member
    self.profile = profile
    self.setAsideBy = setAsideBy
    self.categories = categories
    self.leaves = leaves
    self.base = base
    self.bonus = bonus
    self.deduction = deduction
    self.sum = sum
    self.total = total
    self.withoutDivisor = withoutDivisor
  }

  /// The same card where another gate, or none, sets the member aside.
  package func setAside(by gate: Int?) -> Scorecard {
    Scorecard(
      member: member, profile: profile, setAsideBy: gate, categories: categories, leaves: leaves, base: base,
      bonus: bonus, deduction: deduction, sum: sum, total: total, withoutDivisor: withoutDivisor)
  }

  /// The same card with another total, whatever it is made of.
  package func with(total: Points) -> Scorecard {
    Scorecard(
      member: member, profile: profile, setAsideBy: setAsideBy, categories: categories, leaves: leaves,
      base: base, bonus: bonus, deduction: deduction, sum: sum, total: total, withoutDivisor: withoutDivisor)
  }

  /// The same card with its leaves' scores held elsewhere.
  func with(leaves: LeafScores) -> Scorecard {
    Scorecard(
      member: member, profile: profile, setAsideBy: setAsideBy, categories: categories, leaves: leaves,
      base: base, bonus: bonus, deduction: deduction, sum: sum, total: total, withoutDivisor: withoutDivisor)
  }

  /// The same card for another index into the members.
  package func moved(to member: Int32) -> Scorecard {
    Scorecard(
      member: member, profile: profile, setAsideBy: setAsideBy, categories: categories, leaves: leaves,
      base: base,
      bonus: bonus, deduction: deduction, sum: sum, total: total, withoutDivisor: withoutDivisor)
  }
}

/// A leaf and an amount.
package struct LeafPoints: Hashable, Sendable {
  package let leaf: Int
  package let points: Points

  package init(leaf: Int, points: Points) {
    self.leaf = leaf
    self.points = points
  }
}
