import Ingestion
import Preparation
import Publishing
import Records

/// The decisions file: lines that say whose a row is, replayed on each run.
enum Decisions {
  /// The claims, and the file as a definition with its digest; nothing when the pipeline names no file. A line that
  /// cannot be read stops the run, since the person who decided must know.
  static func read(_ path: String?) throws(RunError) -> (claims: [Claim], files: [Manifest.Definition]) {
    guard let path else { return ([], []) }
    let name = Plan.lastPart(path)
    let source = try read(path, named: name)
    guard source.rejections.isEmpty else {
      throw .definitions(
        source.rejections.map {
          "\(path):\($0.origin.firstLine)  \($0.finding.message.zh)  \($0.finding.message.en)"
        })
    }
    let table = source.table
    let claims = table.live.map { row in
      Claim(
        decisionNumber: table.text("decision_no", Int(row)), source: table.text("source", Int(row)),
        recordKey: table.text("record_key", Int(row)), memberNumber: table.text("member_no", Int(row)))
    }
    return (
      claims, source.files.map { Manifest.Definition(kind: "decisions", name: name, sha256: $0.sha256) }
    )
  }

  private static func read(_ path: String, named name: String) throws(RunError) -> IngestedSource {
    do {
      return try Ingest.source(contract, files: [ResolvedFile(path: name, location: path)], firstFileIndex: 0)
    } catch {
      throw .usage(error.message)
    }
  }

  /// `decision_no`, `source`, `record_key` (key cells joined by `/`) and `member_no`, all filled.
  private static let contract: Contract = {
    let columns = [
      ("decision_no", "决定号"), ("source", "来源表"), ("record_key", "记录号"), ("member_no", "委员编号"),
    ]
    let shape = SourceShape(
      name: "decisions", title: "认领决定",
      fields: columns.map { FieldSchema(key: $0.0, heading: $0.1, type: .text) }, key: ["decision_no"])
    return Contract(
      shape: shape,
      columns: columns.map {
        ColumnContract(headings: [$0.1], type: .text, isRequired: true, mending: [.trim])
      })
  }()
}
