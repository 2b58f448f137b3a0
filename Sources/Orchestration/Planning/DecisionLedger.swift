import Ingestion
import Preparation
import Publishing
import Records

/// The decisions file: lines that say who or what a record is, appended one after another and replayed on each run.
///
/// A line is taken back by a later line that undoes it, never by erasing it; an undo can be undone.
enum DecisionLedger {
  /// What the manifest calls the file.
  static let kind = "decisions"

  /// What stands after all lines, and the file as a definition with its digest; nothing when the pipeline names no
  /// file. A line that cannot be read, that names none of the pipeline's sources, or that contradicts another, stops the
  /// run, since who decided must know.
  static func read(
    _ path: String?, sources: [String]
  ) throws(RunError) -> (decisions: Decisions, files: [Manifest.Definition]) {
    guard let path else { return (.none, []) }
    let name = Plan.lastPart(path)
    let source = try ingested(path, named: name)
    let (decisions, problems) = DecisionReplay(source.table, sources: sources).result
    let refused = source.rejections.map {
      DecisionProblem(line: $0.origin.firstLine, message: $0.finding.message)
    }
    let all = (refused + problems).sorted { $0.line < $1.line }
    guard all.isEmpty else {
      throw .definitions(all.map { "\(path):\($0.line)  \($0.message.zh)  \($0.message.en)" })
    }
    let files = source.files.map {
      Manifest.Definition(kind: kind, name: name, sha256: $0.sha256, size: Int($0.size))
    }
    return (decisions, files)
  }

  private static func ingested(_ path: String, named name: String) throws(RunError) -> IngestedSource {
    do {
      return try Ingest.source(contract, files: [ResolvedFile(path: name, location: path)], firstFileIndex: 0)
    } catch {
      throw .usage(error.message)
    }
  }

  /// `decided_by`, `decided_on` and `reason` are needed in each line; `action` is 同一 where it is blank.
  static let contract: Contract = {
    let columns = [
      Heading("decision_no", "决定号", isRequired: true), Heading("action", "动作"),
      Heading("source", "来源表"), Heading("record_key", "记录号"), Heading("member_no", "委员编号"),
      Heading("other_key", "另一记录号"), Heading("undoes", "撤销决定号"),
      Heading("decided_by", "决定人", isRequired: true), Heading("decided_on", "决定日期", isRequired: true),
      Heading("reason", "理由", isRequired: true),
    ]
    let shape = SourceShape(
      name: "decisions", title: "裁定",
      fields: columns.map { FieldSchema(key: $0.key, heading: $0.heading, type: $0.type) },
      key: ["decision_no"])
    return Contract(
      shape: shape,
      columns: columns.map { column in
        ColumnContract(
          headings: [column.heading], type: column.type, isRequired: column.isRequired,
          fallback: column.key == "action" ? .text("同一") : nil,
          synonyms: column.key == "action" ? ["same": "同一", "not_same": "不同", "undo": "撤销"] : [:],
          mending: [.trim], isExpected: false)
      })
  }()

  private struct Heading {
    let key: String
    let heading: String
    let isRequired: Bool

    init(_ key: String, _ heading: String, isRequired: Bool = false) {
      self.key = key
      self.heading = heading
      self.isRequired = isRequired
    }

    var type: FieldType {
      switch key {
      case "action": .category(["同一", "不同", "撤销"])
      case "decided_on": .date
      default: .text
      }
    }
  }
}

/// Why a line of the decisions file cannot stand.
struct DecisionProblem {
  let line: Int32
  let message: Message
}
