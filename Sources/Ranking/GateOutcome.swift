import Scoring

/// Which members a gate holds for, and by which of its named parts.
struct GateOutcome: Sendable {
  let gate: Gate
  /// By member.
  private(set) var holds: [Bool]
  /// The named parts of the gate's outermost `any`, each by member.
  private var parts: [(name: String, holds: [Bool])]

  init(_ gate: Gate, _ tests: MemberTests) {
    self.gate = gate
    holds = tests.mask(gate.when)
    parts = (gate.when.outermostAny ?? []).compactMap { part in
      part.name.map { ($0, tests.mask(part.condition)) }
    }
  }

  /// Takes one member's part from another outcome of the same gate, where he may stand elsewhere.
  mutating func replace(_ member: Int, from other: GateOutcome, at place: Int) {
    holds[member] = other.holds[place]
    for part in parts.indices { parts[part].holds[member] = other.parts[part].holds[place] }
  }

  /// Lets it hold for a member no more.
  mutating func lift(_ member: Int) {
    holds[member] = false
    for part in parts.indices { parts[part].holds[member] = false }
  }

  /// Names of the parts that hold for a member, in the model's order.
  func names(_ member: Int) -> [String] {
    parts.filter { $0.holds[member] }.map(\.name)
  }
}

extension Condition {
  /// The parts of the first `any` met from here down through `all`, not through `not`.
  fileprivate var outermostAny: [NamedCondition]? {
    switch self {
    case .any(let parts): parts
    case .all(let parts): parts.lazy.compactMap(\.outermostAny).first
    default: nil
    }
  }
}
