import Publishing
import Ranking
import Records
import Scoring
import Synchronization

/// Member 0147 of model.md check 30 with the categories B and C, as §5 prints them.
enum Fixture {
  static let file = SourceFile(
    source: "scans", path: "scans.csv", size: 400,
    sha256: "00ff00ff00ff00ff" + String(repeating: "a", count: 48))

  static let byteCounts = [ByteCount(kind: "header", count: 20), ByteCount(kind: "record", count: 380)]

  static func origin(_ record: Int32) -> Origin {
    Origin(
      file: 0, record: record, firstLine: record + 1, lastLine: record + 1, byteStart: Int64(record) * 20,
      byteLength: 18)
  }

  static func points(_ text: String) -> Points {
    guard let fraction = Fraction(text: text) else { preconditionFailure("no number: \(text)") }
    return Points(nearest: fraction)
  }

  static func member(_ number: String, _ name: String, profile: String = "委员") -> Member {
    Member(
      number: number, name: name, profile: profile, post: profile, sector: "经济界", committee: "经济委",
      joinedOn: Day(number: 18_993), leftOn: nil, isInOffice: true, months: 12, sickMonths: 0,
      row: RowReference(table: 0, row: 0))
  }

  private static func leaf(_ code: String, _ name: String, from relation: String) -> Node {
    let amount = Amount(Fraction(1), profiles: 1)
    let selection = Selection(relation: relation, window: "year", condition: .always)
    return Node(
      code: code, name: name, clause: name,
      content: .leaf(
        Leaf(selection: selection, award: .perRecord(.constant(amount), times: nil, share: .whole))))
  }

  private static func category(_ code: String, _ name: String, _ leaves: [Node], role: Category.Role = .base)
    -> Category
  {
    Category(
      role: role, start: nil,
      node: Node(code: code, name: name, clause: name, content: .group(.sum, leaves)))
  }

  static let model = Model(
    id: "YY-DEFAULT-1", title: "示例", isExample: true, effectiveFrom: nil, effectiveTo: nil, decimals: 2,
    profiles: ["委员"], windows: [NamedWindow(name: "year", window: .year)], prorate: [], floor: nil,
    categories: [
      category("A", "会议活动", []),
      category(
        "B", "提案",
        [
          leaf("B1", "立案（第一提案人）", from: "authorship"), leaf("B2", "提交未立案", from: "authorship"),
          leaf("B3", "联名附议", from: "authorship"), leaf("B4", "集体提案执笔", from: "authorship"),
        ]),
      category("C", "社情民意", [leaf("C1", "收录", from: "reports"), leaf("C2", "采用", from: "outcomes")]),
      category("D", "线上履职", []), category("E", "值班与工作室", []), category("F", "学习培训", []),
      category("G", "加分", [], role: .bonus), category("H", "扣分", [], role: .deduction),
    ],
    gates: [], rankKeys: [],
    grades: [
      Grade(name: "优秀", from: Amount(Fraction(90), profiles: 1), quota: nil),
      Grade(name: "不合格", from: nil, quota: nil),
    ])

  private static func score(
    _ leaf: Int, _ events: Int, _ kept: Int, raw: String, limited: String = "0", capped: String = "0",
    shared: String = "0", points: String
  ) -> LeafScore {
    var score = LeafScore(leaf: leaf)
    score.events = events
    score.kept = kept
    score.raw = Fixture.points(raw)
    score.limited = Fixture.points(limited)
    score.capped = Fixture.points(capped)
    score.shared = Fixture.points(shared)
    score.points = Fixture.points(points)
    return score
  }

  static let card = Scorecard(
    member: 0, profile: 0, setAsideBy: nil,
    categories: ["36", "20", "11", "5", "7", "6", "14", "-1"].map {
      CategoryScore(raw: points($0), points: points($0))
    },
    leaves: [
      score(0, 2, 2, raw: "16", points: "16"), score(1, 1, 1, raw: "1", points: "1"),
      score(2, 2, 2, raw: "4", shared: "1", points: "3"), LeafScore(leaf: 3),
      score(4, 4, 4, raw: "4", capped: "1", points: "3"),
      score(5, 2, 1, raw: "13", limited: "5", points: "8"),
    ],
    base: points("85"), bonus: points("14"), deduction: points("-1"), sum: points("98"), total: points("98"),
    withoutDivisor: [])

  static let standing = Standing(
    member: 0, profile: 0, rank: 1, sharing: 1, grade: "优秀",
    reasons: [
      Reason(code: "T", text: "T 98.00≥90.00 优秀"), Reason(code: "Q1", text: "Q1 经济界第1名/4席，优秀"),
    ])

  static let table: Table = {
    let shape = SourceShape(
      name: "scans", title: "签到流水", fields: [FieldSchema(key: "scan_no", heading: "流水号", type: .text)],
      key: ["scan_no"])
    return Table(
      shape: shape, columns: [.text(TextColumn(["S1", "S2", "S3"]))], origins: (1...3).map(origin))
  }()

  static let authorship = Relation(
    name: "authorship", members: [0, 0], times: [1_741_737_600, 1_741_737_600],
    keys: TextColumn(["T2", "T1"]), schema: [], columns: [],
    evidence: .lists(
      rows: [
        RowReference(table: 0, row: 1), RowReference(table: 0, row: 0), RowReference(table: 0, row: 2),
      ], starts: [0, 2, 3]))

  static let identity = RunIdentity(
    toolVersion: "dutyrank 0.1.0", runID: "7f3a91c2", pipeline: "evaluation", title: "示例考核",
    period: Period(year: 2025), asOf: Period(year: 2025).last)

  static let books: Books = {
    var account = StageAccount(stage: .ingest, source: "scans")
    for record in 1...3 { account.input.insert(RowID(file: file, offset: Int64(record) * 20)) }
    account.kept.insert(RowID(file: file, offset: 20))
    account.kept.insert(RowID(file: file, offset: 40))
    account.rejected.insert(RowID(file: file, offset: 60))
    var books = Books()
    books.append(account)
    return books
  }()

  static func run(
    model: Model = model, members: [Member] = [member("0147", "示例甲")], cards: [Scorecard] = [card],
    standings: [Standing] = [standing], records: [RecordScore] = [], attendance: [AttendanceLine] = [],
    quarantine: [QuarantinedRow] = [], findings: [Finding] = [], corrections: [Correction] = [],
    merges: [Merge] = [], filtered: [SetAsideRow] = [], unused: [SetAsideRow] = [],
    sheets: [SheetPlaces?] = []
  ) -> RunRecord {
    RunRecord(
      identity: identity, model: model,
      definitions: [Manifest.Definition(kind: "model", name: "m.yaml", sha256: file.sha256)],
      inputs: [
        Manifest.Input(
          source: "scans", name: "scans.csv", size: 400, sha256: file.sha256, encoding: "utf-8", rows: 3)
      ],
      files: [file], byteCounts: [byteCounts], tables: [table],
      input: ScoringInput(
        period: identity.period, members: members, relations: [authorship],
        entered: [
          EnteredPoints(
            number: "J1", member: 0, indicator: "B4", points: Fraction(1), datedOn: Day(number: 20_159),
            row: RowReference(table: 0, row: 2))
        ]),
      attendance: attendance, cards: cards, records: records,
      ranking: RankingResult(
        standings: standings,
        seats: [
          GroupSeats(
            profile: 0, grade: "优秀", group: "经济界", members: 40, seats: 4, candidates: 1, holders: 1, tied: 0)
        ]),
      books: books, quarantine: quarantine, findings: findings, corrections: corrections, merges: merges,
      filtered: filtered, unused: unused, sheets: sheets)
  }
}

/// All that an artifact sends, and its rows.
func sent(
  _ artifact: Artifact, _ workers: Workers = .one
) throws(PublishingError) -> (bytes: [UInt8], rows: Int?) {
  let bytes = Mutex([UInt8]())
  let rows = try artifact.send(workers) { part in bytes.withLock { $0 += part } }
  return (bytes.withLock(\.self), rows)
}

extension Artifact {
  /// The bytes that it sends.
  var bytes: [UInt8] {
    do { return try sent(self).bytes } catch { preconditionFailure("\(error)") }
  }
}

/// The lines of a table below its header; checks that every line ends in CRLF.
func body(_ artifact: Artifact) -> [String] {
  let text = String(decoding: artifact.bytes, as: UTF8.self)
  precondition(text.hasSuffix("\r\n"), "the last line ends in CRLF")
  return text.unicodeScalars.split(separator: "\n").dropFirst().map { String($0.dropLast()) }
}
