import Records
import Scoring

/// A member's own records whose loss can matter: those with points, those that a measure rests on, and those that gates
/// and rank keys count.
struct OwnRecords {
  let places: [RecordPlace]
  /// By leaf, where it is not 0.
  let worth: [RecordPlace: [Int: Points]]
  /// By measure of the model.
  let measured: [Int: [RecordPlace]]

  init(_ model: Model, _ input: ScoringInput, _ records: [RecordScore], _ looks: RecordLooks, member: Int) {
    let own = records.filter { Int($0.member) == member }
    worth = EventPool.worths(model, input, own)
    var places: Set<RecordPlace> = Set(worth.filter { $1.values.contains { $0 > .zero } }.keys)
    var measured: [Int: [RecordPlace]] = [:]
    for (index, relation) in input.relations.enumerated() {
      for row in relation.members.indices where relation.members[row] == Int32(member) {
        let place = RecordPlace(relation: index, row: Int32(row))
        let measures = looks.measures(place)
        for leaf in measures { measured[leaf, default: []].append(place) }
        if !measures.isEmpty || looks.isSeen(place) { places.insert(place) }
      }
    }
    self.places = places.sorted()
    self.measured = measured
  }

  /// The leaf that it gives most, or a measure that rests on it; nil for a record that gives nothing.
  func leaf(of place: RecordPlace) -> Int? {
    if let worth = worth[place], worth.values.contains(where: { $0 > .zero }) { return worth.most }
    return measured.filter { $1.contains(place) }.keys.min()
  }

  /// In how many leaves it counts for him.
  func shares(_ place: RecordPlace) -> Int {
    worth[place, default: [:]].values.count { $0 > .zero } + measured.values.count { $0.contains(place) }
  }
}
