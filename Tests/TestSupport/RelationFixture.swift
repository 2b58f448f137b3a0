package import Records

/// A record of a hand-made relation.
package struct RecordFixture: Sendable {
  package let member: Int32
  /// `2025-05-06` or `2025-05-06T09:00:00`.
  package let time: String
  package let key: String
  /// By field; fields left out are missing.
  package let values: [String: Value]

  package init(_ member: Int32, _ time: String, _ key: String, _ values: [String: Value] = [:]) {
    self.member = member
    self.time = time
    self.key = key
    self.values = values
  }
}

extension Relation {
  /// A relation of hand-made records in the given order. Traps on a malformed time.
  package static func fixture(
    _ name: String, _ fields: [(key: String, type: FieldType)], _ records: [RecordFixture],
    spanEnds: [Int32]? = nil
  ) -> Relation {
    Relation(
      name: name, members: records.map(\.member), times: records.map { seconds($0.time) },
      spanEnds: spanEnds, keys: TextColumn(records.map(\.key)),
      schema: fields.map { FieldSchema(key: $0.key, heading: $0.key, type: $0.type) },
      columns: fields.map { field in column(field.type, records.map { $0.values[field.key] ?? .missing }) },
      evidence: .ownRow(table: 0))
  }

  private static func seconds(_ text: String) -> Int64 {
    guard let day = Day(text: text.prefix(10)) else { preconditionFailure("no such day: \(text)") }
    let clock = text.dropFirst(11).split(separator: ":").compactMap { Int64($0) }
    return day.start.seconds + zip(clock, [3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static func column(_ type: FieldType, _ values: [Value]) -> Column {
    switch type {
    case .integer: .integer(values.map { if case .integer(let value) = $0 { value } else { .min } })
    case .number: .number(values.map { if case .number(let value) = $0 { value } else { nil } })
    case .date: .day(values.map { if case .day(let day) = $0 { day.number } else { .min } })
    case .time: .time(values.map { if case .time(let time) = $0 { time.seconds } else { .min } })
    case .flag: .flag(values.map { if case .flag(let flag) = $0 { flag ? 1 : 0 } else { 2 } })
    case .text: .text(TextColumn(values.map { if case .text(let text) = $0 { text } else { "" } }))
    case .code, .category, .list:
      .coded(CodedColumn(values.map { if case .text(let text) = $0 { text } else { nil } }))
    }
  }
}

extension Member {
  /// A member in office throughout 2025.
  package static func fixture(
    _ number: String = "0147", profile: String = "委员", post: String = "委员", sector: String? = "经济界",
    committee: String? = "经济委", isInOffice: Bool = true, months: Int = 12, sickMonths: Int = 0
  ) -> Member {
    Member(
      number: number, name: "示例\(number)", profile: profile, post: post, sector: sector,
      committee: committee, joinedOn: Day(number: 0), leftOn: nil, isInOffice: isInOffice, months: months,
      sickMonths: sickMonths, row: RowReference(table: 0, row: 0))
  }
}
