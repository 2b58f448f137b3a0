import Ingestion
import Records

/// A column as both the shape and the contract of a source see it.
struct DecodedColumn {
  let field: FieldSchema
  let contract: ColumnContract
  let isOutsideRow: Bool
}

extension ContractDecoder {
  private static let columnKeys = [
    "key", "heading", "synonyms", "type", "width", "values", "required", "default", "references", "value_map",
    "missing", "separators", "mend", "ends_day", "serials", "fill_down", "forgives", "outside_row",
    "expected", "drift",
  ]
  private static let types = [
    "text", "code", "category", "list", "integer", "number", "date", "time", "flag",
  ]

  mutating func column(_ node: YAMLNode) -> DecodedColumn? {
    let label = columnLabel(node)
    guard let fields = log.fields(node, in: label, kind: "a column", keys: Self.columnKeys),
      let keyNode = log.required("key", of: fields, as: "\(label): key"), let key = log.text(keyNode, "key")
    else { return nil }
    checkName(key, "key", at: keyNode.place)
    let heading = fields["heading"].flatMap { log.text($0, "heading") } ?? key
    let synonyms = fields["synonyms"].map { log.texts($0, "synonyms", single: true) } ?? []
    let type = type(fields, label)
    let references = fields["references"].flatMap { log.text($0, "references") }
    let isRequired = boolean("required", fields)
    let contract = ColumnContract(
      headings: [heading] + synonyms, type: type, isRequired: isRequired,
      fallback: fallback(fields, type, isRequired, label), synonyms: valueMap(fields["value_map"], type),
      missingMarks: fields["missing"].map { log.texts($0, "missing", single: true) } ?? missingMarks,
      separators: separators(fields, type), mending: mending(fields["mend"], key, type, references != nil),
      dateEndsDay: endsDay(fields, type), forgives: boolean("forgives", fields),
      leavesBlankToResolve: isRequired && references == "members",
      isExpected: boolean("expected", fields, fallback: true),
      serials: serials(fields, type), fillsDown: boolean("fill_down", fields),
      drift: fields["drift"].flatMap { drift($0, isRequired, label) })
    let field = FieldSchema(key: key, heading: heading, type: type, references: references)
    return DecodedColumn(field: field, contract: contract, isOutsideRow: boolean("outside_row", fields))
  }

  private mutating func drift(_ node: YAMLNode, _ isRequired: Bool, _ label: String) -> DriftMode? {
    guard let mode: DriftMode = log.choice(node, "drift") else { return nil }
    if mode == .discardValue, isRequired {
      log.report("\(label): required and drift: discard_value exclude each other", at: node.place)
    }
    return mode
  }

  private func columnLabel(_ node: YAMLNode) -> String {
    guard case .map(let entries) = node.content,
      case .scalar(let key, _)? = entries.first(where: { $0.key == "key" })?.value.content
    else { return "a column" }
    return "column \(key)"
  }

  private mutating func boolean(_ key: String, _ fields: Fields, fallback: Bool = false) -> Bool {
    fields[key].flatMap { log.flag($0, key) } ?? fallback
  }

  /// The stated type; without one `values` make a category, `width` a code, and all else is text.
  private mutating func type(_ fields: Fields, _ label: String) -> FieldType {
    let implied = fields.has("values") ? "category" : fields.has("width") ? "code" : "text"
    let name = fields["type"].flatMap { log.oneOf(Self.types, $0, "type") } ?? implied
    if let place = fields.place(of: "values"), name != "category" {
      log.report("\(label): values stand with type category, not with \(name)", at: place)
    }
    if let place = fields.place(of: "width"), name != "code" {
      log.report("\(label): width stands with type code, not with \(name)", at: place)
    }
    switch name {
    case "code":
      let width = log.required("width", of: fields, as: "\(label): width")
      return .code(width: width.flatMap { log.integer($0, "width", atLeast: 1) } ?? 1)
    case "category":
      let values = log.required("values", of: fields, as: "\(label): values")
      return .category(values.map { self.values($0) } ?? [])
    case "list": return .list
    case "integer": return .integer
    case "number": return .number
    case "date": return .date
    case "time": return .time
    case "flag": return .flag
    default: return .text
    }
  }

  private mutating func values(_ node: YAMLNode) -> [String] {
    let values = log.texts(node, "values")
    var seen: Set<Key> = []
    for value in values where !seen.insert(Key(value)).inserted {
      log.report("values: '\(value)' is listed twice", at: node.place)
    }
    if node.isList, values.isEmpty { log.report("values: none is listed", at: node.place) }
    return values
  }

  /// A text in the column's canonical form, or `{column: KEY}`.
  private mutating func fallback(
    _ fields: Fields, _ type: FieldType, _ isRequired: Bool, _ label: String
  ) -> Fallback? {
    guard let node = fields["default"] else { return nil }
    if isRequired {
      log.report("\(label): required and default exclude each other", at: fields.place(of: "default"))
    }
    if node.isMap {
      guard let inner = log.fields(node, in: "default", kind: "a default", keys: ["column"]) else {
        return nil
      }
      return log.required("column", of: inner, as: "default.column").flatMap { log.text($0, "default") }
        .map(Fallback.column)
    }
    guard let text = log.text(node, "default") else { return nil }
    if !isCanonical(text, type) {
      let nearest =
        if case .category(let values) = type { Nearest.suffix(to: text, among: values) } else { "" }
      log.report("default: '\(text)' is not a value of the column\(nearest)", at: node.place)
    }
    return .text(text)
  }

  private func isCanonical(_ text: String, _ type: FieldType) -> Bool {
    switch type {
    case .text, .list: true
    case .code(let width): text.utf8.count >= width && text.utf8.allSatisfy { 48...57 ~= $0 }
    case .category(let values): values.holds(text)
    case .integer: Int64(text).map { String($0) == text } ?? false
    case .number: Fraction(text: text).map { $0.description == text } ?? false
    case .date: Day(text: text) != nil
    case .time: text.utf8.count == 19 && Day(text: text.prefix(10)) != nil
    case .flag: ["是", "否"].holds(text)
    }
  }

  private mutating func valueMap(_ node: YAMLNode?, _ type: FieldType) -> [String: String] {
    guard let node else { return [:] }
    guard case .map(let entries) = node.content else {
      log.report("value_map: expected a map, found \(node.found)", at: node.place)
      return [:]
    }
    var map: [String: String] = [:]
    for entry in entries {
      guard let value = log.text(entry.value, "value_map \(entry.key)") else { continue }
      if !isCanonical(value, type) {
        let nearest =
          if case .category(let values) = type { Nearest.suffix(to: value, among: values) } else { "" }
        log.report("value_map: '\(value)' is not a value of the column\(nearest)", at: entry.value.place)
      }
      map[entry.key] = value
    }
    return map
  }

  private mutating func separators(_ fields: Fields, _ type: FieldType) -> [String] {
    guard let node = fields["separators"] else { return type == .list ? ["、", "，", ",", "；", ";"] : [] }
    if type != .list { log.report("separators stand with type list", at: fields.place(of: "separators")) }
    return log.texts(node, "separators")
  }

  private mutating func endsDay(_ fields: Fields, _ type: FieldType) -> Bool {
    let endsDay = boolean("ends_day", fields)
    if endsDay, type != .time {
      log.report("ends_day stands with type time", at: fields.place(of: "ends_day"))
    }
    return endsDay
  }

  private mutating func serials(_ fields: Fields, _ type: FieldType) -> SerialDays {
    guard let node = fields["serials"] else { return serialDays }
    if type != .date, type != .time {
      log.report("serials stand with type date or time", at: fields.place(of: "serials"))
    }
    return log.choice(node, "serials") ?? serialDays
  }

  /// The stated rules, a preset, or what suits the type: every cell is trimmed; all but free text is
  /// narrowed.
  private mutating func mending(
    _ node: YAMLNode?, _ key: String, _ type: FieldType, _ isReference: Bool
  ) -> [MendingRule] {
    guard let node else {
      switch type {
      case .code: return [.trim, .width, .apostrophe, .pad]
      case .text, .list: return isReference || keyColumns.holds(key) ? [.trim, .width, .apostrophe] : [.trim]
      default: return [.trim, .width]
      }
    }
    if node.isList { return log.list(node, "mend").compactMap { log.choice($0, "mend") } }
    switch log.oneOf(["name", "phone", "id_number", "none"], node, "mend") {
    case "name": return [.trim, .nameSpaces, .nameDots, .radicals, .nameTitle]
    case "phone": return [.trim, .width, .apostrophe, .phone]
    case "id_number": return [.trim, .width, .apostrophe, .identityNumber]
    default: return []
    }
  }
}
