/// What a leaf, gate or rank key reads: records that belong to members, with a time and a key (model.md §2.5).
///
/// Rows are records; all vectors have one entry per record. The order of records is not significant. A relation of a
/// source's own rows shares the table's columns and keeps its rows' numbers; a row that gives no record then stands as
/// a record of nobody.
public struct Relation: Sendable {
  package let name: String
  /// Index into the run's members; `nobody` for a row that gives no record and that every reader skips.
  package let members: [Int32]
  /// Seconds of `Instant`, never missing; the date of a record is the day of its time.
  package let times: [Int64]
  /// Last day of a span (days since 1970-01-01, `Int32.max` when open); nil for relations of single dates. A record
  /// with a span is in a window when the span overlaps it, and is not tested for office.
  package let spanEnds: [Int32]?
  package let keys: TextColumn
  package let schema: [FieldSchema]
  /// Parallel to `schema`.
  package let columns: [Column]
  /// The rows that each record rests on.
  package let evidence: Evidence

  /// The member of a row that gives no record.
  @inlinable @inline(__always) public static var nobody: Int32 { -1 }

  package init(
    name: String, members: [Int32], times: [Int64], spanEnds: [Int32]? = nil, keys: TextColumn,
    schema: [FieldSchema], columns: [Column], evidence: Evidence
  ) {
    precondition(times.count == members.count && keys.count == members.count, "one entry per record")
    if case .lists(_, let starts) = evidence {
      precondition(starts.count == members.count + 1, "one evidence range per record")
    }
    self.name = name
    self.members = members
    self.times = times
    self.spanEnds = spanEnds
    self.keys = keys
    self.schema = schema
    self.columns = columns
    self.evidence = evidence
  }

  /// How many records there are, those of nobody too.
  package var count: Int { members.count }

  /// The same records as those of other members.
  package func with(members: [Int32]) -> Relation {
    Relation(
      name: name, members: members, times: times, spanEnds: spanEnds, keys: keys, schema: schema,
      columns: columns, evidence: evidence)
  }

  package func column(_ key: String) -> Column? {
    schema.firstIndex { $0.key == key }.map { columns[$0] }
  }

  /// The rows that one record rests on; for loops over all records read `evidence` itself.
  package func evidence(_ record: Int) -> ArraySlice<RowReference> {
    switch evidence {
    case .ownRow(let table): [RowReference(table: table, row: record)]
    case .lists(let rows, let starts): rows[Int(starts[record])..<Int(starts[record + 1])]
    }
  }
}

/// The rows that the records of a relation rest on.
package enum Evidence: Sendable {
  /// Record `i` rests on row `i` of one table, which is an index into the run's tables.
  case ownRow(table: Int)
  /// Record `i` rests on `rows[starts[i]..<starts[i + 1]]`.
  case lists(rows: [RowReference], starts: [Int32])
}

/// The name and fields of a relation, known before any data are read.
package struct RelationSchema: Hashable, Sendable {
  package let name: String
  package let fields: [FieldSchema]

  package init(name: String, fields: [FieldSchema]) {
    self.name = name
    self.fields = fields
  }
}

/// A member of the run with the facts that a model may ask for (model.md §2.5).
///
/// A run's members are ordered by `number` in byte order; relations refer to them by that index.
package struct Member: Hashable, Sendable {
  package let number: String
  package let name: String
  /// On the last day of the period or of office; one for the whole run.
  package let profile: String
  package let post: String
  package let sector: String?
  package let committee: String?
  package let joinedOn: Day
  /// Last day in office.
  package let leftOn: Day?
  /// On the last day of the period.
  package let isInOffice: Bool
  /// Months of the period whose 15th is in office.
  package let months: Int
  /// Months of the period whose 15th lies in approved sick leave without activity.
  package let sickMonths: Int
  package let row: RowReference

  package init(
    number: String, name: String, profile: String, post: String, sector: String?, committee: String?,
    joinedOn: Day, leftOn: Day?, isInOffice: Bool, months: Int, sickMonths: Int, row: RowReference
  ) {
    self.number = number
    self.name = name
    self.profile = profile
    self.post = post
    self.sector = sector
    self.committee = committee
    self.joinedOn = joinedOn
    self.leftOn = leftOn
    self.isInOffice = isInOffice
    self.months = months
    self.sickMonths = sickMonths
    self.row = row
  }

  package func isInOffice(on day: Day) -> Bool {
    joinedOn <= day && (leftOn.map { day <= $0 } ?? true)
  }

  /// The facts' names and types.
  package static let facts: [FieldSchema] = [
    FieldSchema(key: "profile", heading: "类别", type: .text),
    FieldSchema(key: "post", heading: "职务", type: .text),
    FieldSchema(key: "sector", heading: "界别", type: .text),
    FieldSchema(key: "committee", heading: "专委会", type: .text),
    FieldSchema(key: "in_office", heading: "期末在任", type: .flag),
    FieldSchema(key: "months", heading: "任职月数", type: .integer),
    FieldSchema(key: "sick_months", heading: "病假月数", type: .integer),
  ]

  /// A fact by its name; nil for a name that is none.
  package func fact(_ name: String) -> Value? {
    switch name {
    case "profile": .text(profile)
    case "post": .text(post)
    case "sector": sector.map(Value.text) ?? .missing
    case "committee": committee.map(Value.text) ?? .missing
    case "in_office": .flag(isInOffice)
    case "months": .integer(Int64(months))
    case "sick_months": .integer(Int64(sickMonths))
    default: nil
    }
  }
}

/// Points that an adjustment of action 记分 enters for a member (model.md §4, step 6).
package struct EnteredPoints: Hashable, Sendable {
  /// `adjustment_no`.
  package let number: String
  /// Index into the run's members.
  package let member: Int32
  /// Code of a leaf; the model may lack it.
  package let indicator: String
  package let points: Fraction
  package let datedOn: Day
  package let row: RowReference
  /// The row's place; nil where no file is behind it.
  package let origin: Origin?

  package init(
    number: String, member: Int32, indicator: String, points: Fraction, datedOn: Day, row: RowReference,
    origin: Origin? = nil
  ) {
    self.origin = origin
    self.number = number
    self.member = member
    self.indicator = indicator
    self.points = points
    self.datedOn = datedOn
    self.row = row
  }

  /// The same points for another index into the members.
  package func moved(to member: Int32) -> EnteredPoints {
    EnteredPoints(
      number: number, member: member, indicator: indicator, points: points, datedOn: datedOn, row: row,
      origin: origin)
  }
}
