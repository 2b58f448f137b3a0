package import Records

/// How often one rule may speak in the rows of any one source.
package struct RuleLimit: Hashable, Sendable {
  /// What follows when it speaks more often.
  package enum Action: String, CaseIterable, Sendable {
    /// A finding.
    case warn
    /// The run stops and publishes nothing.
    case fail
  }

  /// Code of rejections and findings; nil counts all rejections and no other finding.
  package let code: String?
  /// nil = any.
  package let stage: Stage?
  /// nil = each source by itself.
  package let source: String?
  /// Column key; nil = any.
  package let column: String?
  /// So many are allowed; nil = as the share says.
  package let rows: Int?
  /// Share of the source's rows, 0 to 1; nil = as the count says. With both stated, both must be exceeded.
  package let share: Fraction?
  package let action: Action

  package init(
    code: String? = nil, stage: Stage? = nil, source: String? = nil, column: String? = nil, rows: Int? = nil,
    share: Fraction? = nil, action: Action = .fail
  ) {
    self.code = code
    self.stage = stage
    self.source = source
    self.column = column
    self.rows = rows
    self.share = share
    self.action = action
  }
}
