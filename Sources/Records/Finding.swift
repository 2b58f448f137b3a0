/// How much a finding matters to the officer.
package enum Severity: String, Comparable, Sendable, CaseIterable {
  case information, warning, error

  package static func < (left: Severity, right: Severity) -> Bool { left.weight < right.weight }

  private var weight: Int {
    switch self {
    case .information: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// A text for people: Chinese first, with English.
package struct Message: Hashable, Sendable {
  package let zh: String
  package let en: String

  package init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }
}

/// A located remark on data. A row keeps all its findings; the first error owns its rejection.
package struct Finding: Hashable, Sendable {
  /// Upper-case code, as `MISSING`.
  package let code: String
  package let severity: Severity
  package let message: Message
  /// The stage that found it, as `clean`.
  package let stage: Stage
  package let source: String
  /// Index into the run's files; nil when the finding is about the source as a whole.
  package let file: UInt32?
  /// The row's place; nil for a finding about a file.
  package let origin: Origin?
  /// Column key; nil for a finding about a whole row.
  package let column: String?

  package init(
    code: String, severity: Severity, message: Message, stage: Stage, source: String, file: UInt32? = nil,
    origin: Origin? = nil, column: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.stage = stage
    self.source = source
    self.file = file ?? origin?.file
    self.origin = origin
    self.column = column
  }
}

/// One row refused: the finding that owns the refusal; its origin leads to the row's exact bytes.
package struct Rejection: Hashable, Sendable {
  package let finding: Finding
  package let origin: Origin

  package init(finding: Finding, origin: Origin) {
    self.finding = finding
    self.origin = origin
  }
}

/// A cell changed by a cleaning rule, or a reference credited by resolve.
package struct Correction: Hashable, Sendable {
  package let kind: CorrectionKind
  package let origin: Origin
  /// The decoded cell before, and the text after.
  package let before: String
  package let after: String

  package init(rule: String, source: String, origin: Origin, column: String, before: String, after: String) {
    self.init(
      CorrectionKind(rule: rule, source: source, column: column), origin: origin, before: before, after: after
    )
  }

  /// For many corrections of one kind.
  package init(_ kind: CorrectionKind, origin: Origin, before: String, after: String) {
    self.kind = kind
    self.origin = origin
    self.before = before
    self.after = after
  }

  /// The rule's name, as `width`.
  package var rule: String { kind.rule }
  package var source: String { kind.source }
  /// Column key.
  package var column: String { kind.column }
}

/// What corrections of one rule and column have in common, held once for them.
package final class CorrectionKind: Sendable {
  package let rule: String
  package let source: String
  /// Column key.
  package let column: String

  package init(rule: String, source: String, column: String) {
    self.rule = rule
    self.source = source
    self.column = column
  }
}

extension CorrectionKind: Hashable {
  package static func == (left: CorrectionKind, right: CorrectionKind) -> Bool {
    left === right || left.rule == right.rule && left.source == right.source && left.column == right.column
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(rule)
    hasher.combine(source)
    hasher.combine(column)
  }
}

/// A row that a stage took out without refusing it, or a surviving row that no leaf used.
package struct SetAsideRow: Hashable, Sendable {
  package let kind: SetAsideKind
  package let origin: Origin

  package init(_ kind: SetAsideKind, origin: Origin) {
    self.kind = kind
    self.origin = origin
  }

  /// `PUBLIC`, `VOIDED`, `OUT_OF_WINDOW`, `OUT_OF_OFFICE`…
  package var code: String { kind.code }
  package var message: Message { kind.message }
  package var source: String { kind.source }
}

/// What rows of a source that are set aside for one reason have in common, held once for them.
package final class SetAsideKind: Sendable {
  /// As `VOIDED`.
  package let code: String
  package let message: Message
  package let source: String

  package init(code: String, message: Message, source: String) {
    self.code = code
    self.message = message
    self.source = source
  }
}

/// By their bytes, since a message may hold a cell.
extension SetAsideKind: Hashable {
  package static func == (left: SetAsideKind, right: SetAsideKind) -> Bool {
    left === right
      || Key(left.code) == Key(right.code) && Key(left.source) == Key(right.source)
        && Key(left.message.zh) == Key(right.message.zh) && Key(left.message.en) == Key(right.message.en)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(Key(code))
    hasher.combine(Key(source))
    hasher.combine(Key(message.zh))
    hasher.combine(Key(message.en))
  }
}

extension [SetAsideRow] {
  /// Appends a row, whose kind is that of the last where they are equal.
  package mutating func append(_ kind: SetAsideKind, origin: Origin) {
    append(SetAsideRow(last.flatMap { $0.kind == kind ? $0.kind : nil } ?? kind, origin: origin))
  }
}
