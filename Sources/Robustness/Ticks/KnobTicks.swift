package import Records

/// The places at which a knob changes any grade, all of them, and the stretch around where it stands in which nothing
/// changes.
package struct KnobTicks: Sendable {
  /// A place with a step below it under which the grades were others.
  package struct Tick: Sendable {
    /// In nano: the first place, going up, with the grades after.
    package let at: Int64
    /// By member.
    package let changes: [GradeChange]
  }

  package struct GradeChange: Hashable, Sendable {
    /// Index into the run's members.
    package let member: Int
    /// Going up.
    package let before: String
    package let after: String

    package init(member: Int, before: String, after: String) {
      self.member = member
      self.before = before
      self.after = after
    }
  }

  /// Why a knob has no ticks.
  package enum Obstacle: Error, Hashable, Sendable {
    /// A quarter run, or a model without grades.
    case noGrades
    /// It stands at different numbers for several profiles.
    case differs
    /// An indicator above it is measured against all members, so that all move at once and not along lines.
    case population
    /// A weight of a geometric mean: files state them in few whole parts, which no one step fits.
    case weight
    /// An amount on the way leaves exact arithmetic.
    case tooLarge
    /// No place but its own.
    case fixed
  }

  package let knob: Knob
  /// Where it stands.
  package let now: Fraction
  package let range: KnobRange
  package let ticks: [Tick]

  /// The places around where it stands with the same grades, both ends included; nil where it stands between two steps of
  /// which one has other grades.
  package var quiet: ClosedRange<Int64>? {
    let nano = Points(nearest: now).nano
    let below = below > 0 ? ticks[below - 1].at : range.low
    let above = self.below < ticks.count ? ticks[self.below].at - range.step : range.high
    return below <= above && (nano % range.step == 0 || above >= nano) ? below...above : nil
  }

  /// How many ticks lie at or below where it stands.
  package var below: Int { ticks.prefix { $0.at <= Points(nearest: now).nano }.count }
}
