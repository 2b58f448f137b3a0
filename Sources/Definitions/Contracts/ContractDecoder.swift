import Ingestion
import Records

/// Decodes one contract.
struct ContractDecoder {
  var log: Diagnostics
  /// Columns with the place of their key, for checks across them.
  var columns: [(column: DecodedColumn, place: Place)] = []
  /// Cells that read as blank in columns that state none of their own.
  var missingMarks: [String] = []
  /// The calendar of date and time columns that state none of their own.
  var serialDays = SerialDays.none
  var keyColumns: [String] = []

  init(path: String) {
    log = Diagnostics(file: path)
  }

  private static let keys = [
    "source", "title", "privacy", "key", "date", "min_rows", "missing", "serials", "layout", "columns",
    "checks",
    "same_thing", "near_same", "shared_device", "drift",
  ]

  /// The contract as far as it could be read; it must not be used when there are problems.
  mutating func contract(_ root: YAMLNode) -> Contract? {
    guard let fields = log.fields(root, in: "the contract", kind: "a contract", keys: Self.keys) else {
      return nil
    }
    let source = log.required("source", of: fields).flatMap { log.text($0, "source") } ?? ""
    if let node = fields["source"], !source.isEmpty { checkName(source, "source", at: node.place) }
    let title = fields["title"].flatMap { log.text($0, "title") } ?? source
    let privacy: PrivacyClass = fields["privacy"].flatMap { log.choice($0, "privacy") } ?? .staff
    missingMarks = fields["missing"].map { log.texts($0, "missing", single: true) } ?? []
    serialDays = fields["serials"].flatMap { log.choice($0, "serials") } ?? .none
    keyColumns = fields["key"].map { log.texts($0, "key", single: true) } ?? []
    let layout = fields["layout"].map { self.layout($0) } ?? FileLayout()
    let minimum = fields["min_rows"].flatMap { log.integer($0, "min_rows") } ?? 0
    decodeColumns(fields)
    checkKey(fields)
    checkDefaults()
    let shape = SourceShape(
      name: source, title: title, fields: columns.map(\.column.field), key: keyColumns,
      date: date(fields["date"]),
      outsideCanonicalRow: Set(columns.filter(\.column.isOutsideRow).map(\.column.field.key)),
      required: Set(columns.filter(\.column.contract.isRequired).map(\.column.field.key)),
      sameThing: fields["same_thing"].flatMap { sameThing($0) })
    let (rowChecks, setChecks) = fields["checks"].map { checks($0) } ?? ([], [])
    return Contract(
      shape: shape, columns: columns.map(\.column.contract),
      checks: rowChecks, setChecks: setChecks,
      nearSame: fields["near_same"].flatMap { nearSame($0, of: source) },
      sharedDevice: fields["shared_device"].flatMap { sharedDevice($0) },
      layout: layout, minimumRows: minimum, privacy: privacy,
      drift: fields["drift"].flatMap { log.choice($0, "drift") } ?? .warn)
  }

  private mutating func decodeColumns(_ fields: Fields) {
    guard let node = log.required("columns", of: fields) else { return }
    let nodes = log.list(node, "columns")
    if node.isList, nodes.isEmpty { log.report("columns: none is listed", at: node.place) }
    var headings: [(heading: String, line: Int)] = []
    for item in nodes {
      guard let column = column(item) else { continue }
      if let earlier = columns.first(where: { Key($0.column.field.key) == Key(column.field.key) }) {
        log.report("column '\(column.field.key)' was used on line \(earlier.place.line)", at: item.place)
        continue
      }
      columns.append((column, item.place))
      var own: Set<Key> = []
      for heading in column.contract.headings + [column.field.key] where own.insert(Key(heading)).inserted {
        if let earlier = headings.first(where: { Key($0.heading) == Key(heading) }) {
          log.report("heading '\(heading)' was used on line \(earlier.line)", at: item.place)
        }
        headings.append((heading, item.place.line))
      }
    }
  }

  /// Names of sources and columns are small ASCII letters, digits and underscores.
  mutating func checkName(_ name: String, _ label: String, at place: Place) {
    let bytes = Array(name.utf8)
    let isName = bytes.enumerated().allSatisfy { index, byte in
      97...122 ~= byte || (index > 0 && (48...57 ~= byte || byte == 95))
    }
    if !isName {
      log.report("\(label): '\(name)' is no name: small letters, then small letters, digits and _", at: place)
    }
  }

  /// A column of this contract; nil with the problem reported.
  mutating func known(_ key: String, _ label: String, at place: Place) -> DecodedColumn? {
    if let found = columns.first(where: { Key($0.column.field.key) == Key(key) }) { return found.column }
    let nearest = Nearest.suffix(to: key, among: columns.map(\.column.field.key))
    log.report("\(label): no column '\(key)'\(nearest)", at: place)
    return nil
  }

  private mutating func checkKey(_ fields: Fields) {
    guard let node = fields["key"] else { return }
    for key in keyColumns {
      guard let column = known(key, "key", at: node.place) else { continue }
      if !column.contract.isRequired, column.contract.fallback == nil {
        log.report("key: '\(key)' may be blank; make it required", at: node.place)
      }
    }
  }

  private mutating func checkDefaults() {
    for (column, place) in columns {
      guard case .column(let other)? = column.contract.fallback else { continue }
      if Key(other) == Key(column.field.key) {
        log.report("default: '\(other)' is the column itself", at: place)
      }
      _ = known(other, "default", at: place)
    }
  }

  private mutating func date(_ node: YAMLNode?) -> String? {
    guard let node, let key = log.text(node, "date"), let column = known(key, "date", at: node.place) else {
      return nil
    }
    if column.field.type != .date, column.field.type != .time {
      log.report("date: '\(key)' is neither a date nor a time", at: node.place)
    }
    return key
  }

  private mutating func layout(_ node: YAMLNode) -> FileLayout {
    var layout = FileLayout()
    let keys = ["delimiter", "header_within", "furniture", "totals", "sheet", "fill_merged"]
    guard let fields = log.fields(node, in: "layout", kind: "a layout", keys: keys) else { return layout }
    if let delimiter = fields["delimiter"] {
      if case .scalar(let text, _) = delimiter.content, text.utf8.count == 1, let byte = text.utf8.first,
        byte < 128, byte != UInt8(ascii: "\""), byte != 10, byte != 13
      {
        layout.delimiter = byte
      } else {
        log.report("delimiter: expected one ASCII character, found \(delimiter.found)", at: delimiter.place)
      }
    }
    if let rows = fields["header_within"].flatMap({ log.integer($0, "header_within", atLeast: 1) }) {
      layout.headerWithinRows = rows
    }
    layout.sheet = fields["sheet"].flatMap { log.text($0, "sheet") }
    layout.fillsMerged = fields["fill_merged"].flatMap { log.flag($0, "fill_merged") } ?? false
    if let totals = fields["totals"] { layout.totals = log.texts(totals, "totals") }
    if let furniture = fields["furniture"] { layout.furniture = log.texts(furniture, "furniture") }
    return layout
  }
}
