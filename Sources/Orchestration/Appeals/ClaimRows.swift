import CSV
import Foundation
import Ingestion
import Publishing
import Records

/// Who accepted claims; what has not been decided yet stands in for it while their effect is worked out.
struct ClaimDecision {
  let approver: String
  let document: String
  let day: Day
}

/// The rows that claims would put among a run's sources: adjustments, and supplementary files as they are.
struct ClaimRows {
  struct File {
    /// The source that it joins.
    let source: String
    /// Its name in the data folder.
    let name: String
    let bytes: [UInt8]
  }

  /// Names of files that appeals made hold this.
  static let mark = "-appeal-"

  let files: [File]
  /// Who let the supplementary files in.
  let additions: [Addition]

  /// The decisions on supplementary files, for the data folder; nil where there is none.
  var decisionFile: File? {
    additions.isEmpty ? nil : ClaimRows.file(AdditionFile.kind, AdditionFile.bytes(additions))
  }

  init(_ claims: [Claim], beside path: String, _ decision: ClaimDecision) throws(RunError) {
    var files: [File] = []
    var additions: [Addition] = []
    let adjusting = claims.filter { if case .add = $0.action { false } else { true } }
    if !adjusting.isEmpty {
      files.append(ClaimRows.file("adjustments", ClaimRows.adjustments(adjusting, decision)))
    }
    for claim in claims {
      guard case .add(let name) = claim.action else { continue }
      let place = ClaimRows.place(of: name, beside: path)
      do {
        let bytes = try DurableFile.read(place)
        let file = ClaimRows.file(claim.source, bytes)
        files.append(file)
        additions.append(
          Addition(
            claim: claim.number, member: claim.member, source: claim.source, file: file.name,
            sha256: Digest.of(bytes), evidence: claim.evidence, document: decision.document,
            approver: decision.approver, approvedOn: decision.day.description))
      } catch { throw .operation(error.message) }
    }
    self.files = files
    self.additions = additions
  }

  /// Where a claim's supplementary file is opened: its name is relative to the file of claims.
  static func place(of name: String, beside path: String) -> String {
    name.hasPrefix("/")
      ? name : URL(filePath: path).deletingLastPathComponent().appending(path: name).relativePath
  }

  /// The rows of a claim's supplementary file.
  static func read(
    _ name: String, _ contract: Contract, beside path: String
  ) throws(IngestionError) -> IngestedSource {
    let file = ResolvedFile(path: name, location: place(of: name, beside: path))
    return try Ingest.source(contract, files: [file], firstFileIndex: 0)
  }

  /// What the adjustment of a claim is called.
  static func number(of claim: String) -> String { "SS-\(claim)" }

  private static func file(_ source: String, _ bytes: [UInt8]) -> File {
    File(source: source, name: "\(source)\(mark)\(Digest.of(bytes).prefix(8)).csv", bytes: bytes)
  }

  private static func adjustments(_ claims: [Claim], _ decision: ClaimDecision) -> [UInt8] {
    var csv = CSVWriter()
    csv.row([
      "adjustment_no", "action", "source", "record_key", "member_no", "indicator", "points", "dated_on",
      "reason", "document_no", "approver", "approved_on",
    ])
    for claim in claims {
      var (action, date) = ("作废", "")
      if case .redate(let day) = claim.action { (action, date) = ("改期", day.description) }
      for text in [
        number(of: claim.number), action, claim.source, claim.recordKey, claim.member, "", "", date,
        "申诉\(claim.number)：\(claim.evidence)", decision.document, decision.approver,
        decision.day.description,
      ] { csv.text(text) }
      csv.endRow()
    }
    return csv.bytes
  }

  /// The plan with these rows among its sources, the files opened in `folder`.
  func joined(to plan: Plan, in folder: String) -> Plan {
    var plan = plan
    plan.additions += additions
    plan.sources = plan.sources.map { source in
      let own = files.filter { Key($0.source) == Key(source.contract.shape.name) }
      guard !own.isEmpty else { return source }
      let added = own.map { ResolvedFile(path: $0.name, location: "\(folder)/\($0.name)") }
      return Plan.Source(
        contract: source.contract,
        files: (source.files + added).sorted { Key($0.path) < Key($1.path) }, patterns: source.patterns,
        relation: source.relation)
    }
    return plan
  }
}
