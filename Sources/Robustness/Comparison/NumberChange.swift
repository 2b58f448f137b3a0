package import Records
package import Scoring

/// A number that stands at the same path of two models with another value, and what it does alone.
package struct NumberChange: Sendable {
  /// As a knob is written, without a profile: `A3.cap`.
  package let path: String
  /// Of the node or gate that it belongs to; empty for others.
  package let name: String
  /// The profiles in which it differs, of those that both models have, with both values.
  package let values: [(profile: String, before: Fraction, after: Fraction)]
  /// Members who change their rank, and who change their grade, when it alone is turned in the run before; nil where the
  /// model before cannot have it alone.
  package let alone: AloneEffect?

  /// True where all profiles have the same value before and the same after.
  package let isShared: Bool

  /// In the order of the file before. Scores the run before once for each.
  package static func list(
    _ before: Model, _ after: Model, _ base: Outcome, _ input: ScoringInput
  ) throws(ScoringError) -> [NumberChange] {
    let others = Dictionary(after.numbers.map { (Key($0.path.description), $0.amount) }) { first, _ in first }
    let profiles = before.profiles.enumerated().compactMap { index, name in
      after.profiles.firstIndex { Key($0) == Key(name) }.map { (name: name, before: index, after: $0) }
    }
    let names = before.ownerNames
    let shared = SharedCodes(before, after)
    var changes: [NumberChange] = []
    for number in before.numbers {
      let path = number.path.description
      guard let other = others[Key(path)], shared.isShared(number.path.owner ?? "") else { continue }
      let values = profiles.map {
        (profile: $0.name, before: number.amount[$0.before], after: other[$0.after])
      }
      let differing = values.filter { $0.before != $0.after }
      guard !differing.isEmpty else { continue }
      let isShared = Set(values.map(\.before)).count == 1 && Set(values.map(\.after)).count == 1
      changes.append(
        NumberChange(
          path: path, name: number.path.owner.flatMap { names[Key($0)] } ?? "", values: differing,
          alone: try alone(differing.map { ("\(path)@\($0.profile)", $0.after) }, before, base, input),
          isShared: isShared))
    }
    return changes
  }

  private static func alone(
    _ settings: [(String, Fraction)], _ model: Model, _ base: Outcome, _ input: ScoringInput
  ) throws(ScoringError) -> AloneEffect? {
    let turned = settings.compactMap { text, value in
      (try? Knob(text, of: model)).map { KnobSetting($0, value) }
    }
    guard turned.count == settings.count, let other = model.turning(turned), other.disorder == nil else {
      return nil
    }
    return AloneEffect(from: base, to: try Outcome(other, input))
  }
}

extension Model {
  /// Names of nodes and gates by their code.
  fileprivate var ownerNames: [Key: String] {
    let nodes = categories.flatMap { $0.node.namesBelow } + gates.map { (Key($0.code), $0.name) }
    return Dictionary(nodes) { first, _ in first }
  }
}

extension Node {
  fileprivate var namesBelow: [(Key, String)] {
    guard case .group(_, let children) = content else { return [(Key(code), name)] }
    return [(Key(code), name)] + children.flatMap(\.namesBelow)
  }
}
