/// Who of a group's candidates, best first, gets a seat, who is out, and who is tied at the last seat.
package struct LastSeat {
  package enum Outcome: Hashable, Sendable {
    case stays, out, tied
  }

  /// Candidates before the tie at the last seat, or all who stay.
  private let staying: Int
  /// Candidates tied at the last seat who are not simply in; 0 when there is no such tie.
  package let tied: Int

  /// `isTied` compares a candidate with the one at the last seat.
  package init(_ candidates: [Int], seats: Int, isTied: (Int, Int) -> Bool) {
    guard seats > 0, seats < candidates.count else {
      staying = min(max(seats, 0), candidates.count)
      tied = 0
      return
    }
    let last = candidates[seats - 1]
    var first = seats - 1
    while first > 0, isTied(candidates[first - 1], last) { first -= 1 }
    var end = seats
    while end < candidates.count, isTied(candidates[end], last) { end += 1 }
    staying = end <= seats ? end : first
    tied = end <= seats ? 0 : end - first
  }

  package func outcome(_ position: Int) -> Outcome {
    if position < staying { return .stays }
    return position < staying + tied ? .tied : .out
  }
}
