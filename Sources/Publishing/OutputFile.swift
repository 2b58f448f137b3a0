package import Records

/// The files of a run, each with who may see it; the one table that says so (design.md §5).
package enum OutputFile: String, CaseIterable, Sendable {
  case ranking = "ranking.csv"
  case workbook = "ranking.xlsx"
  case ledger = "ledger.csv"
  case events = "events.csv"
  case attendance = "attendance.csv"
  case unused = "unused.csv"
  case filtered = "filtered.csv"
  case quarantine = "quarantine.csv"
  case findings = "findings.csv"
  case merges = "merges.csv"
  case corrections = "corrections.csv"
  case accounting = "accounting.csv"
  case summary = "summary.md"
  case page = "ranking.html"
  case quality = "quality.html"
  case review = "review.csv"
  case manifest = "manifest.json"
  case timings = "timings.json"

  /// Staff files tell of leave, penalties or raw rows; internal ones may go to the office and the members.
  package var privacy: PrivacyClass {
    switch self {
    case .ranking, .workbook, .accounting, .summary, .page, .quality, .manifest, .timings: .internal
    case .ledger, .events, .attendance, .unused, .filtered, .quarantine, .findings, .merges, .corrections,
      .review:
      .staff
    }
  }

  /// True for what a re-run must give byte for byte; only the timings differ.
  package var isReproducible: Bool { self != .timings }

  /// The file's mode where no policy says who may see it.
  package var mode: UInt16 { privacy.mode }
}

extension PrivacyClass {
  /// The mode of a file of this class: staff files belong to their owner alone.
  package var mode: UInt16 { self == .staff ? 0o600 : 0o644 }
}
