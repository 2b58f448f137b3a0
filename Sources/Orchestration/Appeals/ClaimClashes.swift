import Ingestion
import Publishing
import Records

/// Claims of one file that name the record of an earlier one, or add its rows again: only one of them could hold.
struct ClaimClashes {
  /// Told with the line of the later claim.
  private(set) var problems: [ClaimProblem] = []

  private struct Record: Hashable {
    let source: Key
    let key: Key
  }

  private var byRecord: [Record: [Claim]] = [:]
  /// By source and digest of a supplementary file.
  private var byFile: [Record: Claim] = [:]
  private let contracts: [Contract]
  private let path: String

  /// The claims bear the sources' own names; `path` is their file.
  init(_ claims: [Claim], _ plan: Plan, beside path: String) {
    contracts = plan.sources.map(\.contract)
    self.path = path
    for claim in claims {
      switch claim.action {
      case .void, .redate: take(claim.recordKey, claim, as: "\(claim.source) \(claim.recordKey)")
      case .add(let name): take(rowsOf: name, claim)
      }
    }
  }

  private mutating func take(_ key: String, _ claim: Claim, as what: String) {
    let record = Record(source: Key(claim.source), key: Key(key))
    if let before = byRecord[record]?.first(where: { $0.clashes(with: claim) }) {
      problems.append(ClaimProblem(claim.line, ClaimClashes.message(what, claim, before)))
    }
    byRecord[record, default: []].append(claim)
  }

  private mutating func take(rowsOf name: String, _ claim: Claim) {
    guard let bytes = try? DurableFile.read(ClaimRows.place(of: name, beside: path)) else { return }
    let file = Record(source: Key(claim.source), key: Key(Digest.of(bytes)))
    if let before = byFile[file] {
      problems.append(ClaimProblem(claim.line, ClaimClashes.repeated(name, before)))
      return
    }
    byFile[file] = claim
    guard let contract = contracts.first(where: { Key($0.shape.name) == Key(claim.source) }),
      !contract.shape.key.isEmpty,
      let rows = try? ClaimRows.read(name, contract, beside: path).table
    else { return }
    for row in rows.live.map(Int.init) {
      let key = rows.recordKey(row)
      take(key, claim, as: "\(name):\(rows.origins[row].firstLine) \(key)")
    }
  }

  private static func message(_ what: String, _ claim: Claim, _ before: Claim) -> Message {
    guard before.line != claim.line else {
      return Message(
        zh: "\(what)在这个文件里已有一行；请只留一行，或用另一个编号",
        en: "\(what) stands in the file before; keep one row, or give this one a number of its own")
    }
    return Message(
      zh: "\(what)已有第\(before.line)行的申诉\(before.number)；一条记录只能有一条申诉，请留一条",
      en:
        "\(what) has claim \(before.number) on line \(before.line) already; a record has one claim, so keep one of them"
    )
  }

  private static func repeated(_ name: String, _ before: Claim) -> Message {
    Message(
      zh: "\(name)与第\(before.line)行申诉\(before.number)补录的是同一文件；请合为一条，或分成两个文件",
      en:
        "\(name) is the file of claim \(before.number) on line \(before.line) too; make them one claim, "
        + "or give each its own file")
  }
}

extension Claim {
  /// Of two claims on one record. Members of a shared record may each ask for their own part to be voided.
  fileprivate func clashes(with other: Claim) -> Bool {
    Key(member) == Key(other.member) || !(isVoid || other.isVoid)
  }

  private var isVoid: Bool { if case .void = action { true } else { false } }
}
