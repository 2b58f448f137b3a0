import Records

/// What reading a unit gives besides cells: findings, refusals and corrections with their places in the file, and the
/// tallies of its rows.
struct UnitRemarks: Sendable {
  /// By row, then by column.
  private(set) var findings: [Finding] = []
  /// By row.
  private(set) var rejections: [Rejection] = []
  /// By row, then by column.
  private(set) var corrections: [Correction] = []
  /// All data rows; those that are no record; those that were decoded; of these, the refused and the kept.
  private(set) var input = Tally()
  private(set) var unread = Tally()
  private(set) var decoded = Tally()
  private(set) var refused = Tally()
  private(set) var kept = Tally()

  init(_ unit: PlacedUnit, of source: String) {
    noteUnread(unit, source)
    noteProblems(unit, source)
    rejections.sort { $0.origin.byteStart < $1.origin.byteStart }
    var kinds: [CorrectionKind] = []
    corrections = unit.rows.changes.map { change in
      Correction(
        UnitRemarks.kind(of: change, source, among: &kinds),
        origin: unit.placed(unit.rows.origins[change.row]), before: change.before, after: change.after)
    }
    tally(unit)
  }

  /// A unit's changes are of few rules and columns.
  private static func kind(
    of change: RowNotes.Change, _ source: String, among kinds: inout [CorrectionKind]
  ) -> CorrectionKind {
    if let known = kinds.first(where: { $0.rule == change.rule && $0.column == change.column }) {
      return known
    }
    let kind = CorrectionKind(rule: change.rule, source: source, column: change.column)
    kinds.append(kind)
    return kind
  }

  /// Of no unit.
  init() {}

  /// Makes room for a number of corrections in all.
  mutating func reserveCorrections(_ count: Int) { corrections.reserveCapacity(count) }

  /// Adds the remarks of a later unit.
  mutating func append(_ next: UnitRemarks) {
    findings += next.findings
    rejections += next.rejections
    corrections += next.corrections
    input.formUnion(next.input)
    unread.formUnion(next.unread)
    decoded.formUnion(next.decoded)
    refused.formUnion(next.refused)
    kept.formUnion(next.kept)
  }

  private mutating func noteUnread(_ unit: PlacedUnit, _ source: String) {
    for (problem, relative) in unit.rows.unread {
      let origin = unit.placed(relative)
      let finding = Finding(
        code: problem.code, severity: .error, message: problem.message, stage: .ingest, source: source,
        origin: origin)
      rejections.append(Rejection(finding: finding, origin: origin))
    }
  }

  /// The first refusing problem of a row owns its rejection; the others stay findings.
  private mutating func noteProblems(_ unit: PlacedUnit, _ source: String) {
    var lastRefused = -1
    for note in unit.rows.problems {
      let origin = unit.placed(unit.rows.origins[note.row])
      let finding = Finding(
        code: note.problem.code, severity: note.refuses ? .error : .warning, message: note.problem.message,
        stage: .clean, source: source, origin: origin, column: note.column)
      if note.refuses, note.row != lastRefused {
        lastRefused = note.row
        rejections.append(Rejection(finding: finding, origin: origin))
      } else {
        findings.append(finding)
      }
    }
  }

  private mutating func tally(_ unit: PlacedUnit) {
    let origins = unit.rows.origins
    let all = origins.tally(0..<origins.count, filePrefix: unit.filePrefix)
    unread.insert(unit.rows.unread.map(\.origin.byteStart)[...], filePrefix: unit.filePrefix)
    refused.insert(
      unit.rows.refused.map { unit.rows.origins.byteStart(Int($0)) }[...], filePrefix: unit.filePrefix)
    for rows in unit.kept { kept.formUnion(unit.rows.origins.tally(rows, filePrefix: unit.filePrefix)) }
    decoded = kept + refused
    input = all + unread
  }
}
