import Definitions
import Ingestion
import Records

/// Makes the contracts' checks of whole sources on the rows that deduplication kept.
struct SetChecks {
  private(set) var findings: [Finding] = []
  /// Of the checks that say `fail`.
  private(set) var breaches: [Breach] = []

  /// `asOf` is the date printed. O(rows) a check.
  init(_ contracts: [Contract], _ tables: [Table], asOf: Day) {
    for contract in contracts {
      guard let table = tables.first(where: { $0.source == contract.shape.name }) else { continue }
      for check in contract.setChecks {
        switch check.test {
        case .unique(let columns): add(SetChecks.repeated(columns, table), check)
        case .fresh(let column, let days): add(SetChecks.stale(column, days, table, asOf), check)
        case .volume: break
        }
      }
    }
  }

  private mutating func add(_ found: [Finding], _ check: SetCheck) {
    findings += found
    guard check.severity == .fail, let first = found.first else { return }
    let count = counted(found.count, "row")
    breaches.append(
      Breach(
        action: .fail, source: first.source,
        message: first.origin == nil
          ? first.message
          : Message(
            zh: "\(first.source)：\(first.code)有\(found.count)行，约定不允许；第一处：\(first.message.zh)",
            en: "\(first.source): \(first.code) \(count), and the contract allows none; the first: "
              + first.message.en)))
  }

  /// Each row that is equal to an earlier one in the columns.
  private static func repeated(_ keys: [String], _ table: Table) -> [Finding] {
    let columns = keys.compactMap { table.column($0) }
    var first: [[Key]: Int32] = [:]
    var findings: [Finding] = []
    for row in table.live where !columns.contains(where: { $0.isMissing(Int(row)) }) {
      let cells = columns.map { Key($0.canonicalText(Int(row))) }
      guard let earlier = first[cells] else {
        first[cells] = row
        continue
      }
      let (one, other) = (table.recordKey(Int(earlier)), table.recordKey(Int(row)))
      let headings = table.shape.fields.filter { keys.contains($0.key) }.map(\.heading).joined(separator: "、")
      findings.append(
        Finding(
          code: "NOT_UNIQUE", severity: .warning,
          message: Message(
            zh: "\(headings)与\(one)相同（\(other)）；请核对这两行",
            en: "\(keys.joined(separator: ", ")) as in \(one) (\(other)); check both rows"),
          stage: .derive, source: table.source, origin: table.origins[Int(row)], column: keys.first))
    }
    return findings
  }

  /// One finding where the newest cell is too old, or where there is none.
  private static func stale(_ key: String, _ days: Int, _ table: Table, _ asOf: Day) -> [Finding] {
    guard let column = table.column(key), let index = table.shape.index(of: key) else { return [] }
    let newest = table.live.compactMap { row -> Day? in
      switch column[Int(row)] {
      case .day(let day): day
      case .time(let instant): instant.day
      default: nil
      }
    }.max()
    if let newest, newest.number >= asOf.number - Int32(clamping: days) { return [] }
    let heading = table.shape.fields[index].heading
    let message =
      if let newest {
        Message(
          zh: "\(table.source)的\(heading)最新是\(newest)，早于\(asOf)前\(days)天；请重新导出",
          en:
            "\(table.source): the newest \(key) is \(newest), more than \(counted(days, "day")) before \(asOf); "
            + "export it again")
      } else {
        Message(
          zh: "\(table.source)的\(heading)没有一个日期，无法知道数据多新；请重新导出",
          en: "\(table.source): \(key) holds no date, so how new the data are is not known; export it again")
      }
    return [
      Finding(
        code: "STALE", severity: .warning, message: message, stage: .derive, source: table.source, column: key
      )
    ]
  }
}
