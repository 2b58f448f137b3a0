package import Records

/// An open question that only a person can answer, with the answers that the run can think of.
package struct ReviewQuestion: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// A row that awaits a claim.
    case claim
    /// A member who was at two places at once.
    case clash
    /// A record whose text is nearly that of an earlier one.
    case nearSame = "near_same"
    /// Members who were scanned by one device, one right after the other.
    case sharedDevice = "shared_device"
  }

  /// 12 hex digits, the same in each run that asks the same.
  package let id: String
  package let kind: Kind
  package let source: String
  /// Key cells joined by `/`.
  package let recordKey: String
  /// Where a row of it stands.
  package let origin: Origin
  package let message: Message
  /// What can be decided, the likeliest first; may be empty.
  package let answers: [ReviewAnswer]

  package init(
    id: String, kind: Kind, source: String, recordKey: String, origin: Origin, message: Message,
    answers: [ReviewAnswer]
  ) {
    self.id = id
    self.kind = kind
    self.source = source
    self.recordKey = recordKey
    self.origin = origin
    self.message = message
    self.answers = answers
  }

  /// The greatest effect that an answer has.
  package var effect: ReviewEffect? { answers.compactMap(\.effect).max() }
}

/// One answer and what it would change.
package struct ReviewAnswer: Hashable, Sendable {
  /// The member's number, the activity that holds, or what the records are.
  package let subject: String
  /// How to decide so.
  package let remedy: Message
  package let supports: [Message]
  package let objections: [Message]
  /// nil where it was not worked out.
  package let effect: ReviewEffect?

  package init(
    subject: String, remedy: Message, supports: [Message], objections: [Message], effect: ReviewEffect?
  ) {
    self.subject = subject
    self.remedy = remedy
    self.supports = supports
    self.objections = objections
    self.effect = effect
  }
}

/// What an answer would change in the published list, everything else as it is.
package struct ReviewEffect: Hashable, Comparable, Sendable {
  /// Members whose grade changes, quotas included.
  package let grades: Int
  /// Members whose rank changes.
  package let ranks: Int
  /// The member's total with the answer less his total without it.
  package let points: Points

  package init(grades: Int, ranks: Int, points: Points) {
    self.grades = grades
    self.ranks = ranks
    self.points = points
  }

  /// Grades first, then the size of the points, then ranks.
  package static func < (left: ReviewEffect, right: ReviewEffect) -> Bool { left.order < right.order }

  private var order: (Int, UInt64, Int) { (grades, points.nano.magnitude, ranks) }
}

/// The open questions of a run.
package struct Review: Hashable, Sendable {
  /// By effect, the greatest first; those without a known one last; then by kind, source and key.
  package let questions: [ReviewQuestion]
  /// Questions beyond the most that a run asks.
  package let unasked: Int
  /// By source, in the plan's order; those whose texts are compared.
  package let nearSame: [NearSameCount]

  /// False where the pipeline does without review: then nobody knows what is open.
  package let isAsked: Bool

  /// Of a pipeline that does without.
  package static let notAsked = Review([], unasked: 0, isAsked: false)

  package init(
    _ questions: [ReviewQuestion], unasked: Int, nearSame: [NearSameCount] = [], isAsked: Bool = true
  ) {
    self.isAsked = isAsked
    self.nearSame = nearSame
    self.questions = questions.sorted { left, right in
      switch (left.effect, right.effect) {
      case (let a?, let b?) where a < b || b < a: b < a
      case (.some, nil): true
      case (nil, .some): false
      default:
        [Key(left.kind.rawValue), Key(left.source), Key(left.recordKey)]
          .lexicographicallyPrecedes([Key(right.kind.rawValue), Key(right.source), Key(right.recordKey)])
      }
    }
    self.unasked = unasked
  }
}
