import Records
import Scoring

/// What outcomes are of: a proposal, a report, a micro-item (model.md §2.5). A member may get an outcome only on an item of
/// his own, one that he has and that has no such outcome yet, or one that he gets by another event of the same set.
struct ItemNeeds {
  /// Items that can have the same outcomes.
  struct Item: Hashable {
    let kind: String
    let role: String
    /// A report that came from a filed proposal counts apart.
    let isFromFiled: Bool
  }

  /// An outcome of an item.
  struct Need: Hashable {
    let item: Item
    let outcome: String
  }

  private let input: ScoringInput
  /// By need: own items without the outcome.
  private let free: [Need: Int]

  init(_ input: ScoringInput, _ needing: some Sequence<RecordPlace>, member: Int) {
    self.input = input
    var items: [Item: Set<String>] = [:]
    for (place, item) in ItemNeeds.items(input, of: member) {
      items[item, default: []].insert(ItemNeeds.key(input.relations[place.relation], place.row, item))
    }
    var taken: [Need: Set<String>] = [:]
    for (index, relation) in input.relations.enumerated() {
      for row in relation.members.indices where relation.members[row] == Int32(member) {
        guard let need = ItemNeeds.need(relation, Int32(row)) else { continue }
        taken[need, default: []].insert(input.relations[index].text("item", Int32(row)))
      }
    }
    let needs = Set(needing.compactMap { ItemNeeds.need(input.relations[$0.relation], $0.row) })
    free = Dictionary(
      uniqueKeysWithValues: needs.map { need in
        (need, items[need.item, default: []].subtracting(taken[need, default: []]).count)
      })
  }

  /// Nil for what is no outcome.
  func need(_ place: RecordPlace) -> Need? { ItemNeeds.need(input.relations[place.relation], place.row) }

  /// Nil for what is no item.
  func item(_ place: RecordPlace) -> Item? { ItemNeeds.item(input.relations[place.relation], place.row) }

  /// How many events with this need the member's own items allow.
  func free(_ need: Need) -> Int { free[need] ?? 0 }

  /// Whether each outcome among the events has an item.
  func allows(_ events: [RecordPlace]) -> Bool {
    var needed: [Need: Int] = [:]
    for need in events.compactMap(need) { needed[need, default: 0] += 1 }
    guard !needed.isEmpty else { return true }
    var given: [Item: Int] = [:]
    for item in events.compactMap(item) { given[item, default: 0] += 1 }
    return needed.allSatisfy { $1 <= free($0) + given[$0.item, default: 0] }
  }

  /// Items that some of the events need and none of them gives.
  static func lacking(_ input: ScoringInput, _ events: some Sequence<RecordPlace>) -> Set<Item> {
    var (needed, given): (Set<Item>, Set<Item>) = ([], [])
    for place in events {
      if let need = need(input.relations[place.relation], place.row) { needed.insert(need.item) }
      if let item = item(input.relations[place.relation], place.row) { given.insert(item) }
    }
    return needed.subtracting(given)
  }

  private static func items(_ input: ScoringInput, of member: Int) -> [(RecordPlace, Item)] {
    input.relations.enumerated().flatMap { index, relation in
      relation.members.indices.compactMap { row -> (RecordPlace, Item)? in
        guard relation.members[row] == Int32(member) else { return nil }
        return item(relation, Int32(row)).map { (RecordPlace(relation: index, row: Int32(row)), $0) }
      }
    }
  }

  /// As an outcome's `item` names it.
  private static func key(_ relation: Relation, _ row: Int32, _ item: Item) -> String {
    "\(item.kind):\(relation.keys[Int(row)])"
  }

  private static func need(_ relation: Relation, _ row: Int32) -> Need? {
    guard Key(relation.name) == Key("outcomes"), relation.column("item") != nil else { return nil }
    let item = Item(
      kind: relation.text("item_kind", row), role: relation.text("role", row),
      isFromFiled: relation.text("from_filed", row) == "是")
    return Need(item: item, outcome: relation.text("outcome", row))
  }

  static func item(_ relation: Relation, _ row: Int32) -> Item? {
    let status = relation.text("status", row)
    switch relation.name {
    case "authorship":
      guard ["立案", "归并"].contains(status) else { return nil }
      return Item(kind: "提案", role: relation.text("role", row), isFromFiled: false)
    case "reports":
      guard status != "撤回" else { return nil }
      return Item(kind: "社情民意", role: "反映人", isFromFiled: relation.text("from_filed", row) == "是")
    case "micro_items":
      guard status != "无效", relation.text("kind", row) == "微建议" else { return nil }
      return Item(kind: "微建议", role: "提出人", isFromFiled: false)
    default: return nil
    }
  }
}

extension Relation {
  /// Empty for a field that it lacks or that is missing.
  fileprivate func text(_ field: String, _ row: Int32) -> String {
    column(field)?.canonicalText(Int(row)) ?? ""
  }
}
