import Preparation
import Records
import TestSupport

/// Rows of a test, written as texts, and what preparation makes of them.
struct Sample {
  /// By source: rows as cells by key.
  private(set) var rows: [String: [[String: String]]] = [:]
  var rules = DerivationRules(
    attendance: AttendanceRules(
      opens: 120, closes: 60, lateAfter: 15, leftEarlyBefore: 15, exemptLeave: ["上级会议", "出国出境"]),
    duty: DutyRules(answerWithin: 3))
  var period = Period(year: 2025)
  var decisions: [Decision] = []
  var shapes = Shapes.all
  /// Files that each source is cut into.
  var filesPerSource = 1

  init() {}

  /// With these members, in office since 2022.
  init(members: [String]) {
    for number in members { member(number) }
  }

  mutating func member(_ number: String, _ cells: String = "") {
    add("members", "member_no=\(number) name=委员\(number) profile=委员 sector=经济界 joined_on=2022-01-01 \(cells)")
  }

  /// Adds a row written as `key=value key=value`; the last value of a key holds, blank cells take their default.
  mutating func add(_ source: String, _ cells: String) {
    var row = Shapes.defaults(of: source)
    for cell in cells.split(separator: " ") {
      let parts = cell.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      row[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
    rows[source, default: []].append(row)
  }

  /// An activity with half-days given as `2025-05-06T08:30/11:30`.
  mutating func activity(_ number: String, _ kind: String, _ halfDays: [String], _ cells: String = "") {
    add("activities", "activity_no=\(number) kind=\(kind) \(cells)")
    for (index, halfDay) in halfDays.enumerated() {
      let day = halfDay.prefix(10)
      let ends = halfDay.split(separator: "/")
      add(
        "half_days",
        "activity_no=\(number) half_day=\(index + 1) starts_at=\(ends[0]) ends_at=\(day)T\(ends[1])")
    }
  }

  mutating func scan(
    _ number: String, _ activity: String, _ member: String, _ time: String, _ cells: String = ""
  ) {
    add("scans", "scan_no=\(number) activity_no=\(activity) member_no=\(member) scanned_at=\(time) \(cells)")
  }

  mutating func proposal(
    _ number: String, _ status: String, _ people: [(String, String)], _ cells: String = ""
  ) {
    let filed = status == "立案" || status == "归并" ? "filed_on=2025-03-10" : ""
    add("proposals", "proposal_no=\(number) status=\(status) submitted_on=2025-02-01 \(filed) \(cells)")
    for (index, person) in people.enumerated() {
      let member = person.1.first?.isNumber == true ? "member_no=\(person.1)" : ""
      add(
        "proposal_people",
        "proposal_no=\(number) position=\(index + 1) role=\(person.0) \(member) name=\(person.1)")
    }
  }

  /// The rows of every source in another order.
  func shuffled(seed: UInt64) -> Sample {
    var copy = self
    var random = SplitMix64(seed: seed)
    for source in rows.keys.sorted() { copy.rows[source]?.shuffle(using: &random) }
    return copy
  }

  /// One source given twice.
  func doubling(_ source: String) -> Sample {
    var copy = self
    copy.rows[source] = (rows[source] ?? []) + (rows[source] ?? [])
    return copy
  }

  func prepared() -> Prepared { prepare(input) }

  var input: PreparationInput { input() }

  func input(asked: Set<Key>? = nil, workers: Workers = .one) -> PreparationInput {
    var files: [SourceFile] = []
    let tables = shapes.map { shape in
      let first = files.count
      for part in 0..<filesPerSource { files.append(Sample.file(shape.name, part)) }
      return table(shape, firstFile: first)
    }
    return PreparationInput(
      tables: tables, files: files, period: period, rules: rules, decisions: Decisions(decisions),
      asked: asked,
      workers: workers)
  }

  private static func file(_ source: String, _ part: Int) -> SourceFile {
    var digest = RowDigest()
    digest.insert(
      RowID(
        filePrefix: UInt64(part), offset: Int64(source.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFFFF })))
    return SourceFile(
      source: source, path: "\(source)-\(part).csv", size: 1, sha256: "\(digest)\(digest)")
  }

  private func table(_ shape: SourceShape, firstFile: Int) -> Table {
    let rows = rows[shape.name] ?? []
    let columns = shape.fields.map { field in
      Sample.column(field, rows.map { $0[field.key] ?? "" })
    }
    let perFile = max(1, (rows.count + filesPerSource - 1) / filesPerSource)
    let origins = rows.indices.map { row in
      Origin(
        file: UInt32(firstFile + row / perFile), record: Int32(row % perFile + 1),
        firstLine: Int32(row % perFile + 2), lastLine: Int32(row % perFile + 2),
        byteStart: Int64(row % perFile) * 100, byteLength: 99)
    }
    return Table(shape: shape, columns: columns, origins: origins)
  }

  private static func column(_ field: FieldSchema, _ texts: [String]) -> Column {
    switch field.type {
    case .integer: .integer(texts.map { Int64($0) ?? Column.missingInteger })
    case .number: .number(texts.map { Fraction(text: $0) })
    case .date: .day(texts.map { Day(text: $0)?.number ?? Column.missingDay })
    case .time: .time(texts.map(seconds))
    case .flag: .flag(texts.map { $0 == "是" ? 1 : $0 == "否" ? 0 : Column.missingFlag })
    case .code: .coded(CodedColumn(texts))
    case .text, .category, .list:
      field.references == nil ? .text(TextColumn(texts)) : .coded(CodedColumn(texts))
    }
  }

  /// `2025-05-06`, `2025-05-06T08:30` or with seconds.
  static func seconds(_ text: String) -> Int64 {
    guard let day = Day(text: text.prefix(10)) else { return Column.missingTime }
    let parts = text.dropFirst(11).split(separator: ":").compactMap { Int64($0) }
    let factors: [Int64] = [3600, 60, 1]
    return day.start.seconds + zip(parts, factors).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

extension Prepared {
  func relation(_ name: String) -> Relation? { relations.first { $0.name == name } }

  /// A relation's records as `member key@date field=value …`, sorted.
  func records(_ name: String, _ fields: [String] = []) -> [String] {
    guard let relation = relation(name) else { return [] }
    return relation.members.indices.filter { relation.members[$0] != Relation.nobody }.map { record in
      let cells = fields.map { field in
        "\(field)=\(relation.column(field).map { $0.canonicalText(record) } ?? "?")"
      }
      let member = members[Int(relation.members[record])].number
      let date = Instant(seconds: relation.times[record]).day
      return (["\(member) \(relation.keys[record])@\(date)"] + cells).joined(separator: " ")
    }.sorted()
  }

  /// The books of all sources.
  var books: Books {
    var books = Books()
    for account in accounts { books.append(account) }
    return books
  }

  /// Codes of rejections with the rows' byte offsets.
  var rejectionCodes: [String] { rejections.map(\.finding.code).sorted() }

  func filteredCodes(_ source: String) -> [String] {
    filtered.filter { $0.source == source }.map(\.code).sorted()
  }

  func withoutRecordCodes(_ source: String) -> [String] {
    withoutRecord.filter { $0.source == source }.map(\.code).sorted()
  }

  var findingCodes: [String] { findings.map(\.code).sorted() }

  /// Half-day statuses of a member in an activity, in order, with `L` for late and `E` for left early.
  func halfDays(_ member: String, _ activity: String) -> [String] {
    attendance.filter { members[Int($0.member)].number == member && $0.activity == activity }.map {
      $0.status + ($0.isLate ? " L" : "") + ($0.leftEarly ? " E" : "")
    }
  }
}
