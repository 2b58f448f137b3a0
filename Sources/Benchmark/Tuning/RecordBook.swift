import Records

/// The records of one relation under construction.
struct RecordBook {
  enum Field {
    /// A cell is a place in these.
    case words([String])
    case parts([Fraction])
    case whole
    case flag
  }

  let name: String
  let fields: [(key: String, field: Field)]
  private(set) var members: [Int32] = []
  private(set) var days: [Int32] = []
  /// By field, then record.
  private(set) var cells: [[Int32]]

  init(_ name: String, _ fields: [(key: String, field: Field)]) {
    self.name = name
    self.fields = fields
    cells = fields.map { _ in [] }
  }

  /// One cell for each field.
  mutating func add(_ member: Int, on day: Int32, _ own: Int...) {
    members.append(Int32(member))
    days.append(day)
    for field in fields.indices { cells[field].append(Int32(own[field])) }
  }

  mutating func add(_ other: RecordBook) {
    members += other.members
    days += other.days
    for field in fields.indices { cells[field] += other.cells[field] }
  }

  var count: Int { members.count }

  var relation: Relation {
    Relation(
      name: name, members: members, times: days.map { Day(number: $0).start.seconds }, keys: keys,
      schema: fields.map { FieldSchema(key: $0.key, heading: $0.key, type: $0.field.type) },
      columns: fields.indices.map { fields[$0].field.column(cells[$0]) }, evidence: .ownRow(table: 0))
  }

  private var keys: TextColumn {
    var text = Text()
    var places = TextPlaces()
    for record in members.indices {
      text.add(record, width: 9)
      places.append(length: text.bytes.count - places.end)
    }
    return TextColumn(bytes: text.bytes, places: places)
  }

  /// `member,day` and the fields, a line for each record; the member as his place, the day as days since 1970.
  var bytes: [UInt8] {
    var text = Text()
    text.add((["member", "day"] + fields.map(\.key)).joined(separator: ",") + "\n")
    let words = fields.map(\.field.texts)
    for record in members.indices {
      text.add(Int(members[record]), width: 1)
      text.comma()
      text.add(Int(days[record]), width: 1)
      for field in fields.indices {
        text.comma()
        let cell = Int(cells[field][record])
        if words[field].isEmpty { text.add(cell, width: 1) } else { text.add(words[field][cell]) }
      }
      text.endLine()
    }
    return text.bytes
  }
}

extension RecordBook.Field {
  fileprivate var type: FieldType {
    switch self {
    case .words(let words): .category(words)
    case .parts: .number
    case .whole: .integer
    case .flag: .flag
    }
  }

  /// What a cell is written as; empty where it is its own number.
  fileprivate var texts: [String] {
    switch self {
    case .words(let words): words
    case .parts(let parts): parts.map(\.description)
    case .whole, .flag: []
    }
  }

  fileprivate func column(_ cells: [Int32]) -> Column {
    switch self {
    case .words(let words): .coded(CodedColumn(codes: cells.map { UInt32($0) }, dictionary: words))
    case .parts(let parts): .number(cells.map { parts[Int($0)] })
    case .whole: .integer(cells.map { Int64($0) })
    case .flag: .flag(cells.map { UInt8($0) })
    }
  }
}
