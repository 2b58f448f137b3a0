/// What a member gets in the one category whose numbers are turned.
package struct TurnedValue: Hashable, Sendable {
  /// Before rounding, in nano.
  package let raw: Int64
  /// Equal for two positions of a knob between which the member's points are a straight line, but for the rounding of
  /// each amount.
  package let piece: UInt64
  /// Equal, beside equal profiles, for members whose points are one function of the turned numbers as long as neither
  /// comes to another piece.
  package let form: UInt64
  /// Records that a leaf asked for by gates or keys keeps, by `Rescorer.keptPlaces`.
  package let kept: [Int64]
}

/// What the turned category gives some members, by member in the order in which they were asked for.
package struct TurnedColumns: Sendable {
  /// Before rounding, in nano.
  package let raws: [Int64]
  /// Records that a leaf asked for by gates or keys keeps, by `Rescorer.keptPlaces`.
  package let kept: [[Int64]]
}
