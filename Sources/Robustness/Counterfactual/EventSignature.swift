import Records
import Scoring

/// All that tells an event of another from the next: equal ones do the same where no limit counts them as one.
struct EventSignature: Hashable {
  let relation: Int
  /// What gates, rank keys and measures see of it.
  let looks: [String]
  /// By leaf.
  let worth: [Int: Points]
  let need: ItemNeeds.Need?
  let item: ItemNeeds.Item?

  /// As much in every leaf, more in one, and alike to gates.
  func outdoes(_ other: EventSignature) -> Bool {
    relation == other.relation && looks == other.looks && need == other.need && item == other.item
      && worth != other.worth
      && worth.keys.count == other.worth.keys.count
      && other.worth.allSatisfy { leaf, points in worth[leaf].map { $0 >= points } ?? false }
  }
}

/// What gates, rank keys and measures see of records: whether they count it and, of a measure, the fields that it reads.
struct RecordLooks {
  private struct Reader {
    let relation: Int
    let marks: [Bool]
    /// Of a measure; empty of a gate or key.
    let fields: Set<String>
    /// Index into the model's leaves; nil of a gate or key.
    let measure: Int?
  }

  private let input: ScoringInput
  private var readers: [Reader] = []

  init(_ model: Model, _ input: ScoringInput, _ scores: Scores) {
    self.input = input
    let tests = MemberTests(model, input, scores)
    let nodes = model.leaves.map(\.node)
    for query in model.queries {
      switch query {
      case .records(let relation, let window, let condition):
        add(Selection(relation: relation, window: window, condition: condition), tests)
      case .kept(let code, let condition):
        guard let own = nodes.first(where: { Key($0.code) == Key(code) })?.selection else { continue }
        add(Selection(relation: own.relation, window: own.window, condition: condition), tests)
      }
    }
    for (leaf, node) in nodes.enumerated() {
      if let selection = node.selection, let fields = node.measuredFields {
        add(selection, tests, fields: Set(fields), measure: leaf)
      }
    }
  }

  private mutating func add(
    _ selection: Selection, _ tests: MemberTests, fields: Set<String> = [], measure: Int? = nil
  ) {
    let name = Key(selection.relation)
    guard let relation = input.relations.firstIndex(where: { Key($0.name) == name }) else { return }
    let marks = tests.marks(
      input.relations[relation], window: selection.window, selection.condition)
    readers.append(Reader(relation: relation, marks: marks, fields: fields, measure: measure))
  }

  /// Leaves whose measure rests on it.
  func measures(_ place: RecordPlace) -> [Int] { readers(of: place).compactMap(\.measure) }

  /// Whether a gate that lowers, or a rank key, counts it.
  func isSeen(_ place: RecordPlace) -> Bool { readers(of: place).contains { $0.measure == nil } }

  private func readers(of place: RecordPlace) -> [Reader] {
    readers.filter { $0.relation == place.relation && $0.marks[Int(place.row)] }
  }

  func texts(_ place: RecordPlace) -> [String] {
    let (relation, row) = (input.relations[place.relation], Int(place.row))
    return readers.filter { $0.relation == place.relation }.flatMap { reader -> [String] in
      guard reader.marks[row] else { return [""] }
      return ["1"]
        + zip(relation.schema, relation.columns).filter { reader.fields.contains($0.0.key) }
        .map { $1.canonicalText(row) }
    }
  }
}

extension Model {
  /// What gates that lower and rank keys count.
  var queries: [CountQuery] {
    gates.filter { $0.effect != .alert }.flatMap(\.when.queries)
      + rankKeys.compactMap { if case .count(let query) = $0.measure { query } else { nil } }
  }
}

extension Node {
  /// Of a leaf that reads records.
  var selection: Selection? { if case .leaf(let leaf) = content { leaf.selection } else { nil } }

  /// Fields that a leaf's measure rests on; nil for another leaf.
  fileprivate var measuredFields: [String]? {
    guard case .leaf(let leaf) = content, case .measure(let measure, _) = leaf.award else { return nil }
    switch measure {
    case .count: return []
    case .sum(let field), .distinct(let field): return [field]
    case .rate(let terms, let over, _): return terms.map(\.field) + over
    }
  }
}

extension [Int: Points] {
  /// The first leaf with the most points.
  var most: Int {
    self.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
  }
}
