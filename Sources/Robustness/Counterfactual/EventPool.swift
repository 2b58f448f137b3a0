import Records
import Scoring

/// Records that a member may get or lose, by leaf.
struct EventPool {
  /// Of others of his profile, for each leaf those worth most, such that no limit of the leaf counts two as one: by date,
  /// month or field.
  let others: [Int: [RecordPlace]]
  /// What one of them is worth by itself.
  let worth: [Int: Points]
  /// His own with points left, by leaf, those worth most first.
  let own: [Int: [RecordPlace]]

  init(_ model: Model, _ input: ScoringInput, _ records: [RecordScore], scores: Scores, member: Int) {
    let leaves = model.leaves.map(\.node)
    let relations = leaves.map { node -> Int? in
      guard case .leaf(let leaf) = node.content, let selection = leaf.selection else { return nil }
      return input.relations.firstIndex { Key($0.name) == Key(selection.relation) }
    }
    let profile = scores.cards[member].profile
    var others: [Int: [(place: RecordPlace, worth: Points)]] = [:]
    var own: [Int: [(place: RecordPlace, worth: Points)]] = [:]
    for record in records {
      guard case .record(let row) = record.subject, let relation = relations[Int(record.leaf)],
        record.raw != .zero
      else { continue }
      let place = RecordPlace(relation: relation, row: row)
      if Int(record.member) == member {
        own[Int(record.leaf), default: []].append((place, record.raw))
      } else if record.raw > .zero, scores.cards[Int(record.member)].profile == profile {
        others[Int(record.leaf), default: []].append((place, record.raw))
      }
    }
    worth = others.mapValues { $0.map(\.worth).max() ?? .zero }
    self.others = others.reduce(into: [:]) { result, entry in
      let most = entry.value.map(\.worth).max() ?? .zero
      let best = entry.value.filter { $0.worth == most }.map(\.place)
      result[entry.key] = EventPool.distinct(best, leaves[entry.key], input, member: member)
    }
    self.own = own.mapValues { rows in
      rows.sorted { ($1.worth, $0.place.row) < ($0.worth, $1.place.row) }.map(\.place)
    }
  }

  /// So many of the records that no two, and none with one of the member's, are equal in a key of a limit.
  private static func distinct(
    _ places: [RecordPlace], _ node: Node, _ input: ScoringInput, member: Int
  ) -> [RecordPlace] {
    guard case .leaf(let leaf) = node.content, let first = places.first else { return [] }
    let relation = input.relations[first.relation]
    let keys = leaf.limits.map(\.per).filter { !$0.isEmpty }
    func values(_ row: Int) -> [String] {
      keys.map { $0.map { relation.text($0, row) }.joined(separator: "\u{1F}") }
    }
    var seen = keys.map { _ in Set<String>() }
    for row in relation.members.indices where relation.members[row] == Int32(member) {
      for (key, value) in values(row).enumerated() { seen[key].insert(value) }
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
