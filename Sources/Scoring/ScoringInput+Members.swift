import Records

extension ScoringInput {
  /// Some members alone, each named once, in the order given, with what is theirs: the other members' records stay, as
  /// nobody's. O(members + records).
  package func only(_ chosen: [Int32]) -> ScoringInput {
    var places = [Int32](repeating: Relation.nobody, count: members.count)
    for (place, member) in chosen.enumerated() { places[Int(member)] = Int32(place) }
    return ScoringInput(
      period: period, members: chosen.map { members[Int($0)] },
      relations: relations.map { relation in
        relation.with(
          members: relation.members.map { $0 == Relation.nobody ? Relation.nobody : places[Int($0)] })
      },
      entered: entered.compactMap { entry in
        let place = places[Int(entry.member)]
        return place == Relation.nobody ? nil : entry.moved(to: place)
      }, workers: workers)
  }
}
