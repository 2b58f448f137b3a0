import Records

/// A record's amounts while they are made, in nano: 32 bytes, since every step walks them.
struct LedgerLine {
  /// The record's row, `measure`, or `entered(_:)`.
  private let subject: Int32
  /// Which of the leaf's amounts the record is worth.
  let choice: UInt16
  /// In `≺`; a measure stands before all records.
  let time: Int64
  /// The ledger has changes of the line.
  var isChanged = false
  var raw: Int64 = 0
  /// The running amount.
  var points: Int64 = 0

  static let measure = LedgerLine(subject: -1, choice: 0, time: .min)

  /// A record of the leaf's relation.
  init(row: Int, choice: UInt16, time: Int64) {
    self.init(subject: Int32(row), choice: choice, time: time)
  }

  /// An entered point of the run by its index.
  init(entered index: Int32, time: Int64) {
    self.init(subject: -2 - index, choice: 0, time: time)
  }

  private init(subject: Int32, choice: UInt16, time: Int64) {
    self.subject = subject
    self.choice = choice
    self.time = time
  }

  var isRecord: Bool { subject >= 0 }
  /// The row of a record.
  var row: Int32 { subject }
  /// Index into the run's entered points; nil for anything else.
  var enteredIndex: Int? { subject < -1 ? -2 - Int(subject) : nil }

  func score(leaf: Int, member: Int, _ changes: LineChanges) -> RecordScore {
    let subject: RecordScore.Subject =
      isRecord ? .record(row) : enteredIndex.map { .entered(Int32($0)) } ?? .measure
    var score = RecordScore(leaf: Int32(leaf), member: Int32(member), subject: subject)
    score.raw = Points(nano: raw)
    score.limited = Points(nano: changes.limited)
    score.prorated = Points(nano: changes.prorated)
    score.entered = Points(nano: changes.entered)
    score.capped = Points(nano: changes.capped)
    score.shared = Points(nano: changes.shared)
    score.points = Points(nano: points)
    return score
  }
}

/// What parts a line's points from its raw amount, in nano.
struct LineChanges {
  var limited: Int64 = 0
  var prorated: Int64 = 0
  var entered: Int64 = 0
  var capped: Int64 = 0
  var shared: Int64 = 0
}
