import Definitions
import Ingestion
import Publishing
import Records

/// Counts how often each limited rule spoke in each source, against the rows that the source was read with.
struct RuleLimits {
  private let plan: Plan
  private let rejections: [Rejection]
  private let findings: [Finding]
  private let read: [Key: Int64]

  /// `findings` are those that own no rejection.
  init(_ plan: Plan, _ books: Books, rejections: [Rejection], findings: [Finding]) {
    self.plan = plan
    self.rejections = rejections
    self.findings = findings
    read = Dictionary(
      books.accounts.map { (Key($0.source), $0.input.count) }, uniquingKeysWith: { first, _ in first })
  }

  /// By limit, the pipeline's before the contracts', then by source. O(limits · (rejections + findings)).
  var breaches: [Breach] {
    let contracts = plan.sources.map(\.contract)
    return (plan.limits.rules + contracts.flatMap(RuleLimits.neverFailing)).flatMap { limit in
      contracts.compactMap { contract in
        let source = contract.shape.name
        guard limit.source.map({ Key($0) == Key(source) }) ?? true else { return nil }
        return breach(of: limit, in: source)
      }
    }
  }

  private func breach(of limit: RuleLimit, in source: String) -> Breach? {
    let rejected = rejections.filter { limit.counts($0.finding, in: source) }
    let noted = limit.code == nil ? 0 : findings.count { limit.counts($0, in: source) }
    let count = Int64(rejected.count + noted)
    let rows = read[Key(source)] ?? 0
    guard limit.isExceeded(by: count, of: rows) else { return nil }
    return Breach(
      action: limit.action, source: source, message: limit.message(source, count, of: rows),
      rejections: rejected)
  }

  /// The checks of a contract that say `fail`, as limits that allow no row.
  private static func neverFailing(_ contract: Contract) -> [RuleLimit] {
    contract.checks.compactMap { check in
      let (code, column): (String, String)
      switch check {
      case .range(let key, _, _, .fail): (code, column) = ("OUT_OF_RANGE", key)
      case .compared(let key, _, _, .fail): (code, column) = ("BAD_COMPARISON", key)
      case .rate(let key, _, _, _, .fail): (code, column) = ("BAD_RATE", key)
      case .pattern(let key, _, .fail): (code, column) = ("BAD_PATTERN", key)
      default: return nil
      }
      return RuleLimit(code: code, source: contract.shape.name, column: column, rows: 0)
    }
  }
}

extension RuleLimit {
  fileprivate func counts(_ finding: Finding, in source: String) -> Bool {
    Key(finding.source) == Key(source) && (code ?? finding.code) == finding.code
      && (stage ?? finding.stage) == finding.stage && (column ?? finding.column) == finding.column
  }

  fileprivate func isExceeded(by count: Int64, of rows: Int64) -> Bool {
    let exceeded = [
      share.map { Int128(count) * Int128($0.denominator) > Int128(rows) * Int128($0.numerator) },
      self.rows.map { count > Int64($0) },
    ].compactMap(\.self)
    return !exceeded.isEmpty && exceeded.allSatisfy(\.self)
  }

  fileprivate func message(_ source: String, _ count: Int64, of rows: Int64) -> Message {
    let what = [code, stage?.rawValue, column].compactMap(\.self).joined(separator: " · ")
    let share = share.map { "\($0)" }
    let zh = [share, self.rows.map { "\($0)行" }].compactMap(\.self).joined(separator: "和")
    let en = [share, self.rows.map { counted($0, "row") }].compactMap(\.self).joined(separator: " and of ")
    return Message(
      zh: "\(source)：\(what.isEmpty ? "退回" : what)有\(grouped(count))行（读入\(grouped(rows))行），超过限度\(zh)",
      en:
        "\(source): \(what.isEmpty ? "rejected" : what) \(counted(Int(count), "row")) of \(grouped(rows)), over the "
        + "limit of \(en)")
  }
}
