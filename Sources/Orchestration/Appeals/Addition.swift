import CSV
import Ingestion
import Publishing
import Records

/// Who decided that the rows of a supplementary file are read: what `adjustments` says of rows that are voided or moved.
package struct Addition: Hashable, Sendable {
  /// The claim's number.
  let claim: String
  let member: String
  let source: String
  /// The file's name in the data folder, and the digest of its bytes.
  let file: String
  let sha256: String
  let evidence: String
  let document: String
  let approver: String
  /// As `2026-01-20`.
  let approvedOn: String

  /// For findings and explanations.
  var message: Message {
    Message(
      zh: "采纳申诉\(claim)补录（依据：\(evidence)），\(document)，\(approver)\(approvedOn)批准",
      en:
        "added by claim \(claim) (evidence: \(evidence)), \(document), approved by \(approver) on \(approvedOn)"
    )
  }
}

/// The files of the data folder that hold decisions to add rows: a CSV for each acceptance, with a line per claim.
enum AdditionFile {
  /// What the manifest calls the files, and what their names begin with.
  static let kind = "additions"

  private static let columns: [(key: String, heading: String, type: FieldType)] = [
    ("claim_no", "申诉号", .text), ("member_no", "委员编号", .text), ("source", "来源表", .text),
    ("file", "补录文件", .text),
    ("sha256", "摘要", .text), ("evidence", "依据", .text), ("document_no", "文号", .text),
    ("approver", "批准人", .text),
    ("approved_on", "批准日期", .date),
  ]

  static func bytes(_ additions: [Addition]) -> [UInt8] {
    var csv = CSVWriter()
    csv.row(columns.map(\.key))
    for addition in additions {
      for text in [
        addition.claim, addition.member, addition.source, addition.file, addition.sha256, addition.evidence,
        addition.document, addition.approver, addition.approvedOn,
      ] { csv.text(text) }
      csv.endRow()
    }
    return csv.bytes
  }

  /// All of a data folder, and the files as definitions with their digests; a line that cannot be read stops the run, since
  /// who decided must be known.
  static func read(
    in data: String
  ) throws(RunError) -> (additions: [Addition], files: [Manifest.Definition]) {
    let names = try FilePattern("\(kind)\(ClaimRows.mark)*.csv").matches(in: data)
    guard !names.isEmpty else { return ([], []) }
    let source: IngestedSource
    do {
      source = try Ingest.source(
        contract, files: names.map { ResolvedFile(path: $0, location: "\(data)/\($0)") }, firstFileIndex: 0)
    } catch {
      throw .usage(error.message)
    }
    guard source.rejections.isEmpty else {
      throw .definitions(
        source.rejections.map { rejection in
          let (origin, message) = (rejection.origin, rejection.finding.message)
          return "\(data)/\(names[Int(origin.file)]):\(origin.firstLine)  \(message.zh)  \(message.en)"
        })
    }
    let files = source.files.map {
      Manifest.Definition(kind: kind, name: $0.path, sha256: $0.sha256, size: Int($0.size))
    }
    return (source.table.live.map { addition(source.table, Int($0)) }, files)
  }

  private static func addition(_ table: Table, _ row: Int) -> Addition {
    func text(_ key: String) -> String { table.text(key, row) }
    return Addition(
      claim: text("claim_no"), member: text("member_no"), source: text("source"), file: text("file"),
      sha256: text("sha256"), evidence: text("evidence"), document: text("document_no"),
      approver: text("approver"), approvedOn: text("approved_on"))
  }

  private static let contract = Contract(
    shape: SourceShape(
      name: kind, title: "补录",
      fields: columns.map { FieldSchema(key: $0.key, heading: $0.heading, type: $0.type) }, key: ["file"]),
    columns: columns.map { column in
      ColumnContract(headings: [column.heading], type: column.type, isRequired: true, mending: [.trim])
    })
}
