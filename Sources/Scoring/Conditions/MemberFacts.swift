import Records

/// The members of a run with the index of each one's profile in the model.
struct MemberFacts: Sendable {
  let members: [Member]
  /// Index into the model's profiles, parallel to `members`.
  let profiles: [Int]

  private let workers: Workers

  /// Throws for the first member whose profile the model lacks.
  init(_ members: [Member], model: Model, workers: Workers) throws(ScoringError) {
    let known = model.profiles.map(Key.init)
    let ranges = MemberFacts.ranges(members)
    let found = workers.map(ranges.count) { range in
      ranges[range].map { member in known.firstIndex(of: Key(members[member].profile)) ?? -1 }
    }
    let profiles = workers.joined(found)
    if let stranger = profiles.firstIndex(of: -1) {
      throw .unknownProfile(
        member: members[stranger].number, profile: members[stranger].profile, model: model.id)
    }
    self.members = members
    self.profiles = profiles
    self.workers = workers
  }

  /// Whether a test of a fact holds, for each member; false throughout for a name that is no fact.
  func mask(_ fact: String, _ test: Test) -> [Bool] {
    let ranges = MemberFacts.ranges(members)
    let found = workers.map(ranges.count) { range in
      ranges[range].map { index in
        test.holds(members[index].fact(fact) ?? .missing, profile: profiles[index])
      }
    }
    return workers.joined(found)
  }

  private static func ranges(_ members: [Member]) -> [Range<Int>] { Workers.ranges(members.count, of: 4096) }
}

extension Test {
  /// Whether the test holds for one value; false when missing, except `isMissing`.
  func holds(_ value: Value, profile: Int) -> Bool {
    let isMissing = value == .missing
    switch self {
    case .isMissing: return isMissing
    case .isPresent: return !isMissing
    case .isOneOf(let literals): return literals.contains { $0.equals(value) }
    case .isNoneOf(let literals): return !isMissing && !literals.contains { $0.equals(value) }
    case .compares(let comparisons):
      guard let number = value.fraction else { return false }
      return comparisons.allSatisfy { $0.holds(number, profile: profile) }
    }
  }
}

extension Literal {
  fileprivate func equals(_ value: Value) -> Bool {
    switch (self, value) {
    case (.text(let wanted), .text(let found)): Key(wanted) == Key(found)
    case (.number(let wanted), .integer(let found)): wanted == Fraction(found)
    case (.number(let wanted), .number(let found)): wanted == found
    case (.day(let wanted), .day(let found)): wanted == found
    case (.day(let wanted), .time(let found)): wanted.start == found
    case (.time(let wanted), .time(let found)): wanted == found
    case (.flag(let wanted), .flag(let found)): wanted == found
    default: false
    }
  }
}

extension Value {
  /// nil for what is no number.
  var fraction: Fraction? {
    switch self {
    case .integer(let value): Fraction(value)
    case .number(let value): value
    default: nil
    }
  }
}
