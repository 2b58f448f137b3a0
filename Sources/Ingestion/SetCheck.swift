package import Records

/// A check of a source's rows as a whole, made on those that deduplication kept. It refuses none of them: which row is the
/// wrong one only a person can tell.
package struct SetCheck: Hashable, Sendable {
  package enum Test: Hashable, Sendable {
    /// No two rows are equal in all of the columns, one with a blank in any of them aside; else `NOT_UNIQUE`.
    case unique(columns: [String])
    /// The newest cell of a date or time column is at most so many days before the date printed; else `STALE`.
    case fresh(column: String, days: Int)
    /// The rows read are at least and at most so many times those of the run before; a gate, of which no file tells.
    case volume(least: Fraction?, most: Fraction?)
  }

  package enum Severity: String, CaseIterable, Sendable {
    /// A finding; of a volume, a line below the run's.
    case warn
    /// The run stops and publishes nothing.
    case fail
  }

  package let test: Test
  package let severity: Severity

  package init(_ test: Test, severity: Severity) {
    self.test = test
    self.severity = severity
  }
}
