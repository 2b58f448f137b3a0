import Ingestion
import Records

extension ContractDecoder {
  /// `{unique: columns}`, `{fresh: column, days: n}` or `{volume: rows, least: share, most: share}`, each with a `severity`.
  mutating func setCheck(_ fields: Fields) -> SetCheck? {
    let kinds: [(name: String, keys: [String])] = [
      ("unique", []), ("fresh", ["days"]), ("volume", ["least", "most"]),
    ]
    guard let kind = kinds.first(where: { fields.has($0.name) }), let node = fields[kind.name] else {
      return nil
    }
    for entry in fields.entries where !([kind.name, "severity"] + kind.keys).holds(entry.key) {
      log.report("\(entry.key) does not stand with \(kind.name)", at: entry.place)
    }
    let severity: SetCheck.Severity = fields["severity"].flatMap { log.choice($0, "severity") } ?? .warn
    let test: SetCheck.Test? =
      switch kind.name {
      case "unique": unique(node)
      case "fresh": fresh(node, fields)
      default: volume(node, fields)
      }
    return test.map { SetCheck($0, severity: severity) }
  }

  private mutating func unique(_ node: YAMLNode) -> SetCheck.Test? {
    let columns = log.texts(node, "unique", single: true)
    for column in columns { _ = known(column, "unique", at: node.place) }
    return columns.isEmpty ? nil : .unique(columns: columns)
  }

  private mutating func fresh(_ node: YAMLNode, _ fields: Fields) -> SetCheck.Test? {
    guard let key = log.text(node, "fresh"), let column = known(key, "fresh", at: node.place),
      let days = log.required("days", of: fields).flatMap({ log.integer($0, "days") })
    else { return nil }
    if column.field.type != .date, column.field.type != .time {
      log.report("fresh: '\(key)' is neither a date nor a time", at: node.place)
    }
    return .fresh(column: key, days: days)
  }

  private mutating func volume(_ node: YAMLNode, _ fields: Fields) -> SetCheck.Test? {
    guard log.oneOf(["rows"], node, "volume") != nil else { return nil }
    let least = fields["least"].flatMap { times($0, "least") }
    let most = fields["most"].flatMap { times($0, "most") }
    guard fields.has("least") || fields.has("most") else {
      log.report("volume needs least or most", at: node.place)
      return nil
    }
    if let least, let most, most < least {
      log.report("volume: most \(most) is below least \(least)", at: node.place)
    }
    return .volume(least: least, most: most)
  }

  private mutating func times(_ node: YAMLNode, _ label: String) -> Fraction? {
    let value = log.fraction(node, label)
    if let value, value < .zero { log.report("\(label): at least 0, found \(value)", at: node.place) }
    return value
  }
}
