import Records

/// What a node holds on a stretch, as points gained and lost: a bound takes from the one or gives back of the other, and
/// never more than there is (model.md §4, step 7).
struct SpanWorth: Sendable {
  /// Never below 0.
  var gain: Span
  /// Never above 0.
  var loss: Span
  var start = Span.zero

  static let zero = SpanWorth(gain: .zero, loss: .zero)

  init(gain: Span, loss: Span) {
    self.gain = gain
    self.loss = loss
  }

  /// A single amount.
  init(_ amount: Span) {
    gain = amount.greater(.zero)
    loss = amount.lesser(.zero)
  }

  var sum: Span { start + gain + loss }

  static func + (left: SpanWorth, right: SpanWorth) -> SpanWorth {
    SpanWorth(gain: left.gain + right.gain, loss: left.loss + right.loss)
  }

  /// What is above a cap is taken from what was gained, what is below a floor given back of what was lost.
  mutating func bound(cap: Span?, floor: Span?, start: Span) {
    if let cap {
      let most = cap - start - loss
      if !gain.isBelow(most) {
        gain = Span.zero.isBelow(most) ? gain.lesser(most) : gain.lesser(most.greater(.zero))
      }
    }
    if let floor {
      let least = floor - start - gain
      if !least.isBelow(loss) {
        loss = least.isBelow(.zero) ? loss.greater(least) : loss.greater(least.lesser(.zero))
      }
    }
  }
}

extension Span {
  /// The arithmetic mean of parts, with weights at either end.
  init(arithmetic parts: [Span], _ first: WeightSet, _ second: WeightSet) {
    var form: UInt64 = 0
    for (place, part) in parts.enumerated() {
      form = (form &+ (part.form &+ UInt64(place + 1)).mixed).mixed
    }
    // A mean of slacks is not above the greatest of them.
    let slack = parts.map(\.slack).max() ?? 0
    let isConstant = parts.allSatisfy { $0.rise == 0 && $0.slack == 0 }
    self.init(
      low: first.arithmetic(parts.map(\.low)), high: second.arithmetic(parts.map(\.high)),
      slack: isConstant ? 0 : Span.added(slack, 2), form: form)
  }

  /// The geometric mean, which never falls when a part rises: between what the least and the greatest parts give.
  init(geometric parts: [Span], _ weights: WeightSet) {
    let (low, high) = (weights.geometric(parts.map(\.low)), weights.geometric(parts.map(\.high)))
    let isConstant = parts.allSatisfy { $0.rise == 0 && $0.slack == 0 }
    var slack: Int64 = 0
    if !parts.allSatisfy(\.isKnown) {
      slack = Span.unknown
    } else if !isConstant {
      let least = weights.geometric(parts.map { Swift.min($0.low, $0.high) - $0.slack })
      slack = weights.geometric(parts.map { Swift.max($0.low, $0.high) + $0.slack }) - least
    }
    var form: UInt64 = 1
    for (place, part) in parts.enumerated() {
      form = (form &+ (part.form &+ UInt64(place + 1)).mixed).mixed
    }
    self.init(low: low, high: high, slack: slack, form: form)
  }

  /// How far a mean may lie from its line while one weight grows by so much and the sum of weights from this: it goes as
  /// c / sum, and a hyperbola between u and v strays from its line by (v − u) / (√u + √v)² of its own rise, which is less
  /// than (v − u) / 4u.
  func bend(_ distance: Int64, from sum: Int64) -> Int64 {
    guard sum > 0 else { return Span.unknown }
    return Int64(clamping: Int128(rise) * Int128(distance) / (4 * Int128(sum)) + 3)
  }

  /// `H` of a number times a mean, of which one may move; nil beyond 64 bits.
  func multiplied(
    _ full: (low: NanoFraction, high: NanoFraction), isMoved: Bool, mark: UInt64
  ) -> Span? {
    guard let first = full.low.nearest(times: Rational(Points(nano: low))),
      let second = full.high.nearest(times: Rational(Points(nano: high)))
    else { return nil }
    let isFixed = rise == 0 && slack == 0
    var product = Span(low: first, high: second, slack: 0, form: (form &+ mark).mixed)
    if isMoved {
      product.slack = isFixed ? 1 : Span.unknown
    } else if !isFixed {
      let size = full.low.magnitude
      product.slack = isKnown ? Int64(clamping: Int128(slack) * size + 2) : Span.unknown
    }
    return product
  }
}

/// Two goalposts at one place of a knob.
struct GoalPosts {
  let from: Rational
  let to: Rational
  private let direction: MeanShare.Direction

  init(_ from: NanoFraction, _ to: NanoFraction, _ direction: MeanShare.Direction) {
    (self.from, self.to) = (from.rational, to.rational)
    self.direction = direction
  }

  /// -1, 0 or 1, as the second post lies below, at or above the first.
  var order: Int { from == to ? 0 : from < to ? 1 : -1 }

  /// `H` of the share of the way that an amount has come, in nano.
  func share(_ amount: Rational) -> Int64 {
    let share = UnitShare(amount, between: from, to)
    return direction == .up ? share.nano : share.complement.nano
  }
}

extension Span {
  /// The share of an amount between goalposts, of which one number may move: an amount, or a post, that moves one way
  /// moves the share one way, so that it lies between its ends; but where one post passes the other, the share leaps.
  init(
    _ posts: (low: GoalPosts, high: GoalPosts), _ low: Rational, _ high: Rational, slack: Int64,
    isLine: Bool, form: UInt64
  ) {
    let (first, second) = (posts.low.share(low), posts.high.share(high))
    let isStill = posts.low.from == posts.high.from && posts.low.to == posts.high.to
    let isFixed = low == high && isStill
    var own: Int64 = 0
    if slack >= Span.unknown || posts.low.order != posts.high.order {
      own = Span.unknown
    } else if !isFixed || slack > 0 {
      let all = [
        first, posts.low.share(low.lowered(by: slack)), posts.low.share(low.raised(by: slack)),
        second, posts.high.share(high.lowered(by: slack)), posts.high.share(high.raised(by: slack)),
      ]
      let isBetween = all.allSatisfy { 0 < $0 && $0 < Points.one }
      own =
        isStill && isLine && isBetween
        ? max(Span.width(all[..<3]), Span.width(all[3...])) + 2
        : Span.width(all[...])
    }
    self.init(low: first, high: second, slack: own, form: form)
  }

  private static func width(_ amounts: ArraySlice<Int64>) -> Int64 {
    (amounts.max() ?? 0) - (amounts.min() ?? 0)
  }
}

extension Rational {
  fileprivate func lowered(by nano: Int64) -> Rational {
    nano == 0 ? self : adding(Rational(Points(nano: -nano))) ?? self
  }

  fileprivate func raised(by nano: Int64) -> Rational {
    nano == 0 ? self : adding(Rational(Points(nano: nano))) ?? self
  }
}

extension NanoFraction {
  /// Not below its magnitude, in whole points.
  fileprivate var magnitude: Int128 { abs(upper) / (lower * Int128(Points.one)) + 1 }
}

extension NumberSlot {
  /// What it is turned to.
  func amount(_ nano: Int64) -> NanoFraction {
    multiplied.map { NanoFraction($0, times: nano) } ?? NanoFraction(nano: nano)
  }
}

extension NumberTable {
  /// A number that a file can state; 1 for no place.
  func fraction(_ place: Int?, _ profile: Int) -> Fraction {
    guard let place else { return .one }
    let rational = self[place, profile].rational
    return Fraction(Int64(rational.numerator), Int64(rational.denominator))
  }
}
