package import Records

/// 记分 rows of the period by the leaf that takes them, and findings for those that none takes.
struct EntryPlan {
  /// Indices into the run's entered points for each leaf, by member, then in `≺`.
  let byLeaf: [[Int32]]
  let findings: [Finding]

  /// Rows dated outside the period belong to another run and are passed over.
  init(_ model: Model, _ input: ScoringInput) {
    let leaves = model.leaves
    let codes = leaves.map { Key($0.node.code) }
    var byLeaf = [[Int32]](repeating: [], count: leaves.count)
    var findings: [(number: Key, finding: Finding)] = []
    for (index, entry) in input.entered.enumerated()
    where input.period.first <= entry.datedOn && entry.datedOn <= input.period.last {
      if let leaf = codes.firstIndex(of: Key(entry.indicator)), leaves[leaf].node.takesEnteredPoints {
        byLeaf[leaf].append(Int32(index))
      } else {
        let isKnown = model.categories.contains { $0.node.holds(Key(entry.indicator)) }
        findings.append((Key(entry.number), EntryPlan.finding(entry, isKnown: isKnown, model: model)))
      }
    }
    for leaf in byLeaf.indices {
      byLeaf[leaf].sort { EntryPlan.precedes(input.entered[Int($0)], input.entered[Int($1)]) }
    }
    self.byLeaf = byLeaf
    self.findings = findings.sorted { $0.number < $1.number }.map(\.finding)
  }

  /// By entered point of the run: whether a leaf takes it.
  func isTaken(of count: Int) -> [Bool] {
    var isTaken = [Bool](repeating: false, count: count)
    for index in byLeaf.joined() { isTaken[Int(index)] = true }
    return isTaken
  }

  private static func precedes(_ left: EnteredPoints, _ right: EnteredPoints) -> Bool {
    if left.member != right.member { return left.member < right.member }
    if left.datedOn != right.datedOn { return left.datedOn < right.datedOn }
    let (first, second) = (Key(left.number), Key(right.number))
    return first != second ? first < second : left.points < right.points
  }

  private static func finding(_ entry: EnteredPoints, isKnown: Bool, model: Model) -> Finding {
    let message =
      isKnown
      ? Message(
        zh: "更正\(entry.number)给“\(entry.indicator)”记分，但它不是可以记分的末级指标；未计分，请改填末级指标",
        en:
          "adjustment \(entry.number) enters points for \(entry.indicator), which is no leaf that takes "
          + "points; nothing was entered, name a leaf instead")
      : Message(
        zh: "更正\(entry.number)给“\(entry.indicator)”记分，但模型\(model.id)没有这个指标；未计分，请改指标编号",
        en: "adjustment \(entry.number) enters points for \(entry.indicator), which model \(model.id) lacks; "
          + "nothing was entered, mend the indicator's code")
    return Finding(
      code: isKnown ? "NOT_A_LEAF" : "UNKNOWN_INDICATOR", severity: .warning, message: message,
      stage: .derive,
      source: "adjustments", origin: entry.origin, column: "indicator")
  }
}

extension Node {
  /// False for a measure that is only normalised.
  fileprivate var takesEnteredPoints: Bool {
    guard case .leaf(let leaf) = content else { return false }
    guard case .measure = leaf.award else { return true }
    return share.normalisation == nil
  }

  /// Whether the node or one below has a code.
  package func holds(_ code: Key) -> Bool {
    if Key(self.code) == code { return true }
    if case .group(_, let children) = content { return children.contains { $0.holds(code) } }
    return false
  }
}
