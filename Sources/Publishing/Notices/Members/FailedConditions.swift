import Records
import Scoring

/// Why no leaf takes a record: the conditions that it fails of the leaf that it comes nearest to.
struct FailedConditions {
  /// A condition of a leaf with the fields that it may tell of.
  private struct Part {
    let fields: [(heading: String, column: Column)]
    /// By record.
    let holds: [Bool]
  }

  /// By leaf the records that lie in its window and in their members' office, and the conditions that must all hold.
  private let leaves: [(isInTime: [Bool], parts: [Part])]

  /// O(records × conditions).
  init(_ run: RunRecord, _ leaves: [Node], _ relation: Relation) {
    guard let tests = try? MemberTests(run.model, of: run.input) else {
      self.leaves = []
      return
    }
    self.leaves = leaves.compactMap { node in
      guard case .leaf(let leaf) = node.content, let selection = leaf.selection else { return nil }
      let parts = selection.condition.conjuncts.map { condition in
        let names = Set(condition.fields).intersection(FailedConditions.told(of: relation))
        return Part(
          fields: zip(relation.schema, relation.columns).filter { names.contains($0.0.key) }
            .map { ($0.0.heading, $0.1) },
          holds: tests.marks(relation, window: selection.window, condition))
      }
      return (tests.marks(relation, window: selection.window, .always), parts)
    }
  }

  /// The fields that tell neither why somebody was away nor how long.
  private static func told(of relation: Relation) -> Set<String> {
    if RecordWords.isSilent(relation.name) { return [] }
    return relation.name == "attendance"
      ? ["kind", "status", "basis", "contributed"] : Set(relation.schema.map(\.key))
  }

  func reason(_ record: Int) -> String {
    let failed = leaves.filter { $0.isInTime[record] }.map { leaf in leaf.parts.filter { !$0.holds[record] } }
    guard !failed.isEmpty else { return "不在计分的时段或任期之内" }
    let nearest = failed.enumerated().min { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }
    let facts = (nearest?.element ?? []).flatMap(\.fields).filter { !$0.column.isMissing(record) }.map {
      let text = $0.column.canonicalText(record)
      return "\($0.heading)为\(FailedConditions.words[text] ?? text)"
    }
    return "不合计分条件" + (facts.isEmpty ? "" : "：\(facts.joined(separator: "，"))")
  }

  /// Attendance in words. Leave that counts as none is leave like another, since only its reason differs.
  private static let words = [
    "present": "出席", "leave": "请假", "exempt": "请假", "absent": "缺席", "required": "应到", "registered": "报名",
    "invited": "受邀", "walk_in": "未受邀到场",
  ]
}

extension Condition {
  /// The parts that must all hold.
  fileprivate var conjuncts: [Condition] {
    if case .all(let parts) = self { parts.flatMap(\.conjuncts) } else { [self] }
  }

  /// The record's fields that it tests.
  fileprivate var fields: [String] {
    switch self {
    case .all(let parts): parts.flatMap(\.fields)
    case .any(let parts): parts.flatMap(\.condition.fields)
    case .not(let part): part.fields
    case .test(.field(let name), _): [name]
    case .test, .count, .score: []
    }
  }
}
