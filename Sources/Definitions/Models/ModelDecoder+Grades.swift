import Records
import Scoring

extension ModelDecoder {
  mutating func grades(_ fields: Fields) -> [Grade] {
    guard let node = fields["grades"] else { return [] }
    let nodes = log.list(node, "grades")
    var grades: [Grade] = []
    for (index, item) in nodes.enumerated() {
      guard let grade = grade(item, isLast: index == nodes.count - 1) else { continue }
      if gradeNames.holds(grade.name) {
        log.report("grades: '\(grade.name)' is listed twice", at: item.place)
      }
      gradeNames.append(grade.name)
      if let above = grades.last {
        report(NumberRules.order(grade, below: above, decimals: decimals), grade.name, at: item.place)
      }
      grades.append(grade)
    }
    return grades
  }

  private mutating func grade(_ node: YAMLNode, isLast: Bool) -> Grade? {
    guard let fields = log.fields(node, in: "grades", kind: "a grade", keys: ["grade", "from", "quota"]),
      let name = log.required("grade", of: fields, as: "grades.grade").flatMap({ log.text($0, "grade") })
    else { return nil }
    let from = fields["from"].flatMap { amount($0, "\(name): from") }
    if isLast {
      if let place = fields.place(of: "from") { log.report("\(name): the last grade has no from", at: place) }
      if let place = fields.place(of: "quota") {
        log.report("\(name): the last grade has no quota", at: place)
      }
    } else if !fields.has("from") {
      log.report("\(name): from: missing", at: node.place)
    }
    if let from {
      report(
        NumberRules.digits(from, decimals: decimals), "\(name): from", at: fields.place(of: "from"))
    }
    return Grade(name: name, from: from, quota: fields["quota"].flatMap { quota($0) })
  }

  /// A number with the model's digits, as grades are printed.
  func printed(_ value: Fraction) -> String { Points(nearest: value).text(decimals: decimals) }

  private mutating func quota(_ node: YAMLNode) -> Quota? {
    let keys = ["share", "by", "pool_under", "rounding", "tied", "tie"]
    guard let fields = log.fields(node, in: "quota", kind: "a quota", keys: keys),
      let shareNode = log.required("share", of: fields), let share = amount(shareNode, "share")
    else { return nil }
    report(NumberRules.share(share), "share", at: shareNode.place)
    let pool = fields["pool_under"].flatMap { wholeAmount($0, "pool_under", atLeast: 0) }
    let rounding: Quota.RoundingMode = fields["rounding"].flatMap { log.choice($0, "rounding") } ?? .down
    let tied: Quota.Tied = fields["tied"].flatMap { log.choice($0, "tied") } ?? .sameRank
    let tie: Quota.Tie = fields["tie"].flatMap { log.choice($0, "tie") } ?? .exclude
    return Quota(
      share: share, by: fields["by"].flatMap { quotaFact($0) },
      poolUnder: pool ?? Amount(.zero, profiles: profiles.count), rounding: rounding, tied: tied, tie: tie)
  }

  private mutating func quotaFact(_ node: YAMLNode) -> String? {
    guard let name = log.text(node, "by") else { return nil }
    if vocabulary.fact(name) != nil { return name }
    let nearest = Nearest.suffixOrList(to: name, among: vocabulary.facts.map(\.key))
    log.report("by: a member has no fact '\(name)'\(nearest)", at: node.place)
    return nil
  }

  mutating func gates(_ fields: Fields) -> [Gate] {
    guard let node = fields["gates"] else { return [] }
    return log.list(node, "gates").compactMap { gate($0) }
  }

  private mutating func gate(_ node: YAMLNode) -> Gate? {
    let label = Self.label(node, else: "a gate")
    let keys = ["code", "name", "when", "ceiling", "set_aside", "alert"]
    guard let fields = log.fields(node, in: "gate \(label)", kind: "a gate", keys: keys) else { return nil }
    let code = log.required("code", of: fields).flatMap { log.text($0, "code") } ?? ""
    if !code.isEmpty { declare(code, at: fields["code"]?.place ?? node.place) }
    let name = log.required("name", of: fields, as: "\(label): name").flatMap { log.text($0, "name") } ?? ""
    gateReader = label
    let when = log.required("when", of: fields, as: "\(label): when").map {
      condition($0, in: .member, "when")
    }
    guard let effect = effect(fields, label), let when else { return nil }
    if case .setAside = effect, when.needsScores {
      log.report("set_aside cannot depend on a score or a leaf", at: fields["when"]?.place)
    }
    return Gate(code: code, name: name, when: when, effect: effect)
  }

  private mutating func effect(_ fields: Fields, _ label: String) -> Gate.Effect? {
    guard ["ceiling", "set_aside", "alert"].filter({ fields.has($0) }).count == 1 else {
      log.report("\(label): one of ceiling, set_aside, alert", at: fields.place)
      return nil
    }
    if let node = fields["set_aside"] { return log.text(node, "set_aside").map(Gate.Effect.setAside) }
    if let node = fields["ceiling"] {
      guard let grade = log.text(node, "ceiling") else { return nil }
      if gradeNames.holds(grade) { return .ceiling(grade) }
      log.report(
        "\(label): no grade '\(grade)'\(Nearest.suffixOrList(to: grade, among: gradeNames))", at: node.place)
      return nil
    }
    guard let node = fields["alert"], let flag = log.flag(node, "alert") else { return nil }
    if !flag { log.report("alert: only true", at: node.place) }
    return .alert
  }

  mutating func rankKeys(_ fields: Fields) -> [RankKey] {
    guard let node = fields["rank"], let rank = log.fields(node, in: "rank", kind: "rank", keys: ["keys"]),
      let keys = log.required("keys", of: rank, as: "rank.keys")
    else { return [] }
    gateReader = "rank.keys"
    return log.list(keys, "rank.keys").compactMap { rankKey($0) }
  }

  private mutating func rankKey(_ node: YAMLNode) -> RankKey? {
    let keys = ["name", "count", "score", "prefer"]
    guard let fields = log.fields(node, in: "rank.keys", kind: "a rank key", keys: keys) else { return nil }
    let name = log.required("name", of: fields, as: "rank.keys: name").flatMap { log.text($0, "name") } ?? ""
    let prefer: RankKey.Preference = fields["prefer"].flatMap { log.choice($0, "prefer") } ?? .more
    let measure: RankKey.Measure?
    switch (fields["count"], fields["score"]) {
    case (let count?, nil):
      measure = countQuery(count, reader: gateReader, "rank.keys").map(RankKey.Measure.count)
    case (nil, let score?): measure = scoreReference(score, "rank.keys").map(RankKey.Measure.score)
    default:
      log.report("rank.keys: one of count, score", at: node.place)
      return nil
    }
    return measure.map { RankKey(name: name, measure: $0, prefer: prefer) }
  }
}

extension Condition {
  /// Whether it looks at a finished score or at what a leaf kept.
  var needsScores: Bool {
    switch self {
    case .all(let parts): parts.contains(where: \.needsScores)
    case .any(let parts): parts.contains { $0.condition.needsScores }
    case .not(let part): part.needsScores
    case .test: false
    case .count(.kept, _), .score: true
    case .count(.records, _): false
    }
  }
}
