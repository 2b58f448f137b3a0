import Records
import Scoring

/// The keys of the tree's nodes.
enum NodeKeys {
  static let category = [
    "code", "name", "clause", "role", "start", "cap", "floor", "compose", "full", "indicators",
  ]
  static let group = [
    "code", "name", "clause", "cap", "floor", "compose", "full", "weight", "normalise", "direction",
    "indicators",
  ]
  static let leaf = [
    "code", "name", "clause", "from", "window", "where", "points", "times", "share", "limits", "measure",
    "full",
    "tiers", "cap", "floor", "entered", "weight", "normalise", "direction",
  ]
  /// Keys that only a leaf has.
  static let leafOnly = [
    "from", "window", "where", "points", "times", "share", "limits", "measure", "tiers", "entered",
  ]
  static let ofMeans = ["weight", "normalise", "direction"]
}

extension ModelDecoder {
  mutating func categories(_ fields: Fields) -> [Scoring.Category] {
    guard let node = log.required("categories", of: fields) else { return [] }
    let nodes = log.list(node, "categories")
    if node.isList, nodes.isEmpty { log.report("categories: none is listed", at: node.place) }
    return nodes.compactMap { category($0) }
  }

  /// The code as it stands, to name the node in messages.
  static func label(_ node: YAMLNode, else unnamed: String) -> String {
    guard case .map(let entries) = node.content,
      case .scalar(let code, _)? = entries.first(where: { $0.key == "code" })?.value.content
    else { return unnamed }
    return code
  }

  private mutating func category(_ node: YAMLNode) -> Scoring.Category? {
    let label = Self.label(node, else: "a category")
    guard
      let fields = log.fields(
        node, in: "category \(label)", kind: "a category", keys: NodeKeys.category + NodeKeys.leafOnly,
        listed: NodeKeys.category)
    else { return nil }
    let heading = heading(fields, label)
    categoryCodes.append(heading.code)
    let role: Scoring.Category.Role = fields["role"].flatMap { log.choice($0, "role") } ?? .base
    let start = fields["start"].flatMap { amount($0, "start") }
    guard let content = group(fields, label) else { return nil }
    let node = Scoring.Node(
      code: heading.code, name: heading.name, clause: heading.clause, cap: heading.cap, floor: heading.floor,
      content: content)
    checkStart(start, of: node, fields)
    report(NumberRules.cap(of: node), at: fields.place(of: "cap"))
    return Scoring.Category(role: role, start: start, node: node)
  }

  private typealias Heading = (code: String, name: String, clause: String, cap: Amount?, floor: Amount?)

  private mutating func heading(_ fields: Fields, _ label: String) -> Heading {
    let code = log.required("code", of: fields).flatMap { log.text($0, "code") } ?? ""
    if !code.isEmpty { declare(code, at: fields["code"]?.place ?? fields.place) }
    let name = log.required("name", of: fields, as: "\(label): name").flatMap { log.text($0, "name") } ?? ""
    let clause = fields["clause"].flatMap { log.text($0, "clause") } ?? name
    let cap = fields["cap"].flatMap { amount($0, "cap") }
    let floor = fields["floor"].flatMap { amount($0, "floor") }
    report(NumberRules.floor(floor, under: cap), at: fields.place(of: "floor"))
    return (code, name, clause, cap, floor)
  }

  /// The content of a category or group.
  private mutating func group(_ fields: Fields, _ label: String) -> Scoring.Node.Content? {
    if let key = (["points", "measure"] + NodeKeys.leafOnly).first(where: { fields.has($0) }) {
      log.report("\(label) has both indicators and \(key)", at: fields.place(of: key))
    }
    guard let list = log.required("indicators", of: fields, as: "\(label): indicators") else { return nil }
    let composition = composition(fields, label)
    let nodes = log.list(list, "indicators")
    if list.isList, nodes.isEmpty { log.report("\(label): indicators is empty", at: list.place) }
    let children = nodes.compactMap { child($0, of: label, composition) }
    if case .geometric = composition { checkGeometric(children, list.place) }
    return .group(composition, children)
  }

  private mutating func composition(_ fields: Fields, _ label: String) -> Composition {
    let name =
      fields["compose"].flatMap { log.oneOf(["sum", "arithmetic", "geometric"], $0, "compose") } ?? "sum"
    let full = fields["full"].flatMap { amount($0, "full") }
    switch name {
    case "arithmetic": return .arithmetic(full: full)
    case "geometric": return .geometric(full: full)
    default:
      if let place = fields.place(of: "full") {
        log.report("\(label): full needs compose: arithmetic or geometric", at: place)
      }
      return .sum
    }
  }

  /// A node below a category: a group, if it has indicators, or a leaf.
  private mutating func child(
    _ node: YAMLNode, of parent: String, _ composition: Composition
  ) -> Scoring.Node? {
    let label = Self.label(node, else: "an indicator")
    guard let fields = childFields(node, label) else { return nil }
    for key in ["role", "start"] where fields.has(key) {
      log.report("\(key) stands on a category, not on \(label)", at: fields.place(of: key))
    }
    let heading = heading(fields, label)
    let share = meanShare(fields, label, of: parent, composition)
    let content: Scoring.Node.Content?
    if fields.has("indicators") {
      content = groups(fields, label)
    } else {
      if let place = fields.place(of: "compose") {
        log.report("compose stands on a group, not on \(label)", at: place)
      }
      leaves.append((heading.code, nil))
      content = leaf(fields, label).map(Scoring.Node.Content.leaf)
    }
    guard let content else { return nil }
    let result = Scoring.Node(
      code: heading.code, name: heading.name, clause: heading.clause, cap: heading.cap, floor: heading.floor,
      share: share, content: content)
    report(NumberRules.cap(of: result), at: fields.place(of: "cap"))
    return result
  }

  private mutating func groups(_ fields: Fields, _ label: String) -> Scoring.Node.Content? {
    if case .list(let nodes)? = fields["indicators"]?.content {
      for node in nodes {
        guard case .map(let entries) = node.content,
          let inner = entries.first(where: { $0.key == "indicators" })
        else { continue }
        let code = Self.label(node, else: "an indicator")
        log.report("\(code) is a group in the group \(label); groups hold leaves", at: inner.place)
      }
    }
    return group(fields, label)
  }

  private mutating func childFields(_ node: YAMLNode, _ label: String) -> Fields? {
    let isGroup = node.has("indicators")
    let keys = NodeKeys.group + NodeKeys.leaf + ["role", "start"]
    return log.fields(
      node, in: "\(isGroup ? "group" : "indicator") \(label)", kind: isGroup ? "a group" : "a leaf",
      keys: keys,
      listed: isGroup ? NodeKeys.group : NodeKeys.leaf)
  }

  private mutating func meanShare(
    _ fields: Fields, _ label: String, of parent: String, _ composition: Composition
  ) -> MeanShare {
    if case .sum = composition {
      for key in NodeKeys.ofMeans where fields.has(key) {
        log.report("\(key) stands in a mean; \(parent) is a sum", at: fields.place(of: key))
      }
    }
    let normalisation = fields["normalise"].flatMap { self.normalisation($0) }
    if let place = fields.place(of: "direction"), !fields.has("normalise") {
      log.report("direction needs normalise", at: place)
    }
    let direction: MeanShare.Direction = fields["direction"].flatMap { log.choice($0, "direction") } ?? .up
    return MeanShare(
      weight: fields["weight"].flatMap { self.weight($0) }, normalisation: normalisation, direction: direction
    )
  }

  private mutating func weight(_ node: YAMLNode) -> Amount? {
    if !node.isMap, node.plainText.flatMap({ Fraction(text: $0) }) == nil {
      log.report(
        "weight: \(node.found) is not a number; compute weights first and write them here", at: node.place)
      return nil
    }
    guard let weight = amount(node, "weight") else { return nil }
    report(NumberRules.weight(weight), "weight", at: node.place)
    return weight
  }

  private mutating func normalisation(_ node: YAMLNode) -> MeanShare.Normalisation? {
    guard node.isMap else {
      switch log.oneOf(["min_max", "z_score", "percentile", "goalposts"], node, "normalise") {
      case "min_max": return .minMax
      case "z_score": return .zScore
      case "percentile": return .percentile
      case "goalposts":
        log.report("normalise: write {goalposts: [a, b]}", at: node.place)
        return nil
      default: return nil
      }
    }
    guard let fields = log.fields(node, in: "normalise", kind: "normalise", keys: ["goalposts"]),
      let posts = log.required("goalposts", of: fields)
    else { return nil }
    let bounds = log.list(posts, "goalposts").compactMap { amount($0, "goalposts") }
    guard bounds.count == 2 else {
      if posts.isList { log.report("goalposts: two numbers", at: posts.place) }
      return nil
    }
    report(NumberRules.goalposts(bounds[0], bounds[1]), "goalposts", at: posts.place)
    return .goalposts(bounds[0], bounds[1])
  }
}
