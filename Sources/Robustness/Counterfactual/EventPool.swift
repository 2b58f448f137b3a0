import Records
import Scoring

/// Records that a member may get, by what they are worth.
///
/// An event that he may get is a record of another of his profile that gives points and takes none.
struct EventPool {
  /// Events that give the same points in the same leaves and look alike to gates, rank keys and measures.
  struct Kind {
    let signature: EventSignature
    let records: [RecordPlace]
    /// So many of the records that no limit of a leaf counts two as one, or one with one of the member's.
    let free: [RecordPlace]

    /// The leaf that they give most; nil for items without points that outcomes need.
    var leaf: Int? { signature.worth.isEmpty ? nil : signature.worth.most }
    /// What one gives in all leaves where nothing limits it.
    var worth: Points { signature.worth.values.reduce(.zero, +) }
  }

  /// Those of others, by leaf, then the worthiest first.
  let kinds: [Kind]
  /// Indices of the kinds that no other one outdoes in every leaf.
  let best: [Int]
  /// By record: the leaf that it gives most.
  let leafOf: [RecordPlace: Int]
  let keys: LimitKeys
  let needs: ItemNeeds
  /// Whether a measure rests on an event.
  let isMeasured: Bool

  init(
    _ model: Model, _ input: ScoringInput, _ records: [RecordScore], _ looks: RecordLooks, scores: Scores,
    member: Int
  ) {
    let profile = scores.cards[member].profile
    let worths = EventPool.worths(
      model, input, records.filter { scores.cards[Int($0.member)].profile == profile })
    let isOwn = { (place: RecordPlace) in
      input.relations[place.relation].members[Int(place.row)] == Int32(member)
    }
    leafOf = worths.mapValues(\.most)
    var places = worths.filter { place, worth in
      !isOwn(place) && worth.values.allSatisfy { $0 > .zero }
    }.map(\.key)
    places += EventPool.items(input, scores, ItemNeeds.lacking(input, places), besides: member)
      .filter { worths[$0] == nil }
    needs = ItemNeeds(input, places, member: member)
    var kinds: [EventSignature: [RecordPlace]] = [:]
    for place in places {
      let signature = EventSignature(
        relation: place.relation, looks: looks.texts(place), worth: worths[place, default: [:]],
        need: needs.need(place), item: needs.item(place))
      kinds[signature, default: []].append(place)
    }
    isMeasured = kinds.values.contains { $0.contains { !looks.measures($0).isEmpty } }
    let keys = LimitKeys(model, input, worths)
    let taken = keys.union(worths.keys.filter(isOwn))
    self.keys = keys
    self.kinds = kinds.map { signature, places in
      let sorted = places.sorted()
      return Kind(signature: signature, records: sorted, free: keys.distinct(sorted, besides: taken))
    }.sorted { left, right in
      guard left.leaf == right.leaf else { return left.leaf ?? .max < right.leaf ?? .max }
      return left.worth != right.worth
        ? left.worth > right.worth : left.records.first?.row ?? 0 < right.records.first?.row ?? 0
    }
    let signatures = self.kinds.map(\.signature)
    best = signatures.indices.filter { kind in !signatures.contains { $0.outdoes(signatures[kind]) } }
  }

  /// Items of others of the member's profile, of some kinds that outcomes need.
  private static func items(
    _ input: ScoringInput, _ scores: Scores, _ items: Set<ItemNeeds.Item>, besides member: Int
  ) -> [RecordPlace] {
    guard !items.isEmpty else { return [] }
    let profile = scores.cards[member].profile
    return input.relations.enumerated().flatMap { index, relation in
      relation.members.indices.compactMap { row -> RecordPlace? in
        let owner = Int(relation.members[row])
        guard owner >= 0, owner != member, scores.cards[owner].profile == profile else { return nil }
        let place = RecordPlace(relation: index, row: Int32(row))
        return ItemNeeds.item(relation, Int32(row)).map(items.contains) == true ? place : nil
      }
    }
  }

  /// What records give, by leaf, where it is not 0.
  static func worths(_ model: Model, _ input: ScoringInput, _ records: [RecordScore]) -> [RecordPlace: [Int:
    Points]]
  {
    let relations = model.leaves.map { _, node -> Int? in
      guard case .leaf(let leaf) = node.content, let selection = leaf.selection else { return nil }
      return input.relations.firstIndex { Key($0.name) == Key(selection.relation) }
    }
    var worths: [RecordPlace: [Int: Points]] = [:]
    for record in records where record.raw != .zero {
      guard case .record(let row) = record.subject, let relation = relations[Int(record.leaf)] else {
        continue
      }
      worths[RecordPlace(relation: relation, row: row), default: [:]][Int(record.leaf)] = record.raw
    }
    return worths
  }
}
