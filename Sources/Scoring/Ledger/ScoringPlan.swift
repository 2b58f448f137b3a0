import Records

/// A model made ready for a run: what all parts of the members share.
struct ScoringPlan: Sendable {
  let model: Model
  let input: ScoringInput
  let facts: MemberFacts
  /// Index of the set-aside gate that holds first, per member.
  let setAside: [Int?]
  /// The model's leaves in order.
  let leaves: [LeafPlan]
  /// Counts of kept records that gates and rank keys ask for.
  let keptCounts: [KeptPlan]

  init(
    _ model: Model, _ input: ScoringInput, facts: MemberFacts, setAside: [Int?], entries: [[Int32]]
  ) {
    self.model = model
    self.input = input
    self.facts = facts
    self.setAside = setAside
    let prorated = Set(model.prorate.map(Key.init))
    let leaves = model.leaves.enumerated().map { index, leaf in
      LeafPlan(
        leaf.node, index: index, entered: entries[index],
        isProrated: prorated.contains(Key(model.categories[leaf.category].node.code)), model, input, facts)
    }
    self.leaves = leaves
    keptCounts = model.keptQueries.compactMap {
      KeptPlan($0, leaves, facts, input.workers, profileCount: model.profiles.count)
    }
  }

  /// Index into the model's profiles.
  func profile(_ member: Int) -> Int { facts.profiles[member] }

  /// The rows that the leaves read, by range of rows, and for each relation of the run which ones those are.
  func picked(_ parts: MemberParts) -> (rows: [PickedRows], isUsed: [[Bool]]) {
    var rows: [PickedRows] = []
    let isUsed = input.relations.enumerated().map { index, relation in
      let readers = leaves.filter { $0.source?.relationIndex == index }
      guard !readers.isEmpty else { return Array(repeating: false, count: relation.count) }
      let groups = ReaderGroup.groups(readers)
      let ranges = Workers.ranges(relation.count, of: PickedRows.rowsOfTask)
      let found = input.workers.map(ranges.count) { range in
        var isUsed = [Bool](repeating: false, count: ranges[range].count)
        let rows = PickedRows(groups, rows: ranges[range], parts: parts, marking: &isUsed)
        return (rows: rows, isUsed: isUsed)
      }
      rows += found.map(\.rows)
      var isUsed: [Bool] = []
      isUsed.reserveCapacity(relation.count)
      for found in found { isUsed += found.isUsed }
      return isUsed
    }
    return (rows, isUsed)
  }
}

/// A count of the records that a leaf keeps and a condition holds for, made ready.
struct KeptPlan: Sendable {
  let query: CountQuery
  let leaf: Int
  /// By row of the leaf's relation; nil where every record counts.
  private let marks: [Bool]?

  /// nil for another query, and where the run lacks the leaf's relation, or the model the leaf.
  init?(
    _ query: CountQuery, _ leaves: [LeafPlan], _ facts: MemberFacts, _ workers: Workers, profileCount: Int
  ) {
    guard case .kept(let code, let condition) = query,
      let leaf = leaves.first(where: { Key($0.node.code) == Key(code) }), let source = leaf.source
    else { return nil }
    self.query = query
    self.leaf = leaf.index
    if condition == .always {
      marks = nil
    } else {
      let filter = RecordFilter(
        condition, of: source.relation, facts: facts, profileCount: profileCount)
      marks = source.relation.marks(filter, workers)
    }
  }

  func counts(_ row: Int32) -> Bool { marks?[Int(row)] ?? true }
}

extension Relation {
  /// The records of members, in a window where one is given, for which a filter holds, as a mark for each row.
  func marks(_ filter: RecordFilter, _ workers: Workers, window: RecordWindow? = nil) -> [Bool] {
    let ranges = Workers.ranges(count, of: 1 << 15)
    let found = workers.map(ranges.count) { index in
      let range = ranges[index]
      let rows = window?.rows(in: range) ?? range.filter { members[$0] != Relation.nobody }.map(Int32.init)
      var holds = [Bool](repeating: true, count: rows.count)
      filter.narrow(&holds, rows: rows)
      var marks = [Bool](repeating: false, count: range.count)
      for index in rows.indices where holds[index] { marks[Int(rows[index]) - range.lowerBound] = true }
      return marks
    }
    return workers.joined(found)
  }
}

extension Model {
  /// Counts of kept records in gates and rank keys, each once.
  fileprivate var keptQueries: [CountQuery] {
    var kept: [CountQuery] = []
    for query in countQueries {
      guard case .kept = query, !kept.contains(where: query.isSame(as:)) else { continue }
      kept.append(query)
    }
    return kept
  }
}

extension Model {
  /// A mean looks at all members, so that they cannot be scored apart; without one a member's score rests on his own records
  /// alone.
  package var hasMeans: Bool { categories.contains { $0.node.hasMean } }
}

extension Node {
  var hasMean: Bool {
    guard case .group(let composition, let children) = content else { return false }
    return composition != .sum || children.contains(where: \.hasMean)
  }
}
