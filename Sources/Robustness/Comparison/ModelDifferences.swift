package import Scoring

/// What differs between two models, number by number and in words.
package struct ModelDifferences: Sendable {
  package let numbers: [NumberChange]
  package let structure: [StructureChange]

  /// `base` and `input` are of the run before, in which each number and each entry of a quota is turned alone.
  package init(
    _ before: Model, _ after: Model, base: Outcome, input: ScoringInput
  ) throws(ScoringError) {
    numbers = try NumberChange.list(before, after, base, input)
    structure = try StructureChange.list(before, after).map { change throws(ScoringError) in
      guard let quota = change.quota, let model = before.taking(quota, of: after) else { return change }
      return change.with(AloneEffect(from: base, to: try Outcome(model, input)))
    }
  }

  package var isEmpty: Bool { numbers.isEmpty && structure.isEmpty }

  /// True where one model is the other with other numbers.
  package var isNumbersOnly: Bool { structure.isEmpty && !numbers.isEmpty }
}
