import Records
import Scoring

/// By what the limits of leaves group records: two records with a key in common may be counted as one.
struct LimitKeys {
  struct Value: Hashable {
    let leaf: Int
    let limit: Int
    let text: String
  }

  private let input: ScoringInput
  private let worths: [RecordPlace: [Int: Points]]
  private let limits: [[[Limit.Key]]]

  /// `worths` are what records give, by leaf.
  init(_ model: Model, _ input: ScoringInput, _ worths: [RecordPlace: [Int: Points]]) {
    self.input = input
    self.worths = worths
    limits = model.leaves.map { _, node in
      if case .leaf(let leaf) = node.content { leaf.limits.map(\.per) } else { [] }
    }
  }

  /// One for each leaf that it gives points and limit by groups.
  func values(_ place: RecordPlace) -> [Value] {
    worths[place, default: [:]].keys.flatMap { leaf in
      limits[leaf].indices.filter { !limits[leaf][$0].isEmpty }.map {
        Value(leaf: leaf, limit: $0, text: text(place, leaf, $0))
      }
    }
  }

  /// What the first limit of a leaf counts it with; nothing where there is no limit or one of the whole window.
  func group(_ place: RecordPlace, leaf: Int) -> String { limits[leaf].isEmpty ? "" : text(place, leaf, 0) }

  private func text(_ place: RecordPlace, _ leaf: Int, _ limit: Int) -> String {
    let relation = input.relations[place.relation]
    return limits[leaf][limit].map { relation.text($0, Int(place.row)) }.joined(separator: "\u{1F}")
  }

  /// How many keys a record with points in these leaves has.
  func count(leaves: some Sequence<Int>) -> Int {
    leaves.reduce(0) { $0 + limits[$1].count { !$0.isEmpty } }
  }

  func union(_ places: some Sequence<RecordPlace>) -> Set<Value> {
    places.reduce(into: []) { $0.formUnion(values($1)) }
  }

  /// The first of the places that has no key in common with the others.
  func first(_ places: [RecordPlace], besides others: [RecordPlace]) -> RecordPlace? {
    let taken = union(others)
    return places.first { !others.contains($0) && taken.isDisjoint(with: values($0)) }
  }

  /// The first of the places of which no two have a key in common, and none has one that is taken.
  func distinct(_ places: [RecordPlace], besides taken: Set<Value>) -> [RecordPlace] {
    var seen = taken
    var chosen: [RecordPlace] = []
    for place in places where chosen.count < 2 * Counterfactual.most {
      let values = values(place)
      guard seen.isDisjoint(with: values) else { continue }
      seen.formUnion(values)
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
