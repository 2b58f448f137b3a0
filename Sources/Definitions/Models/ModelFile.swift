package import Preparation
package import Records
package import Scoring

/// A decoded model file: the scoring model, and the parameters of preparation that the same file states.
package struct ModelFile: Hashable, Sendable {
  package let model: Model
  package let rules: DerivationRules
  /// What is allowed but surely not meant, as a cap that cannot be reached.
  package let warnings: [DefinitionWarning]
  let path: String
  /// Where `effective` stands.
  let effectivePlace: Place?

  /// Decodes a model that reads the given relations; reports every mistake at once.
  ///
  /// Member facts are known by name and type, their values are not; see the other overload.
  package static func decode(
    text: String, path: String, relations: [RelationSchema]
  ) throws(DefinitionErrors) -> ModelFile {
    try decode(text: text, path: path, vocabulary: Vocabulary(relations: relations))
  }

  /// Decodes a model in the words of the sources that it is used with; reports every mistake at once.
  package static func decode(
    text: String, path: String, vocabulary: Vocabulary
  ) throws(DefinitionErrors) -> ModelFile {
    try ModelTree(text: text, path: path).decoded(vocabulary)
  }

  /// Why the model must not be used for a period, when the first day of the period lies outside `effective`.
  package func problem(for period: Period) -> DefinitionProblem? {
    if let from = model.effectiveFrom, period.first < from {
      return refusal("\(period) begins before \(from), when this model takes effect")
    }
    if let to = model.effectiveTo, period.first > to {
      return refusal("\(period) begins after \(to), when this model ends")
    }
    return nil
  }

  private func refusal(_ message: String) -> DefinitionProblem {
    DefinitionProblem(file: path, place: effectivePlace, message: message)
  }
}

/// A model file's text as a tree, which is made before anything is known of the sources.
struct ModelTree: Sendable {
  private let root: YAMLNode?
  private let log: Diagnostics

  init(text: String, path: String) {
    var log = Diagnostics(file: path)
    root = YAMLReader.read(text, &log)
    self.log = log
  }

  /// Reports every mistake at once, those of the text too.
  func decoded(_ vocabulary: Vocabulary) throws(DefinitionErrors) -> ModelFile {
    var decoder = ModelDecoder(log: log, vocabulary: vocabulary)
    if let root, let file = decoder.file(root), decoder.log.problems.isEmpty { return file }
    throw DefinitionErrors(decoder.log.inOrder)
  }
}

/// The names that a model may use, known from the declared sources.
package struct Vocabulary: Hashable, Sendable {
  package let relations: [RelationSchema]
  /// Facts of a member; of type category where the values are known.
  package let facts: [FieldSchema]
  /// Kinds of leave; nil when they are not known.
  package let leaveKinds: [String]?
  /// False when a contract could not be decoded: names that are not known here are then no mistakes of the
  /// model.
  package let isComplete: Bool

  package init(
    relations: [RelationSchema], facts: [FieldSchema] = Member.facts, leaveKinds: [String]? = nil,
    isComplete: Bool = true
  ) {
    self.relations = relations
    self.facts = facts
    self.leaveKinds = leaveKinds
    self.isComplete = isComplete
  }

  func relation(_ name: String) -> RelationSchema? { relations.first { Key($0.name) == Key(name) } }

  func fact(_ name: String) -> FieldSchema? { facts.first { Key($0.key) == Key(name) } }
}
