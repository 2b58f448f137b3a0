import Ingestion
import Publishing
import Records

/// Finds claims whose number an accepted one bears: of two adjustments with one number the later would replace the first.
struct AcceptedClaims {
  /// As adjustments bear them.
  private let numbers: Set<Key>

  /// Those that a run was made with; `plan` is its plan.
  init(_ plan: Plan, in run: RunRecord) {
    let table = run.tables.first { Key($0.source) == Key("adjustments") }
    numbers = AcceptedClaims.numbers(table.map { [$0] } ?? [], plan.additions)
  }

  /// Those whose rows lie in the data folder, whichever run reads them.
  init(_ plan: Plan, inFolder data: String) throws(RunError) {
    let contract = plan.sources.map(\.contract).first { Key($0.shape.name) == Key("adjustments") }
    let names = try FilePattern("adjustments\(ClaimRows.mark)*.csv").matches(in: data)
    var tables: [Table] = []
    if let contract, !names.isEmpty {
      let files = names.map { ResolvedFile(path: $0, location: "\(data)/\($0)") }
      do { tables = [try Ingest.source(contract, files: files, firstFileIndex: 0).table] } catch {
        throw .usage(error.message)
      }
    }
    numbers = AcceptedClaims.numbers(tables, try AdditionFile.read(in: data).additions)
  }

  private static func numbers(_ tables: [Table], _ additions: [Addition]) -> Set<Key> {
    var numbers = Set(additions.map { Key(ClaimRows.number(of: $0.claim)) })
    for table in tables { for row in 0..<table.rowCount { numbers.insert(Key(table.recordKey(row))) } }
    return numbers
  }

  /// A problem for each of the claims whose number is taken.
  func problems(_ claims: [Claim]) -> [ClaimProblem] {
    claims.filter { numbers.contains(Key(ClaimRows.number(of: $0.number))) }.map { claim in
      ClaimProblem(
        claim.line,
        Message(
          zh: "申诉号\(claim.number)以前采纳过；请另用一个号",
          en: "claim_no \(claim.number) was accepted before; give the claim a number of its own"))
    }
  }
}
