package import Records

extension MemberTests {
  /// Every value that a comparison may meet for members of some profiles, each once; a missing one passes no comparison.
  package func values(_ subject: ComparedNumber.Subject, profiles: Set<Int>) -> Set<Fraction> {
    switch subject {
    case .field(let relation, let field): values(relation, field, profiles)
    case .member(let fact):
      Set(members(profiles).compactMap { input.members[$0].fact(fact)?.fraction })
    case .count(let query): distinct(counts(query), profiles, scale: 1)
    case .score(let score): distinct(scores(score), profiles, scale: Points.one)
    }
  }

  private func members(_ profiles: Set<Int>) -> [Int] {
    input.members.indices.filter { profiles.contains(facts.profiles[$0]) }
  }

  private func distinct(_ values: [Int64], _ profiles: Set<Int>, scale: Int64) -> Set<Fraction> {
    Set(Set(members(profiles).map { values[$0] }).map { Fraction($0, scale) })
  }

  private func values(_ relation: String, _ field: String, _ profiles: Set<Int>) -> Set<Fraction> {
    guard let relation = input.relation(relation) else { return [] }
    let isAsked = input.members.indices.map { profiles.contains(facts.profiles[$0]) }
    func isMet(_ row: Int) -> Bool {
      relation.members[row] != Relation.nobody && isAsked[Int(relation.members[row])]
    }
    switch relation.column(field) {
    case .integer(let values):
      let met = Set(values.indices.lazy.filter(isMet).map { values[$0] })
      return Set(met.filter { $0 != Column.missingInteger }.map { Fraction($0) })
    case .number(let values): return Set(values.indices.lazy.filter(isMet).compactMap { values[$0] })
    default: return []
    }
  }
}
