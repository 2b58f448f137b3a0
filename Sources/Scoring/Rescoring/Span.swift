/// An amount while a number of the model moves from one place to another, in nano: exact at both ends, between them near
/// the straight line that joins these.
///
/// Rounding, and what a bound cuts, keep an amount off the line. Where two amounts cross on the way, the lesser of them
/// has a corner, so that the slack is what the corner can be; it falls as the stretch is cut.
struct Span: Hashable, Sendable {
  var low: Int64
  var high: Int64
  /// How far it may lie from the line; `unknown` where nothing is known.
  var slack: Int64
  /// Equal, beside equal profiles, for amounts that are one function of the turned numbers.
  var form: UInt64

  static let unknown: Int64 = 1 << 60
  static let zero = Span(low: 0, high: 0, slack: 0, form: 0)

  init(low: Int64, high: Int64, slack: Int64, form: UInt64) {
    self.low = low
    self.high = high
    self.slack = slack
    self.form = form
  }

  /// What does not move.
  init(constant nano: Int64) {
    self.init(low: nano, high: nano, slack: 0, form: nano == 0 ? 0 : UInt64(bitPattern: nano).mixed)
  }

  var isZero: Bool { low == 0 && high == 0 && slack == 0 }
  var isKnown: Bool { slack < Span.unknown }
  /// How far the ends lie from one another.
  var rise: Int64 { abs(high - low) }

  static func + (left: Span, right: Span) -> Span {
    Span(
      low: left.low + right.low, high: left.high + right.high, slack: added(left.slack, right.slack),
      form: left.form &+ right.form)
  }

  static func - (left: Span, right: Span) -> Span {
    Span(
      low: left.low - right.low, high: left.high - right.high, slack: added(left.slack, right.slack),
      form: right.form == 0 ? left.form : left.form &- right.form.mixed)
  }

  static prefix func - (span: Span) -> Span { .zero - span }

  /// The sum of two slacks, `unknown` where one is.
  static func added(_ left: Int64, _ right: Int64) -> Int64 { min(left + right, unknown) }

  /// Not above another anywhere.
  func isBelow(_ other: Span) -> Bool {
    low + slack <= other.low - other.slack && high + slack <= other.high - other.slack
  }

  /// The lesser of two at every place.
  func lesser(_ other: Span) -> Span {
    if isBelow(other) { return self }
    if other.isBelow(self) { return other }
    return Span(
      low: min(low, other.low), high: min(high, other.high), slack: cornered(other),
      form: (form.mixed &+ other.form.mixed).mixed)
  }

  /// The greater of two at every place.
  func greater(_ other: Span) -> Span {
    if isBelow(other) { return other }
    if other.isBelow(self) { return self }
    return Span(
      low: max(low, other.low), high: max(high, other.high), slack: cornered(other),
      form: (form.mixed &+ other.form.mixed &+ 1).mixed)
  }

  /// The slack of the lesser, or the greater, of two lines d apart at one end and −e at the other is de/(d + e) at most.
  private func cornered(_ other: Span) -> Int64 {
    let (first, second) = (low - other.low, high - other.high)
    let corner = first.signum() * second.signum() < 0 ? min(abs(first), abs(second)) : 0
    return Span.added(max(slack, other.slack), corner)
  }

  /// The same with another function of it at the ends, which moves at most so many times as far, and rounds.
  func mapped(
    times ratio: (Int128, over: Int128), mark: UInt64, _ function: (Int64) -> Int64
  ) -> Span {
    Span(
      low: function(low), high: function(high), slack: scaled(ratio) + (rise == 0 && slack == 0 ? 0 : 1),
      form: form == 0 ? 0 : (form &+ mark).mixed)
  }

  private func scaled(_ ratio: (Int128, over: Int128)) -> Int64 {
    guard isKnown else { return Span.unknown - 1 }
    return Int64(
      clamping: min((Int128(slack) * ratio.0 + ratio.over - 1) / ratio.over, Int128(Span.unknown - 1)))
  }
}
