import Records

/// Why a part of the members cannot be scored, with its place in the order in which amounts are made.
enum LedgerFailure: Error {
  /// Steps of one leaf, each made for all members before the next.
  enum Step: Int, Sendable {
    case measuring, awarding, summing, entering, summingEntered, composing
  }

  case tooLarge(leaf: Int, step: Step, member: Int)
  /// Code of the mean's child.
  case tooFine(node: String)

  func error(_ model: Model, _ members: [Member]) -> ScoringError {
    switch self {
    case .tooLarge(let leaf, _, let member):
      .tooLarge(leaf: model.leaves[leaf].node.code, member: members[member].number)
    case .tooFine(let node): .tooFine(node: node)
    }
  }

  /// By leaf, step, then member: what one part of all members would have met first.
  func precedes(_ other: LedgerFailure) -> Bool {
    guard case .tooLarge(let leaf, let step, let member) = self,
      case .tooLarge(let otherLeaf, let otherStep, let otherMember) = other
    else { return false }
    return (leaf, step.rawValue, member) < (otherLeaf, otherStep.rawValue, otherMember)
  }
}
