package import Records
package import Scoring

/// What differs between two models besides their numbers, in words.
package struct StructureChange: Hashable, Sendable {
  /// A code, a grade's name or a key of the model.
  package let place: String
  package let message: Message
  /// What it does alone; nil where that is not tried, or the run before cannot have it alone.
  package private(set) var alone: AloneEffect?
  /// nil for what is no entry of a quota.
  let quota: QuotaChange?

  package init(_ place: String, zh: String, en: String, alone: AloneEffect? = nil) {
    self.init(place, zh: zh, en: en, alone: alone, quota: nil)
  }

  init(_ place: String, zh: String, en: String, alone: AloneEffect? = nil, quota: QuotaChange?) {
    self.place = place
    message = Message(zh: zh, en: en)
    self.alone = alone
    self.quota = quota
  }

  /// The same with what it does alone.
  func with(_ effect: AloneEffect) -> StructureChange {
    var change = self
    change.alone = effect
    return change
  }

  /// In the order of the files: the model's own keys, categories and what is below, gates, rank keys, grades. Empty where one
  /// model is the other with other numbers. Identifier, title, 示例 and dates of effect are no rules.
  package static func list(_ before: Model, _ after: Model) -> [StructureChange] {
    let (old, new) = (before.skeleton, after.skeleton)
    let shared = SharedCodes(before, after)
    let found =
      own(old, new) + lostNumbers(before, after, shared) + nodes(old, new, shared) + gates(old, new, shared)
      + keys(old, new) + grades(old, new)
    guard found.isEmpty, old.rules != new.rules else { return found }
    let orders =
      order("grades", old.grades.map(\.name), new.grades.map(\.name))
      + order("categories", old.categories.map(\.node.code), new.categories.map(\.node.code))
    return orders.isEmpty ? [StructureChange("categories", zh: "次序不同", en: "in another order")] : orders
  }

  /// Of the same names, where they stand in another order.
  private static func order(_ place: String, _ old: [String], _ new: [String]) -> [StructureChange] {
    guard !same(old, new) else { return [] }
    let (before, after) = (old.joined(separator: "、"), new.joined(separator: "、"))
    return [
      StructureChange(
        place, zh: "次序不同：\(before) → \(after)", en: "in another order: \(before) → \(after)")
    ]
  }

  private static func own(_ old: Model, _ new: Model) -> [StructureChange] {
    var changes: [StructureChange] = []
    if old.decimals != new.decimals {
      changes.append(.changed("decimals", "\(old.decimals)", "\(new.decimals)"))
    }
    if !same(old.profiles, new.profiles) {
      changes.append(
        .changed("profiles", old.profiles.joined(separator: "、"), new.profiles.joined(separator: "、")))
    }
    if !same(old.prorate, new.prorate) {
      changes.append(
        .changed("prorate", old.prorate.joined(separator: "、"), new.prorate.joined(separator: "、")))
    }
    changes += by(old.windows, new.windows, \.name) { old, new in
      old.window == new.window
        ? [] : [.changed("windows.\(new.name)", "\(old.window.text)", "\(new.window.text)")]
    }
    return changes
  }

  /// Numbers that one model lacks although it has what they belong to.
  private static func lostNumbers(
    _ before: Model, _ after: Model, _ shared: SharedCodes
  ) -> [StructureChange] {
    let owners = before.owners.filter { shared.isShared($0.text) }
    let others = after.owners.filter { shared.isShared($0.text) }
    let (mine, theirs) = (before.numbers, after.numbers)
    let (own, other) = (
      Set(mine.map { Key($0.path.description) }), Set(theirs.map { Key($0.path.description) })
    )
    let gone = mine.filter { number in
      !other.contains(Key(number.path.description)) && others.contains(Key(number.path.owner ?? ""))
    }
    let new = theirs.filter { number in
      !own.contains(Key(number.path.description)) && owners.contains(Key(number.path.owner ?? ""))
    }
    return gone.map { number in
      let text = number.amount.text(before.profiles)
      return StructureChange(
        number.path.description, zh: "删去，原为\(text)", en: "taken out, was \(text)")
    }
      + new.map { number in
        let text = number.amount.text(after.profiles)
        return StructureChange(number.path.description, zh: "新增，为\(text)", en: "added, \(text)")
      }
  }

  private static func gates(_ old: Model, _ new: Model, _ shared: SharedCodes) -> [StructureChange] {
    by(old.gates, new.gates, \.code, title: \.name, isShared: shared.isShared) { old, new in
      (same([old.name], [new.name]) ? [] : [.changed(new.code, old.name, new.name)])
        + (old.when == new.when ? [] : [.condition(new.code)])
        + (old.effect == new.effect ? [] : [.changed(new.code, old.effect.text, new.effect.text)])
    }
  }

  private static func keys(_ old: Model, _ new: Model) -> [StructureChange] {
    let (names, others) = (old.rankKeys.map(\.name), new.rankKeys.map(\.name))
    if !same(names, others) {
      return [.changed("rank.keys", names.joined(separator: "、"), others.joined(separator: "、"))]
    }
    return zip(old.rankKeys, new.rankKeys).filter { $0 != $1 }.map { old, _ in
      StructureChange("rank.keys", zh: "“\(old.name)”的算法变了", en: "'\(old.name)' is measured otherwise")
    }
  }

  private static func grades(_ old: Model, _ new: Model) -> [StructureChange] {
    by(old.grades, new.grades, \.name) { QuotaChange.list($0, $1) }
  }

  /// What stands in one list only, and what differs in both, by name; what has the same name but is another thing goes and comes.
  static func by<Element>(
    _ old: [Element], _ new: [Element], _ name: (Element) -> String, title: (Element) -> String = { _ in "" },
    isShared: (String) -> Bool = { _ in true }, _ compare: (Element, Element) -> [StructureChange]
  ) -> [StructureChange] {
    func find(_ list: [Element], _ key: String) -> Element? { list.first { Key(name($0)) == Key(key) } }
    return old.map(name).merging(new.map(name)).flatMap { key -> [StructureChange] in
      let (old, new) = (find(old, key), find(new, key))
      if let old, let new, isShared(key) { return compare(old, new) }
      return (old.map { [StructureChange(key, zh: "删去\(title($0))", en: "taken out")] } ?? [])
        + (new.map { [StructureChange(key, zh: "新增\(title($0))", en: "added")] } ?? [])
    }
  }

  static func changed(_ place: String, _ before: String, _ after: String) -> StructureChange {
    StructureChange(place, zh: "\(before) → \(after)", en: "\(before) → \(after)")
  }

  static func condition(_ place: String) -> StructureChange {
    StructureChange(place, zh: "条件变了", en: "another condition")
  }

  private static func same(_ one: [String], _ other: [String]) -> Bool {
    one.map(Key.init) == other.map(Key.init)
  }
}

extension Model {
  /// The model without what changes no point, rank or grade: its identity and the names and clauses of nodes.
  package var rules: Model {
    Model(
      id: "", title: "", isExample: false, effectiveFrom: nil, effectiveTo: nil, decimals: decimals,
      profiles: profiles, windows: windows, prorate: prorate, floor: floor,
      categories: categories.map { Scoring.Category(role: $0.role, start: $0.start, node: $0.node.unnamed) },
      gates: gates, rankKeys: rankKeys, grades: grades)
  }

  /// Codes and names that numbers belong to; empty for the model itself.
  fileprivate var owners: Set<Key> {
    Set(
      [Key("")] + categories.flatMap { $0.node.codesBelow }.map(Key.init) + gates.map { Key($0.code) }
        + grades.map { Key($0.name) })
  }
}

extension Node {
  fileprivate var codesBelow: [String] {
    guard case .group(_, let children) = content else { return [code] }
    return [code] + children.flatMap(\.codesBelow)
  }
}

extension Amount {
  /// One number, or one for each profile.
  func text(_ profiles: [String]) -> String {
    Set(byProfile).count == 1
      ? byProfile[0].description
      : zip(profiles, byProfile).map { "\($0) \($1)" }.joined(separator: " · ")
  }
}

extension Window {
  fileprivate var text: String {
    switch self {
    case .from(let month, let day): "from \(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    case .since(let day): "since \(day)"
    }
  }
}

extension Gate.Effect {
  fileprivate var text: String {
    switch self {
    case .ceiling(let grade): "ceiling \(grade)"
    case .setAside(let text): "set_aside \(text)"
    case .alert: "alert"
    }
  }
}
