import Scoring

/// What the quota of one grade did to a candidate.
struct SeatDecision: Hashable, Sendable {
  enum Outcome: Hashable, Sendable {
    /// Keeps the grade; the place among the group's candidates.
    case stays(place: Int)
    case out
    /// Shares the last seat with as many, this one included.
    case tied(Int)
  }

  let group: String
  let seats: Int
  let outcome: Outcome
  /// Index into the model's grades after this quota; nil when referred.
  let grade: Int?
  let tie: Quota.Tie
}
