import Records

/// A condition made ready for the records of one relation: testing a row reads no text and calls no closure.
struct RecordFilter: Sendable {
  /// A test of one column by its codes that must hold; nil where the condition has none.
  let code: CodeTest?
  /// What must hold besides.
  private let rest: [Part]

  /// `count` and `score` are no tests of a record and trap. O(dictionaries and members that the tests name).
  init(_ condition: Condition, of relation: Relation, facts: MemberFacts, profileCount: Int) {
    var parts = FilterCompiler(relation: relation, facts: facts, profileCount: profileCount)
      .conjuncts(condition)
    let first = parts.firstIndex { $0.codeTest != nil }
    code = first.flatMap { parts.remove(at: $0).codeTest }
    rest = parts
  }

  /// There is a `code`, and nothing must hold besides.
  var isCodeOnly: Bool { code != nil && rest.isEmpty }

  /// Clears the marks of the rows that fail; mark `i` is that of `rows[i]`, each the row of a member.
  ///
  /// O(rows × tests).
  func narrow(_ marks: inout [Bool], rows: [Int32]) {
    if let code { code.narrow(&marks, rows: rows) }
    for part in rest { part.narrow(&marks, rows: rows) }
  }

  fileprivate indirect enum Part: Sendable {
    case constant(Bool)
    case all([Part])
    case any([Part])
    case not(Part)
    case column(ColumnTest)
    case member(members: [Int32], holds: [Bool])

    var codeTest: CodeTest? { if case .column(.codes(let test)) = self { test } else { nil } }

    func narrow(_ marks: inout [Bool], rows: [Int32]) {
      switch self {
      case .constant(let holds): if !holds { marks = Array(repeating: false, count: marks.count) }
      case .all(let parts):
        for part in parts { part.narrow(&marks, rows: rows) }
      case .any(let parts):
        let before = marks
        marks = Array(repeating: false, count: marks.count)
        for part in parts {
          var alone = before
          part.narrow(&alone, rows: rows)
          marks.add(alone)
        }
      case .not(let part):
        var holding = marks
        part.narrow(&holding, rows: rows)
        marks.remove(holding)
      case .column(let test): test.narrow(&marks, rows: rows)
      case .member(let members, let holds):
        for index in marks.indices where marks[index] {
          marks[index] = holds[Int(members[Int(rows[index])])]
        }
      }
    }
  }
}

/// Conditions → parts that hold their columns.
private struct FilterCompiler {
  let relation: Relation
  let facts: MemberFacts
  let profileCount: Int

  /// The parts of a condition that must all hold.
  func conjuncts(_ condition: Condition) -> [RecordFilter.Part] {
    if case .all(let parts) = condition { return parts.flatMap(conjuncts) }
    return [part(condition)]
  }

  private func part(_ condition: Condition) -> RecordFilter.Part {
    switch condition {
    case .all(let parts): .all(parts.map(part))
    case .any(let parts): .any(parts.map { part($0.condition) })
    case .not(let inner): .not(part(inner))
    case .test(.field(let field), let test): fieldPart(field, test)
    case .test(.member(let fact), let test):
      .member(members: relation.members, holds: facts.mask(fact, test))
    case .count, .score: preconditionFailure("counts and scores are tests of a member")
    }
  }

  private func fieldPart(_ field: String, _ test: Test) -> RecordFilter.Part {
    guard let index = relation.schema.firstIndex(where: { Key($0.key) == Key(field) }) else {
      return .constant(test == .isMissing)
    }
    let column = relation.columns[index]
    let isList = relation.schema[index].type == .list
    if case .coded(let coded) = column {
      return CodeTest(test, of: coded, field: index, isList: isList).map { .column(.codes($0)) }
        ?? .constant(false)
    }
    switch test {
    case .isOneOf(let literals): return .column(.isOneOf(literals, in: column, isList: isList))
    case .isNoneOf(let literals):
      return .all([.column(.present(column)), .not(.column(.isOneOf(literals, in: column, isList: isList)))])
    case .isPresent: return .column(.present(column))
    case .isMissing: return .not(.column(.present(column)))
    case .compares(let comparisons):
      let profiles = ProfileColumn(
        members: relation.members, profiles: facts.profiles, profileCount: profileCount)
      return ColumnTest.compares(comparisons, in: column, profiles).map { .column($0) } ?? .constant(false)
    }
  }
}

extension [Bool] {
  /// Sets the marks that another set has.
  fileprivate mutating func add(_ other: [Bool]) {
    for index in indices where other[index] { self[index] = true }
  }

  /// Clears the marks that another set has.
  fileprivate mutating func remove(_ other: [Bool]) {
    for index in indices where other[index] { self[index] = false }
  }
}
