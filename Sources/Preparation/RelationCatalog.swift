package import Records

/// The relations that a model may read, known from the declared sources alone (model.md §2.5).
package enum RelationCatalog {
  /// The derived relations whose sources are declared, then every declared source with a member and a date
  /// that is no part of a derived one, as a relation of its rows.
  ///
  /// A derived field of the same name as one of the row's own takes its place; the others follow the row's
  /// own. The columns outside the canonical row (name, phone) serve identity and are no fields.
  package static func schemas(of shapes: [SourceShape]) -> [RelationSchema] {
    let derived = DerivedRelation.allCases.compactMap { schema(of: $0, shapes: shapes) }
    let rows = shapes.filter(isRelationOfRows).map {
      RelationSchema(name: $0.name, fields: ownFields(of: $0))
    }
    return derived + rows
  }

  /// True for a source whose rows are records by themselves.
  static func isRelationOfRows(_ shape: SourceShape) -> Bool {
    guard !served.contains(Key(shape.name)), let date = shape.date, shape.index(of: date) != nil else {
      return false
    }
    return shape.fields.contains { $0.key == "member_no" && $0.references == "members" }
  }

  /// True for a source of which no row of a member ever meets another member's, but by a key that both have: it can be prepared
  /// some members at a time, with all rows of the other sources each time.
  package static func isPreparedByMember(_ shape: SourceShape, among shapes: [SourceShape]) -> Bool {
    let names = Set(shapes.map { Key($0.name) })
    return isRelationOfRows(shape) && keepsMembersApart(shape, among: shapes)
      && names.isDisjoint(with: naming)
  }

  /// The same, also of scans and invitations, and though adjustments and penalties may name its rows.
  static func keepsMembersApart(_ shape: SourceShape, among shapes: [SourceShape]) -> Bool {
    guard isRelationOfRows(shape) || ofAttendance.contains(Key(shape.name)),
      !meetingOthers.contains(Key(shape.name)), shape.index(of: "member_no") != nil
    else { return false }
    let isReferred = shapes.contains { other in
      other.fields.contains { $0.references.map(Key.init) == Key(shape.name) }
    }
    return !isReferred && shape.sameThing?.columns.contains("member_no") ?? true
  }

  /// What attendance is derived of, member by member.
  private static let ofAttendance = Set(["invitations", "scans"].map { Key($0) })

  /// Relations of rows that decide on rows of other sources.
  private static let meetingOthers = Set(
    (["member_status", "penalties"] + ItemKind.allCases.map(\.source)).map { Key($0) })
  /// Sources whose rows may name a row of any source.
  private static let naming = Set(["adjustments", "penalties"].map { Key($0) })

  static func schema(of relation: DerivedRelation, shapes: [SourceShape]) -> RelationSchema? {
    let declared = relation.sources.compactMap { name in shapes.first { Key($0.name) == Key(name) } }
    guard declared.count == relation.sources.count, let own = declared.first else { return nil }
    var fields = ownFields(of: own)
    for field in relation.fields(shapes: shapes) {
      if let place = fields.firstIndex(where: { $0.key == field.key }) {
        fields[place] = field
      } else {
        fields.append(field)
      }
    }
    return RelationSchema(name: relation.rawValue, fields: fields)
  }

  private static func ownFields(of shape: SourceShape) -> [FieldSchema] {
    shape.fields.filter { !shape.outsideCanonicalRow.contains($0.key) }
  }

  /// The sources that serve derived relations, identity or the calendar.
  private static let served: Set<Key> = Set(
    [
      "members", "aliases", "activities", "half_days", "invitations", "scans", "leave", "proposals",
      "proposal_people", "reports", "outcomes", "comments", "duty_shifts", "duty_messages", "adjustments",
      "calendar",
    ].map { Key($0) })
}

/// The relations that are more than the rows of one source.
enum DerivedRelation: String, CaseIterable {
  case attendance, authorship, reports, outcomes, comments, shifts, messages

  /// The sources that must be declared; the first gives the row's own fields.
  var sources: [String] {
    switch self {
    case .attendance: ["activities", "half_days"]
    case .authorship: ["proposals", "proposal_people"]
    case .reports: ["reports"]
    case .outcomes: ["outcomes"]
    case .comments: ["comments"]
    case .shifts: ["duty_shifts"]
    case .messages: ["duty_messages", "duty_shifts"]
    }
  }

  /// The fields besides the row's own, or in their place.
  func fields(shapes: [SourceShape]) -> [FieldSchema] {
    switch self {
    case .attendance: DerivedRelation.attendanceFields
    case .authorship: DerivedRelation.authorshipFields
    case .reports: [DerivedRelation.item, DerivedRelation.fromFiled]
    case .outcomes: DerivedRelation.outcomeFields(shapes)
    case .comments: [DerivedRelation.activityKind(shapes)]
    case .shifts: DerivedRelation.shiftFields
    case .messages:
      [
        FieldSchema(key: "overdue", heading: "逾期", type: .flag),
        FieldSchema(key: "excused", heading: "有假", type: .flag),
      ]
    }
  }

  private static let item = FieldSchema(key: "item", heading: "原件", type: .text)
  private static let fromFiled = FieldSchema(key: "from_filed", heading: "来自立案提案", type: .flag)

  /// With the values that the contract of activities lists.
  private static func activityKind(_ shapes: [SourceShape]) -> FieldSchema {
    let own = shapes.first { $0.name == "activities" }?.fields.first { $0.key == "kind" }
    return FieldSchema(key: "kind", heading: "活动类别", type: own?.type ?? .text)
  }

  private static let attendanceFields: [FieldSchema] =
    [
      FieldSchema(key: "basis", heading: "参加依据", type: .category(Basis.allCases.map(\.rawValue))),
      FieldSchema(
        key: "status", heading: "出勤状态",
        type: .category(
          [
            HalfDayStatus.present, .leave, .absent, .exempt,
          ].map(\.rawValue))),
    ]
    + [
      ("present", "到会"), ("late", "迟到"), ("left_early", "早退"), ("leave", "请假"), ("exempt", "免计"),
      ("absent", "缺席"), ("clash", "冲突"), ("lapses", "迟到早退"),
    ].map { FieldSchema(key: $0.0, heading: $0.1, type: .integer) }
    + [
      FieldSchema(key: "attended", heading: "到会比例", type: .number),
      FieldSchema(key: "covered", heading: "到会请假比例", type: .number),
      FieldSchema(key: "contributed", heading: "有发言", type: .flag),
    ]

  private static let authorshipFields: [FieldSchema] = [
    FieldSchema(key: "role", heading: "身份", type: .category(Role.authors.map(\.rawValue))),
    FieldSchema(key: "position", heading: "次序", type: .integer),
    FieldSchema(key: "authors", heading: "提案人数", type: .integer),
    item,
  ]

  private static func outcomeFields(_ shapes: [SourceShape]) -> [FieldSchema] {
    let own = shapes.first { $0.name == "reports" }?.fields.first { $0.key == "from_proposal" }
    return [
      item, FieldSchema(key: "role", heading: "身份", type: .category(Role.allCases.map(\.rawValue))),
      fromFiled,
      own ?? FieldSchema(key: "from_proposal", heading: "来源提案号", type: .text, references: "proposals"),
    ]
  }

  private static let shiftFields: [FieldSchema] = [
    FieldSchema(key: "signed_in", heading: "已签到", type: .flag),
    FieldSchema(key: "excused", heading: "有假", type: .flag),
    FieldSchema(key: "messages", heading: "留言数", type: .integer),
    FieldSchema(key: "answered", heading: "按时答复数", type: .integer),
    FieldSchema(key: "answered_share", heading: "按时答复比例", type: .number),
  ]
}

/// Why a member belongs to an activity, strongest first (model.md §2.3, step 2).
enum Basis: String, CaseIterable {
  case required, registered, invited
  case walkIn = "walk_in"
}

/// What a half-day was for a member (model.md §2.3, step 3).
enum HalfDayStatus: String, CaseIterable {
  case clash, present, exempt, leave, absent
}

/// How a member stands to an item; authors strongest first (model.md §2.4).
enum Role: String, CaseIterable {
  case first = "第一提案人"
  case penman = "执笔"
  case cosigner = "附议人"
  case reporter = "反映人"
  case proposer = "提出人"

  static let authors: [Role] = [.first, .penman, .cosigner]
}
