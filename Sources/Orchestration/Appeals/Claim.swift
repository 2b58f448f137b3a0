import Ingestion
import Records

/// What a member asks to be changed in the rows that a run was made of.
struct Claim {
  enum Action {
    case void
    /// The day that the record is moved to.
    case redate(Day)
    /// A file of rows of the same contract, as the claim names it.
    case add(file: String)
  }

  let number: String
  let member: String
  let action: Action
  /// As the claim writes it: the English or the Chinese name of a source.
  let source: String
  let recordKey: String
  let evidence: String
  /// Until when it is to be answered.
  let deadline: Day
  let line: Int32

  /// What the claim asks for, in its own words.
  var text: String {
    switch action {
    case .void: "作废\(source) \(recordKey)"
    case .redate(let day): "\(source) \(recordKey)改期为\(day)"
    case .add(let file): "补录\(source) \(file)"
    }
  }
}

/// The file of claims: a CSV with a line per claim.
enum ClaimFile {
  /// In the order of the file. Every mistake is told at once, with its line.
  static func read(_ path: String) throws(RunError) -> [Claim] {
    let source: IngestedSource
    do {
      source = try Ingest.source(
        contract, files: [ResolvedFile(path: Plan.lastPart(path), location: path)], firstFileIndex: 0)
    } catch {
      throw .usage(error.message)
    }
    var problems = source.rejections.map { ClaimProblem($0.origin.firstLine, $0.finding.message) }
    var claims: [Claim] = []
    var lines: [Key: Int32] = [:]
    for row in source.table.live {
      let (line, number) = (
        source.table.origins[Int(row)].firstLine, source.table.text("claim_no", Int(row))
      )
      if let first = lines.updateValue(line, forKey: Key(number)) {
        problems.append(
          ClaimProblem(
            line,
            Message(
              zh: "申诉号\(number)已用于第\(first)行", en: "claim_no \(number) was used on line \(first)")))
      }
      do throws(ClaimProblem) {
        claims.append(try claim(source.table, Int(row), number, line))
      } catch {
        problems.append(error)
      }
    }
    guard problems.isEmpty else {
      throw .definitions(problems.sorted { $0.line < $1.line }.map { $0.text(in: path) })
    }
    guard !claims.isEmpty else {
      throw .usage(Message(zh: "\(path)：没有申诉", en: "\(path): holds no claim"))
    }
    return claims
  }

  private static func claim(
    _ table: Table, _ row: Int, _ number: String, _ line: Int32
  ) throws(ClaimProblem) -> Claim {
    func text(_ key: String) -> String { table.text(key, row) }
    func needed(_ key: String) throws(ClaimProblem) -> String {
      guard text(key).isEmpty else { return text(key) }
      throw ClaimProblem(
        line, Message(zh: "\(text("action"))要写\(key)", en: "\(text("action")) needs \(key)"))
    }
    func day(_ key: String) throws(ClaimProblem) -> Day {
      Day(text: try needed(key)) ?? Day(number: Column.missingDay)
    }
    let action: Claim.Action
    switch text("action") {
    case "补录": action = .add(file: try needed("file"))
    case "改期": action = .redate(try day("dated_on"))
    default: action = .void
    }
    if case .add = action {} else { _ = try needed("record_key") }
    return Claim(
      number: number, member: text("member_no"), action: action, source: text("source"),
      recordKey: text("record_key"), evidence: text("evidence"), deadline: try day("deadline"), line: line)
  }

  private static let contract: Contract = {
    let columns: [(key: String, heading: String, type: FieldType, isRequired: Bool)] = [
      ("claim_no", "申诉号", .text, true), ("member_no", "委员编号", .text, true),
      ("action", "动作", .category(["作废", "改期", "补录"]), true), ("source", "来源表", .text, true),
      ("record_key", "记录号", .text, false), ("dated_on", "日期", .date, false),
      ("file", "补录文件", .text, false), ("evidence", "依据", .text, true),
      ("deadline", "答复期限", .date, true),
    ]
    return Contract(
      shape: SourceShape(
        name: "claims", title: "申诉",
        fields: columns.map { FieldSchema(key: $0.key, heading: $0.heading, type: $0.type) },
        key: ["claim_no"]),
      columns: columns.map { column in
        ColumnContract(
          headings: [column.heading], type: column.type, isRequired: column.isRequired,
          synonyms: column.key == "action" ? ["void": "作废", "redate": "改期", "add": "补录"] : [:],
          mending: [.trim], isExpected: column.isRequired)
      })
  }()
}

/// Why a claim cannot be looked at.
struct ClaimProblem: Error {
  let line: Int32
  let message: Message

  init(_ line: Int32, _ message: Message) {
    self.line = line
    self.message = message
  }

  func text(in path: String) -> String { "\(path):\(line)  \(message.zh)  \(message.en)" }
}
