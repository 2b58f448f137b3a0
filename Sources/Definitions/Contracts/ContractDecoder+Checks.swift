import Ingestion
import Records

extension ContractDecoder {
  mutating func checks(_ node: YAMLNode) -> (rows: [RowCheck], sets: [SetCheck]) {
    var checks: (rows: [RowCheck], sets: [SetCheck]) = ([], [])
    for item in log.list(node, "checks") {
      guard let fields = log.fields(item, in: "checks", kind: "a check", keys: Self.checkKeys) else {
        continue
      }
      if ["unique", "fresh", "volume"].contains(where: fields.has) {
        if let check = setCheck(fields) { checks.sets.append(check) }
      } else if let check = check(fields, item) {
        checks.rows.append(check)
      }
    }
    return checks
  }

  private static let checkKeys = [
    "needs", "when", "later", "than", "range", "from", "to", "compare", "equal", "at_most", "rate", "part",
    "whole", "decimals", "pattern",
    "fits",
    "unique", "fresh", "days", "volume", "least", "most", "severity",
  ]

  private mutating func check(_ fields: Fields, _ node: YAMLNode) -> RowCheck? {
    if ["range", "compare", "rate", "pattern"].contains(where: fields.has) { return cellCheck(fields, node) }
    switch (fields["needs"], fields["later"]) {
    case (let needs?, nil):
      if let place = fields.place(of: "than") { log.report("than stands with later", at: place) }
      let columns = log.texts(needs, "needs", single: true)
      for column in columns { _ = known(column, "needs", at: needs.place) }
      let test = fields["when"].map { cellTest($0) } ?? .always
      return test.map { .needs(columns: columns, when: $0) }
    case (nil, let later?):
      if let place = fields.place(of: "when") { log.report("when stands with needs", at: place) }
      guard let than = log.required("than", of: fields), let first = spanColumn(than, "than"),
        let second = spanColumn(later, "later")
      else { return nil }
      return .later(than: first, column: second)
    default:
      log.report(
        "checks: one of needs, later, range, compare, pattern, unique, fresh, volume", at: node.place)
      return nil
    }
  }

  private mutating func spanColumn(_ node: YAMLNode, _ label: String) -> String? {
    guard let key = log.text(node, label), let column = known(key, label, at: node.place) else { return nil }
    if column.field.type != .date, column.field.type != .time {
      log.report("\(label): '\(key)' is neither a date nor a time", at: node.place)
    }
    return key
  }

  /// `{column: value}`, `{column: [values]}` or `{column: {is: missing}}`.
  private mutating func cellTest(_ node: YAMLNode) -> CellTest? {
    guard case .map(let entries) = node.content, entries.count == 1, let entry = entries.first else {
      log.report(
        "when: expected a map of one column, found \(node.isMap ? "more" : node.found)", at: node.place)
      return nil
    }
    guard let column = known(entry.key, "when", at: entry.place) else { return nil }
    if entry.value.isMap {
      guard let fields = log.fields(entry.value, in: "when", kind: "a test", keys: ["is"]),
        let node = log.required("is", of: fields), log.oneOf(["missing"], node, "is") != nil
      else { return nil }
      return .isMissing(column: entry.key)
    }
    let values = log.texts(entry.value, "when", single: true)
    for value in values { checkValue(value, of: column, "when", at: entry.value.place) }
    return .isOneOf(column: entry.key, values: values)
  }

  private mutating func checkValue(
    _ value: String, of column: DecodedColumn, _ label: String, at place: Place
  ) {
    let values: [String]
    switch column.field.type {
    case .category(let declared): values = declared
    case .flag: values = ["是", "否"]
    default: return
    }
    guard !values.holds(value) else { return }
    let nearest = Nearest.suffix(to: value, among: values)
    log.report("\(label): '\(value)' is not a value of \(column.field.key)\(nearest)", at: place)
  }

  /// `{where: {column: value}, by: [columns], prefer: {least: column}}`.
  mutating func sameThing(_ node: YAMLNode) -> SameThing? {
    guard
      let fields = log.fields(node, in: "same_thing", kind: "same_thing", keys: ["where", "by", "prefer"]),
      let by = log.required("by", of: fields, as: "same_thing.by"),
      let prefer = log.required("prefer", of: fields, as: "same_thing.prefer")
    else { return nil }
    let columns = log.texts(by, "by", single: true)
    for column in columns { _ = known(column, "by", at: by.place) }
    guard let preference = log.fields(prefer, in: "prefer", kind: "prefer", keys: ["least", "greatest"])
    else {
      return nil
    }
    guard preference.entries.count == 1, let entry = preference.entries.first,
      let preferred = log.text(entry.value, "prefer")
    else {
      log.report("prefer: one of least, greatest", at: prefer.place)
      return nil
    }
    _ = known(preferred, "prefer", at: entry.value.place)
    return SameThing(
      onlyWhere: fields["where"].flatMap { onlyWhere($0) }, columns: columns, preferred: preferred,
      prefersGreatest: entry.key == "greatest")
  }

  private mutating func onlyWhere(_ node: YAMLNode) -> (column: String, value: String)? {
    guard case .map(let entries) = node.content, entries.count == 1, let entry = entries.first,
      let value = log.text(entry.value, "where")
    else {
      log.report("where: expected a map of one column and its value", at: node.place)
      return nil
    }
    guard let column = known(entry.key, "where", at: entry.place) else { return nil }
    checkValue(value, of: column, "where", at: entry.value.place)
    return (entry.key, value)
  }
}
