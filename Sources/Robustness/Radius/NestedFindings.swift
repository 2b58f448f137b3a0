/// What the boxes of one search have shown: boxes lie in one another, so that what two of them agree on holds in all
/// between. A class, since the boxes of a search share it; of one task alone.
final class NestedFindings {
  struct Pair: Hashable {
    let left: Int
    let right: Int
    let byTotal: Bool
  }

  private struct Bounds {
    /// Of the greatest box in which it holds, and the least in which it does not.
    var (holdsTo, failsFrom) = (Int64.min, Int64.max)

    mutating func note(_ holds: Bool, at thousandths: Int64) {
      if holds { holdsTo = max(holdsTo, thousandths) } else { failsFrom = min(failsFrom, thousandths) }
    }
  }

  /// By slot: thousandths of a box, ascending, and the span in it.
  private var spans: [[(at: Int64, span: GradeReach.Span)]]
  private var pairs: [Pair: Bounds] = [:]

  init(slots: Int) { spans = Array(repeating: [], count: slots) }

  /// A member's own span where the boxes around agree.
  func span(_ slot: Int, at thousandths: Int64) -> GradeReach.Span? {
    var below: GradeReach.Span?
    for (at, span) in spans[slot] {
      if at == thousandths { return span }
      if at > thousandths { return below == span ? span : nil }
      below = span
    }
    return nil
  }

  func note(_ span: GradeReach.Span, of slot: Int, at thousandths: Int64) {
    let place = spans[slot].firstIndex { $0.at > thousandths } ?? spans[slot].count
    spans[slot].insert((thousandths, span), at: place)
  }

  /// Whether the left of a pair stands before the right in a box, where greater or smaller boxes say so.
  func isBefore(_ pair: Pair, at thousandths: Int64) -> Bool? {
    guard let bounds = pairs[pair] else { return nil }
    if thousandths <= bounds.holdsTo { return true }
    return thousandths >= bounds.failsFrom ? false : nil
  }

  func note(_ isBefore: Bool, of pair: Pair, at thousandths: Int64) {
    pairs[pair, default: Bounds()].note(isBefore, at: thousandths)
  }
}
