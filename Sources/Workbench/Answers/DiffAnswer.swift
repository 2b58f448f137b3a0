import Records
import Robustness
import Scoring

/// What differs between the model as it was run and that of a state: every number, whatever turned it.
package struct DiffAnswer: Hashable, Codable, Sendable {
  package let diff: [Words]
}

/// A model file that was written.
package struct SaveAnswer: Hashable, Codable, Sendable {
  package let path: String
  package let diff: [Words]
  /// What runs it.
  package let command: String
}

extension BenchStore {
  package func diffAnswer(_ text: String) throws(BenchProblem) -> DiffAnswer {
    DiffAnswer(diff: differences(try bench(text).model))
  }

  /// In the order of the file, each with its profiles where they differ.
  func differences(_ turned: Model) -> [Words] {
    zip(model.numbers, turned.numbers).compactMap { before, after in
      let moved = model.profiles.indices.filter { before.amount[$0] != after.amount[$0] }
      guard !moved.isEmpty else { return nil }
      let changes = moved.map { "\(before.amount[$0]) → \(after.amount[$0])" }
      let isShared = moved.count == model.profiles.count && Set(changes).count == 1
      let values =
        isShared
        ? changes[0] : zip(moved, changes).map { "\(model.profiles[$0]) \($1)" }.joined(separator: " · ")
      let label = label(before.path)
      return Words(zh: "\(label.zh)：\(values)", en: "\(label.en): \(values)")
    }
  }

  /// The path itself where it cannot be written as a knob, as one with an @.
  private func label(_ path: NumberPath) -> Words {
    guard let knob = try? Knob(path.description, of: model) else {
      return Words(zh: path.description, en: path.description)
    }
    return KnobEntry.label(knob, model)
  }
}
