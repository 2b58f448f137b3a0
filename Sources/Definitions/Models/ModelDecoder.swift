import Preparation
import Records
import Scoring

/// Decodes a model file, part by part, and remembers what later parts refer to.
struct ModelDecoder {
  var log: Diagnostics
  let vocabulary: Vocabulary
  var profiles: [String] = []
  var decimals = 2
  var windows: [NamedWindow] = []
  /// Codes of categories, groups, leaves and gates with the lines that they were given on.
  var codes: [(code: String, line: Int)] = []
  /// Leaves with the relation that they read; nil when they read none.
  var leaves: [(code: String, relation: String?)] = []
  var categoryCodes: [String] = []
  var gradeNames: [String] = []
  /// The gate, or `rank.keys`, that is being decoded.
  var gateReader = ""
  /// Who reads a relation first, in model order.
  var reads: [(relation: String, reader: String)] = []

  init(log: Diagnostics, vocabulary: Vocabulary) {
    self.log = log
    self.vocabulary = vocabulary
  }

  private static let keys = [
    "model", "title", "example", "effective", "decimals", "profiles", "windows", "derive", "prorate", "floor",
    "categories", "gates", "rank", "grades",
  ]

  /// The whole file; nil, or a file that must not be used, when there are problems.
  mutating func file(_ root: YAMLNode) -> ModelFile? {
    guard let fields = log.fields(root, in: "the model", kind: "a model", keys: Self.keys) else { return nil }
    let id = log.required("model", of: fields).flatMap { log.text($0, "model") } ?? ""
    let title = fields["title"].flatMap { log.text($0, "title") } ?? id
    let isExample = fields["example"].flatMap { log.flag($0, "example") } ?? false
    let effective = effective(fields)
    decodeDecimals(fields)
    decodeProfiles(fields)
    decodeWindows(fields)
    let floor = fields["floor"].flatMap { amount($0, "floor") }
    let categories = categories(fields)
    let grades = grades(fields)
    let gates = gates(fields)
    let rankKeys = rankKeys(fields)
    let prorate = prorate(fields)
    let rules = rules(fields)
    let model = Model(
      id: id, title: title, isExample: isExample, effectiveFrom: effective.from, effectiveTo: effective.to,
      decimals: decimals, profiles: profiles, windows: windows, prorate: prorate, floor: floor,
      categories: categories, gates: gates, rankKeys: rankKeys, grades: grades)
    if log.problems.isEmpty {
      checkReach(of: model, fields)
      lint(model, fields)
    }
    return ModelFile(
      model: model, rules: rules, warnings: log.warningsInOrder, path: log.file,
      effectivePlace: fields["effective"]?.place)
  }

  private mutating func effective(_ fields: Fields) -> (from: Day?, to: Day?) {
    guard let node = fields["effective"],
      let span = log.fields(node, in: "effective", kind: "effective", keys: ["from", "to"])
    else { return (nil, nil) }
    let from = span["from"].flatMap { log.day($0, "effective.from") }
    let to = span["to"].flatMap { log.day($0, "effective.to") }
    if let from, let to, to < from { log.report("effective: \(to) is before \(from)", at: node.place) }
    return (from, to)
  }

  private mutating func decodeDecimals(_ fields: Fields) {
    guard let node = fields["decimals"], let value = log.fraction(node, "decimals") else { return }
    guard value.denominator == 1, 0...4 ~= value.numerator else {
      log.report("decimals: 0 to 4, found \(node.plainText ?? "")", at: node.place)
      return
    }
    decimals = Int(value.numerator)
  }

  private mutating func decodeProfiles(_ fields: Fields) {
    guard let node = log.required("profiles", of: fields) else { return }
    for item in log.list(node, "profiles") {
      guard let text = log.text(item, "profiles") else { continue }
      if case .category(let values) = vocabulary.fact("profile")?.type, !values.holds(text) {
        let nearest = Nearest.suffixOrList(to: text, among: values)
        log.report("profiles: '\(text)' is not a value of profile\(nearest)", at: item.place)
      } else if profiles.holds(text) {
        log.report("profiles: '\(text)' is listed twice", at: item.place)
        continue
      }
      profiles.append(text)
    }
    if profiles.isEmpty, log.problems.isEmpty { log.report("profiles: none is listed", at: node.place) }
  }

  private mutating func prorate(_ fields: Fields) -> [String] {
    guard let node = fields["prorate"] else { return [] }
    var codes: [String] = []
    for item in log.list(node, "prorate") {
      guard let code = log.text(item, "prorate") else { continue }
      if !categoryCodes.holds(code) {
        log.report("prorate: \(noCategory(code))", at: item.place)
      } else if codes.holds(code) {
        log.report("prorate: '\(code)' is listed twice", at: item.place)
      } else {
        codes.append(code)
      }
    }
    return codes
  }

  /// `no category 'X'; there are A to H`.
  func noCategory(_ code: String) -> String {
    guard let first = categoryCodes.first, let last = categoryCodes.last else {
      return "no category '\(code)'"
    }
    let there = first == last ? "there is \(first)" : "there are \(first) to \(last)"
    return "no category '\(code)'; \(there)"
  }

  /// A number, or a map by profile that names every profile.
  mutating func amount(_ node: YAMLNode, _ label: String) -> Amount? {
    guard case .map(let entries) = node.content else {
      return log.fraction(node, label).map { Amount($0, profiles: profiles.count) }
    }
    for entry in entries where !profiles.holds(entry.key) {
      let nearest = Nearest.suffixOrList(to: entry.key, among: profiles)
      log.report("\(label): no profile '\(entry.key)'\(nearest)", at: entry.place)
    }
    var values: [Fraction] = []
    for profile in profiles {
      guard let entry = entries.first(where: { Key($0.key) == Key(profile) }) else {
        log.report("\(label): no number for \(profile)", at: node.place)
        continue
      }
      if let value = log.fraction(entry.value, label) { values.append(value) }
    }
    return values.count == profiles.count ? Amount(byProfile: values) : nil
  }

  /// An amount of whole numbers of at least `least`.
  mutating func wholeAmount(_ node: YAMLNode, _ label: String, atLeast least: Int64) -> Amount? {
    guard let amount = amount(node, label) else { return nil }
    let problem = NumberRules.count(amount, atLeast: least)
    report(problem, label, at: node.place)
    return problem == nil ? amount : nil
  }

  /// Notes a code and reports one that was used before or is none.
  mutating func declare(_ code: String, at place: Place) {
    let bytes = Array(code.utf8)
    let isCode = bytes.enumerated().allSatisfy { index, byte in
      65...90 ~= byte || (index > 0 && (48...57 ~= byte || byte == 46))
    }
    if !isCode {
      log.report(
        "code: '\(code)' is none: a capital letter, then capital letters, digits and dots", at: place)
    }
    if let earlier = codes.first(where: { Key($0.code) == Key(code) }) {
      log.report("code '\(code)' was used on line \(earlier.line)", at: place)
    }
    codes.append((code, place.line))
  }
}
