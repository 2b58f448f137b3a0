import Records

/// Tests of all records of a relation at once, as one mask per condition.
struct RecordTests {
  let relation: Relation
  let facts: MemberFacts
  let profileCount: Int

  /// Records in a window whose condition holds. O(records × tests).
  func selected(days: ClosedRange<Day>?, where condition: Condition) -> [Bool] {
    guard let days else { return Array(repeating: false, count: relation.count) }
    return windowMask(days).conjunction(with: mask(condition))
  }

  /// Records whose condition holds. `count` and `score` are no tests of a record and trap.
  func mask(_ condition: Condition) -> [Bool] {
    switch condition {
    case .all(let parts):
      guard let first = parts.first else { return Array(repeating: true, count: relation.count) }
      return parts.dropFirst().reduce(mask(first)) { $0.conjunction(with: mask($1)) }
    case .any(let parts):
      guard let first = parts.first else { return Array(repeating: false, count: relation.count) }
      return parts.dropFirst().reduce(mask(first.condition)) {
        $0.disjunction(with: mask($1.condition))
      }
    case .not(let part): return mask(part).map { !$0 }
    case .test(.field(let field), let test): return fieldMask(field, test)
    case .test(.member(let fact), let test):
      let holds = facts.mask(fact, test)
      return relation.members.map { $0 != Relation.nobody && holds[Int($0)] }
    case .count, .score: preconditionFailure("counts and scores are tests of a member")
    }
  }

  /// Dates in the window, or spans that overlap it.
  private func windowMask(_ days: ClosedRange<Day>) -> [Bool] {
    let last = days.upperBound.end.seconds
    if let ends = relation.spanEnds {
      let first = days.lowerBound.number
      return relation.times.indices.map { relation.times[$0] <= last && ends[$0] >= first }
    }
    let first = days.lowerBound.start.seconds
    return relation.times.map { first <= $0 && $0 <= last }
  }

  private func fieldMask(_ field: String, _ test: Test) -> [Bool] {
    guard let index = relation.schema.firstIndex(where: { Key($0.key) == Key(field) }) else {
      return Array(repeating: test == .isMissing, count: relation.count)
    }
    let column = relation.columns[index]
    let isList = relation.schema[index].type == .list
    switch test {
    case .isOneOf(let literals): return ColumnTest.isOneOf(literals, in: column, isList: isList)
    case .isNoneOf(let literals):
      let equal = ColumnTest.isOneOf(literals, in: column, isList: isList)
      let present = ColumnTest.isPresent(column)
      return equal.indices.map { present[$0] && !equal[$0] }
    case .isPresent: return ColumnTest.isPresent(column)
    case .isMissing: return ColumnTest.isPresent(column).map { !$0 }
    case .compares(let comparisons):
      return ColumnTest.compares(
        comparisons, in: column, members: relation.members, profiles: facts.profiles,
        profileCount: profileCount)
    }
  }
}

extension [Bool] {
  /// True where both are.
  func conjunction(with other: [Bool]) -> [Bool] {
    var result = self
    for index in result.indices where !other[index] { result[index] = false }
    return result
  }

  /// True where one is.
  func disjunction(with other: [Bool]) -> [Bool] {
    var result = self
    for index in result.indices where other[index] { result[index] = true }
    return result
  }
}
