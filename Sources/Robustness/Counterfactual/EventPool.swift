import Records
import Scoring

/// Records that a member may get or lose, by what they are worth.
struct EventPool {
  /// Records that give the same points in the same leaves and look alike to gates, rank keys and measures.
  struct Kind {
    /// The leaf that they give most.
    let leaf: Int
    /// What one gives in all leaves where nothing limits it.
    let worth: Points
    let records: [RecordPlace]
  }

  /// Of others of his profile, without kinds that another one outdoes in every leaf; of each kind so many that no limit of
  /// a leaf counts two as one, or one with one of the member's.
  let others: [Kind]
  /// His own records with points.
  let own: [RecordPlace]
  /// By record of his own: the leaf that it gives most.
  let leafOf: [RecordPlace: Int]

  init(_ model: Model, _ input: ScoringInput, _ records: [RecordScore], scores: Scores, member: Int) {
    let nodes = model.leaves.map(\.node)
    let relations = nodes.map { node -> Int? in
      guard case .leaf(let leaf) = node.content, let selection = leaf.selection else { return nil }
      return input.relations.firstIndex { Key($0.name) == Key(selection.relation) }
    }
    let profile = scores.cards[member].profile
    var worths: [RecordPlace: [Int: Points]] = [:]
    for record in records where scores.cards[Int(record.member)].profile == profile && record.raw != .zero {
      guard case .record(let row) = record.subject, let relation = relations[Int(record.leaf)] else {
        continue
      }
      worths[RecordPlace(relation: relation, row: row), default: [:]][Int(record.leaf)] = record.raw
    }
    let isOwn = { (place: RecordPlace) in
      input.relations[place.relation].members[Int(place.row)] == Int32(member)
    }
    own = worths.keys.filter { isOwn($0) && worths[$0, default: [:]].values.contains { $0 > .zero } }
      .sorted { ($0.relation, $0.row) < ($1.relation, $1.row) }
    leafOf = Dictionary(uniqueKeysWithValues: own.map { ($0, worths[$0, default: [:]].most) })
    let asked = AskedFields(model)
    var kinds: [Signature: [RecordPlace]] = [:]
    for (place, worth) in worths where !isOwn(place) && worth.values.allSatisfy({ $0 > .zero }) {
      let looks = asked.texts(input.relations[place.relation], Int(place.row))
      kinds[Signature(relation: place.relation, looks: looks, worth: worth), default: []].append(place)
    }
    let best = kinds.filter { kind in !kinds.keys.contains { $0.outdoes(kind.key) } }
    others = best.map { signature, places in
      Kind(
        leaf: signature.worth.most, worth: signature.worth.values.reduce(.zero, +),
        records: EventPool.distinct(
          places.sorted { $0.row < $1.row }, signature.worth.keys.map { nodes[$0] }, input, member: member))
    }.sorted { left, right in
      guard left.leaf == right.leaf else { return left.leaf < right.leaf }
      return left.worth != right.worth
        ? left.worth > right.worth : left.records.first?.row ?? 0 < right.records.first?.row ?? 0
    }
  }

  private struct Signature: Hashable {
    let relation: Int
    /// What gates, rank keys and measures may ask of it.
    let looks: [String]
    /// By leaf.
    let worth: [Int: Points]

    /// As much in every leaf, more in one, and alike to gates.
    func outdoes(_ other: Signature) -> Bool {
      relation == other.relation && looks == other.looks && worth != other.worth
        && worth.keys.count == other.worth.keys.count
        && other.worth.allSatisfy { leaf, points in worth[leaf].map { $0 >= points } ?? false }
    }
  }

  /// So many of the records that no two, and none with one of the member's, are equal in the keys of a limit.
  private static func distinct(
    _ places: [RecordPlace], _ nodes: [Node], _ input: ScoringInput, member: Int
  ) -> [RecordPlace] {
    guard let first = places.first else { return [] }
    let relation = input.relations[first.relation]
    let keys = nodes.flatMap { node -> [[Limit.Key]] in
      if case .leaf(let leaf) = node.content { leaf.limits.map(\.per).filter { !$0.isEmpty } } else { [] }
    }
    func values(_ row: Int) -> [String] {
      keys.map { $0.map { relation.text($0, row) }.joined(separator: "\u{1F}") }
    }
    var seen = keys.map { _ in Set<String>() }
    if !keys.isEmpty {
      for row in relation.members.indices where relation.members[row] == Int32(member) {
        for (key, value) in values(row).enumerated() { seen[key].insert(value) }
      }
    }
    var chosen: [RecordPlace] = []
    for place in places where chosen.count < Counterfactual.most {
      let own = values(Int(place.row))
      guard zip(seen, own).allSatisfy({ !$0.contains($1) }) else { continue }
      for (key, value) in own.enumerated() { seen[key].insert(value) }
      chosen.append(place)
    }
    return chosen
  }
}

/// The fields that gates, rank keys and measures ask of records.
private struct AskedFields {
  private let names: Set<String>

  init(_ model: Model) {
    let conditions =
      model.gates.map(\.when)
      + model.rankKeys.compactMap { key in
        if case .count(let query) = key.measure { .count(query, []) } else { nil }
      }
    names = Set(conditions.flatMap(\.fields) + model.leaves.flatMap(\.node.measuredFields))
  }

  func texts(_ relation: Relation, _ row: Int) -> [String] {
    zip(relation.schema, relation.columns).filter { names.contains($0.0.key) }.map { $1.canonicalText(row) }
  }
}

extension Condition {
  /// Names of fields in its tests.
  fileprivate var fields: [String] {
    switch self {
    case .all(let parts): parts.flatMap(\.fields)
    case .any(let parts): parts.flatMap(\.condition.fields)
    case .not(let part): part.fields
    case .test(.field(let name), _): [name]
    case .count(.records(_, _, let condition), _), .count(.kept(_, let condition), _): condition.fields
    case .test, .score: []
    }
  }
}

extension Node {
  /// Fields that a leaf's measure rests on; none for another leaf.
  fileprivate var measuredFields: [String] {
    guard case .leaf(let leaf) = content, case .measure(let measure, _) = leaf.award else { return [] }
    let chosen = leaf.selection?.condition.fields ?? []
    switch measure {
    case .count: return chosen
    case .sum(let field), .distinct(let field): return chosen + [field]
    case .rate(let terms, let over, _): return chosen + terms.map(\.field) + over
    }
  }
}

extension [Int: Points] {
  /// The first leaf with the most points.
  fileprivate var most: Int {
    self.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
  }
}

extension Relation {
  /// What a limit groups a record by, as a text.
  fileprivate func text(_ key: Limit.Key, _ row: Int) -> String {
    let day = Instant(seconds: times[row]).day
    switch key {
    case .record: return "\(row)"
    case .date: return "\(day.number)"
    case .month: return "\(day.civil.year)-\(day.civil.month)"
    case .field(let field): return column(field)?.canonicalText(row) ?? ""
    }
  }
}
