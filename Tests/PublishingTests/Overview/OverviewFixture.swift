import Ranking
import Records
import Scoring

@testable import Publishing

/// Runs of hand-made rows, one file a source, with books in which every row was read and kept or filtered.
enum OverviewFixture {
  struct Rows {
    let source: String
    var title = ""
    /// Key, type.
    let fields: [(String, FieldType)]
    let key: String
    /// Cells as texts; blank is missing.
    let rows: [[String]]
    /// Rows that the books filtered as PUBLIC.
    var outside: [Int] = []
  }

  static func member(_ number: String, _ sector: String?) -> Member {
    Member(
      number: number, name: "示例", profile: "委员", post: "委员", sector: sector, committee: nil,
      joinedOn: Day(number: 18_993), leftOn: nil, isInOffice: true, months: 12, sickMonths: 0,
      row: RowReference(table: 0, row: 0))
  }

  private static func origin(_ file: Int, _ row: Int) -> Origin {
    Origin(
      file: UInt32(file), record: Int32(row + 1), firstLine: Int32(row + 2), lastLine: Int32(row + 2),
      byteStart: Int64(row) * 20, byteLength: 18)
  }

  private static func column(_ type: FieldType, _ texts: [String]) -> Column {
    switch type {
    case .date: .day(texts.map { Day(text: $0)?.number ?? Column.missingDay })
    case .time: .time(texts.map { time($0) })
    case .flag: .flag(texts.map { $0.isEmpty ? Column.missingFlag : $0 == "是" ? 1 : 0 })
    case .integer: .integer(texts.map { Int64($0) ?? Column.missingInteger })
    case .text: .text(TextColumn(texts))
    default: .coded(CodedColumn(texts.map { $0.isEmpty ? nil : $0 }))
    }
  }

  /// `2025-03-01` or `2025-03-01 09:30`.
  static func time(_ text: String) -> Int64 {
    guard let day = Day(text: text.prefix(10)) else { return Column.missingTime }
    let clock = text.dropFirst(11).split(separator: ":").compactMap { Int64($0) }
    return day.start.seconds + zip(clock, [3600, 60]).reduce(0) { $0 + $1.0 * $1.1 }
  }

  static func run(
    members: [Member], sources: [Rows], relations: [Relation] = [], period: Period = Period(year: 2025)
  ) -> RunRecord {
    let files = sources.map {
      SourceFile(source: $0.source, path: "\($0.source).csv", size: 400, sha256: Fixture.file.sha256)
    }
    var books = Books()
    var filtered: [SetAsideRow] = []
    let tables = sources.enumerated().map { file, source -> Table in
      let outside = Set(source.outside)
      let origins = source.rows.indices.map { origin(file, $0) }
      var account = StageAccount(stage: .ingest, source: source.source)
      for (row, origin) in origins.enumerated() {
        let id = RowID(file: files[file], offset: origin.byteStart)
        account.input.insert(id)
        if outside.contains(row) { account.filtered.insert(id) } else { account.kept.insert(id) }
      }
      books.append(account)
      filtered += source.outside.map {
        SetAsideRow(
          SetAsideKind(
            code: "PUBLIC", message: Message(zh: "公众", en: "public"), source: source.source),
          origin: origins[$0]
        )
      }
      let fields = source.fields.map { FieldSchema(key: $0.0, heading: $0.0, type: $0.1) }
      return Table(
        shape: SourceShape(
          name: source.source, title: source.title.isEmpty ? source.source : source.title, fields: fields,
          key: [source.key]),
        columns: source.fields.enumerated().map { place, field in
          column(field.1, source.rows.map { $0[place] })
        },
        origins: origins, live: source.rows.indices.filter { !outside.contains($0) }.map { Int32($0) })
    }
    return RunRecord(
      identity: RunIdentity(
        toolVersion: "dutyrank 0.1.0", runID: "7f3a91c2", pipeline: "evaluation", title: "示例考核",
        period: period, asOf: period.last),
      model: Fixture.model, definitions: [], inputs: [], files: files, byteCounts: [], tables: tables,
      input: ScoringInput(period: period, members: members, relations: relations, entered: []),
      attendance: [], cards: [], records: [], ranking: RankingResult(standings: [], seats: []), books: books,
      quarantine: [], findings: [], corrections: [], merges: [], filtered: filtered, unused: [])
  }

  static let microItems: [(String, FieldType)] = [
    ("item_no", .text), ("member_no", .code(width: 4)),
    ("kind", .category(["微建议", "微调研", "微协商", "微监督", "微服务"])), ("submitted_at", .time),
    ("status", .category(["待审", "有效", "无效", "办结", "采纳"])),
  ]
  static let comments: [(String, FieldType)] = [
    ("comment_no", .text), ("activity_no", .text), ("member_no", .code(width: 4)), ("text", .text),
    ("posted_at", .time), ("valid", .flag),
  ]
  static let activities: [(String, FieldType)] = [
    ("activity_no", .text), ("kind", .category(["调研", "远程协商", "热点关注"])), ("title", .text),
    ("status", .category(["正常", "取消"])),
  ]
  static let shifts: [(String, FieldType)] = [
    ("shift_no", .text), ("member_no", .code(width: 4)), ("swapped_to", .code(width: 4)),
    ("starts_at", .time),
    ("signed_in_at", .time), ("status", .category(["正常", "取消"])),
  ]
  static let messages: [(String, FieldType)] = [
    ("message_no", .text), ("shift_no", .text), ("received_at", .time), ("answered_at", .time),
    ("spam", .flag),
  ]
}
