import Records
import Scoring

extension ModelDecoder {
  /// A leaf's content; its code is the last of `leaves`, and the relation is noted there.
  mutating func leaf(_ fields: Fields, _ label: String) -> Leaf? {
    if let node = fields["entered"] { return entered(node, fields) }
    var relation: (name: String, schema: RelationSchema?)?
    if let from = log.required("from", of: fields, as: "\(label): from") {
      relation = self.relation(from, reader: label)
      leaves[leaves.count - 1].relation = relation?.name
    }
    let window = windowName(fields["window"], "window")
    let condition = selectionCondition(fields, relation?.schema)
    let award = award(fields, relation?.schema, label)
    let limits = limits(fields["limits"], relation?.schema)
    guard let relation, let award else { return nil }
    let selection = Selection(relation: relation.name, window: window, condition: condition)
    return Leaf(selection: selection, award: award, limits: limits)
  }

  private mutating func entered(_ node: YAMLNode, _ fields: Fields) -> Leaf? {
    guard let flag = log.flag(node, "entered") else { return nil }
    if !flag {
      log.report("entered: only true, or leave it out", at: node.place)
      return nil
    }
    let others = (NodeKeys.leafOnly + ["full", "normalise", "direction"]).filter {
      $0 != "entered" && fields.has($0)
    }
    if let first = others.first {
      log.report(
        "entered stands alone; remove \(others.joined(separator: ", "))", at: fields.place(of: first))
    }
    return Leaf(selection: nil, award: .entered)
  }

  private mutating func award(_ fields: Fields, _ schema: RelationSchema?, _ label: String) -> Award? {
    switch (fields["points"], fields["measure"]) {
    case (_?, _?):
      log.report("\(label) has both points and measure", at: fields.place(of: "measure"))
      return nil
    case (nil, nil):
      log.report("\(label): one of points, measure, entered", at: fields.place)
      return nil
    case (let points?, nil):
      for key in ["full", "tiers"] where fields.has(key) {
        log.report("\(key) needs measure, not points", at: fields.place(of: key))
      }
      let times = fields["times"].flatMap { self.times($0, schema) }
      let share = fields["share"].map { self.share($0, schema) } ?? .whole
      return pointsRule(points, schema).map { .perRecord($0, times: times, share: share) }
    case (nil, let measure?):
      for key in ["times", "share", "limits"] where fields.has(key) {
        log.report("\(key) needs points, not measure", at: fields.place(of: key))
      }
      let worth = worth(fields)
      guard let measure = self.measure(measure, schema), let worth else { return nil }
      return .measure(measure, worth: worth)
    }
  }

  private mutating func times(_ node: YAMLNode, _ schema: RelationSchema?) -> String? {
    numericField(node, schema, "times")
  }

  /// The name of a numeric field; nil with the problem reported.
  private mutating func numericField(_ node: YAMLNode, _ schema: RelationSchema?, _ label: String) -> String?
  {
    guard let name = log.text(node, label) else { return nil }
    return numericField(name, at: node.place, schema, label)
  }

  private mutating func numericField(
    _ name: String, at place: Place, _ schema: RelationSchema?, _ label: String
  ) -> String? {
    guard let schema else { return name }
    guard let field = field(name, of: schema, label, at: place) else {
      return vocabulary.isComplete ? nil : name
    }
    guard field.type.isNumeric else {
      log.report("\(label): '\(name)' is not a number", at: place)
      return nil
    }
    return name
  }

  private mutating func share(_ node: YAMLNode, _ schema: RelationSchema?) -> AuthorShare {
    if let schema, vocabulary.isComplete {
      for key in ["authors", "position"] where !schema.fields.contains(where: { $0.key == key }) {
        log.report("share: \(schema.name) has no \(key)", at: node.place)
        return .whole
      }
    }
    guard node.isMap else {
      return log.oneOf(["equal"], node, "share") == nil ? .whole : .equal
    }
    guard let fields = log.fields(node, in: "share", kind: "share", keys: ["first"]),
      let first = log.required("first", of: fields, as: "share.first"),
      let amount = amount(first, "share.first")
    else { return .whole }
    report(NumberRules.firstShare(amount, text: first.plainText), "share.first", at: first.place)
    return .first(amount)
  }

  private mutating func worth(_ fields: Fields) -> MeasureWorth? {
    let worths = ["full", "tiers", "normalise"].filter { fields.has($0) }
    guard worths.count == 1 else {
      log.report("measure needs one of full, tiers, normalise", at: fields.place(of: "measure"))
      return nil
    }
    if let full = fields["full"] { return amount(full, "full").map(MeasureWorth.full) }
    if let tiers = fields["tiers"] { return .tiers(self.tiers(tiers)) }
    return .normalised
  }

  private mutating func tiers(_ node: YAMLNode) -> [Tier] {
    var tiers: [Tier] = []
    for item in log.list(node, "tiers") {
      guard let fields = log.fields(item, in: "tiers", kind: "a tier", keys: ["from", "points"]) else {
        continue
      }
      let from = log.required("from", of: fields, as: "tiers.from").flatMap { amount($0, "tiers.from") }
      let points = log.required("points", of: fields, as: "tiers.points").flatMap {
        amount($0, "tiers.points")
      }
      guard let from, let points else { continue }
      if let previous = tiers.last?.from {
        report(NumberRules.tier(from, after: previous), "tiers", at: item.place)
      }
      tiers.append(Tier(from: from, points: points))
    }
    if node.isList, tiers.isEmpty { log.report("tiers: the list is empty", at: node.place) }
    return tiers
  }

  private mutating func measure(_ node: YAMLNode, _ schema: RelationSchema?) -> Measure? {
    guard node.isMap else { return log.oneOf(["count"], node, "measure") == nil ? nil : .count }
    guard let fields = log.fields(node, in: "measure", kind: "a measure", keys: ["sum", "distinct", "rate"])
    else {
      return nil
    }
    guard fields.entries.count == 1 else {
      log.report("measure: count, or one of sum, distinct, rate", at: node.place)
      return nil
    }
    if let sum = fields["sum"] { return numericField(sum, schema, "sum").map(Measure.sum) }
    if let distinct = fields["distinct"] {
      guard let name = log.text(distinct, "distinct") else { return nil }
      guard let schema else { return .distinct(name) }
      return field(name, of: schema, "distinct", at: distinct.place).map { .distinct($0.key) }
    }
    return fields["rate"].flatMap { rate($0, schema) }
  }

  private mutating func rate(_ node: YAMLNode, _ schema: RelationSchema?) -> Measure? {
    guard let fields = log.fields(node, in: "rate", kind: "a rate", keys: ["of", "over", "none"]),
      let of = log.required("of", of: fields, as: "rate.of"),
      let over = log.required("over", of: fields, as: "rate.over")
    else { return nil }
    var terms: [RateTerm] = []
    if case .map(let entries) = of.content {
      for entry in entries {
        let name = numericField(entry.key, at: entry.place, schema, "rate.of")
        let factor = amount(entry.value, "rate.of \(entry.key)")
        if let name, let factor { terms.append(RateTerm(field: name, factor: factor)) }
      }
    } else {
      log.report("rate.of: expected a map, found \(of.found)", at: of.place)
    }
    let fieldsOver = log.list(over, "rate.over").compactMap { numericField($0, schema, "rate.over") }
    if over.isList, fieldsOver.isEmpty { log.report("rate.over: no field", at: over.place) }
    let none = fields["none"].flatMap { amount($0, "rate.none") } ?? Amount(.zero, profiles: profiles.count)
    return .rate(of: terms, over: fieldsOver, none: none)
  }
}
