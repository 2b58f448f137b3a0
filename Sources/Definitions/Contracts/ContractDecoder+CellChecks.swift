import Ingestion
import Records

extension ContractDecoder {
  /// `{range: column, from: value, to: value}`, `{compare: column, equal: column}`, `{compare: column, at_most: column}`,
  /// `{rate: column, part: column, whole: column, decimals: 0}` or `{pattern: column, fits: text}`, each with a `severity`.
  mutating func cellCheck(_ fields: Fields, _ node: YAMLNode) -> RowCheck? {
    let kinds: [(name: String, keys: [String])] = [
      ("range", ["from", "to"]), ("compare", ["equal", "at_most"]), ("rate", ["part", "whole", "decimals"]),
      ("pattern", ["fits"]),
    ]
    guard let kind = kinds.first(where: { fields.has($0.name) }), let named = fields[kind.name],
      let key = log.text(named, kind.name), let column = known(key, kind.name, at: named.place)
    else { return nil }
    for entry in fields.entries where !([kind.name, "severity"] + kind.keys).holds(entry.key) {
      log.report("\(entry.key) does not stand with \(kind.name)", at: entry.place)
    }
    let severity: CheckSeverity = fields["severity"].flatMap { log.choice($0, "severity") } ?? .refuse
    guard kind.keys.contains(where: fields.has) else {
      log.report("\(kind.name) needs \(kind.keys.joined(separator: " or "))", at: node.place)
      return nil
    }
    switch kind.name {
    case "range": return range(column, fields, severity, at: named.place)
    case "compare": return compared(column, fields, severity)
    case "rate": return rate(column, fields, severity, at: named.place)
    default:
      guard let fits = fields["fits"], let text = log.text(fits, "fits") else { return nil }
      if let pattern = Pattern(text) { return .pattern(column: key, pattern, severity: severity) }
      log.report("fits: '\(text)' is no pattern; use characters, ., [a-z], ?, *, + and {n}", at: fits.place)
      return nil
    }
  }

  private mutating func range(
    _ column: DecodedColumn, _ fields: Fields, _ severity: CheckSeverity, at place: Place
  ) -> RowCheck? {
    let key = column.field.key
    switch column.field.type {
    case .integer, .number, .date, .time: break
    default:
      log.report("range: '\(key)' is no integer, number, date or time", at: place)
      return nil
    }
    let least = fields["from"].flatMap { bound($0, "from", column.field.type) }
    let most = fields["to"].flatMap { bound($0, "to", column.field.type) }
    return .range(column: key, least: least, most: most, severity: severity)
  }

  /// A bound of a time is a date: its first second.
  private mutating func bound(_ node: YAMLNode, _ label: String, _ type: FieldType) -> Value? {
    switch type {
    case .integer:
      guard let value = log.fraction(node, label) else { return nil }
      if value.denominator == 1 { return .integer(value.numerator) }
      log.report("\(label): expected a whole number, found \(value)", at: node.place)
      return nil
    case .number: return log.fraction(node, label).map(Value.number)
    case .time:
      return log.day(node, label).map { .time(Instant(seconds: Int64($0.number) * 86_400)) }
    default: return log.day(node, label).map(Value.day)
    }
  }

  private mutating func rate(
    _ column: DecodedColumn, _ fields: Fields, _ severity: CheckSeverity, at place: Place
  ) -> RowCheck? {
    var columns = [(column, place)]
    for label in ["part", "whole"] {
      guard let node = fields[label], let key = log.text(node, label) else {
        log.report("rate needs part and whole", at: place)
        return nil
      }
      guard let other = known(key, label, at: node.place) else { return nil }
      columns.append((other, node.place))
    }
    for (column, place) in columns where !column.field.type.isNumeric {
      log.report("rate: '\(column.field.key)' is no integer or number", at: place)
    }
    let decimals = fields["decimals"].flatMap { log.integer($0, "decimals", atLeast: 0) } ?? 0
    if let node = fields["decimals"], decimals > 4 {
      log.report("decimals: 0 to 4, found \(decimals)", at: node.place)
    }
    return .rate(
      column: column.field.key, part: columns[1].0.field.key, whole: columns[2].0.field.key,
      decimals: min(decimals, 4), severity: severity)
  }

  private mutating func compared(
    _ column: DecodedColumn, _ fields: Fields, _ severity: CheckSeverity
  ) -> RowCheck? {
    if let place = fields.place(of: "at_most"), fields.has("equal") {
      log.report("compare: one of equal, at_most", at: place)
      return nil
    }
    let comparison: RowCheck.Comparison = fields.has("equal") ? .equal : .atMost
    let label = comparison.rawValue
    guard let node = fields[label], let text = log.text(node, label),
      let other = known(text, label, at: node.place)
    else { return nil }
    let (left, right) = (column.field.type, other.field.type)
    let areComparable =
      (left.isNumeric && right.isNumeric) || (left == right && (left == .date || left == .time))
    if comparison == .atMost, !areComparable {
      log.report("at_most: '\(column.field.key)' and '\(text)' have no common order", at: node.place)
    }
    return .compared(column: column.field.key, comparison, other: text, severity: severity)
  }
}
