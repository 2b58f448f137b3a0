import Foundation
import Testing

/// The three scored tables of one run agree: records with the ledger, the ledger with the ranking (model.md §5).
struct LedgerSumTests {
  /// A decimal text as thousand-millionths.
  private static func nano(_ text: String) throws -> Int {
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    let parts = text.utf8.drop { $0 == UInt8(ascii: "-") }.split(separator: UInt8(ascii: "."))
    guard (1...2).contains(parts.count), let whole = Int(String(decoding: parts[0], as: UTF8.self)) else {
      throw Outcome.Failed(description: "'\(text)' is no amount")
    }
    var fraction = 0
    let digits = parts.count == 2 ? Array(parts[1]) : []
    for place in 0..<9 { fraction = fraction * 10 + (place < digits.count ? Int(digits[place]) - 48 : 0) }
    let magnitude = whole * 1_000_000_000 + fraction
    return isNegative ? -magnitude : magnitude
  }

  private static let splits = ["raw", "limited", "prorated", "entered", "capped", "shared", "points"]

  /// The amounts of `ledger.csv`, or of `events.csv`, by member and indicator; a category's own line has no indicator.
  private struct Amounts {
    /// By member, category and indicator.
    private(set) var sums: [[String]: [String: Int]] = [:]

    init(_ table: CSVTable) throws {
      let keys = try ["member_no", "category", "indicator"].map(table.index)
      let columns = table.headings.filter { LedgerSumTests.splits.contains($0) }
      let indices = try columns.map(table.index)
      for row in table.rows {
        let key = keys.map { row[$0] }
        var sum = sums[key] ?? [:]
        for (column, index) in zip(columns, indices) where !row[index].isEmpty {
          sum[column, default: 0] += try LedgerSumTests.nano(row[index])
        }
        sums[key] = sum
      }
    }
  }

  /// The published run of SampleData for 2025, shared with other suites.
  private static var sample: Result<Publication, any Error> { SampleRun.shared }

  @Test func `a member's categories are the total, unless a floor raised it`() throws {
    let publication = try LedgerSumTests.sample.get()
    let ledger = try Amounts(publication.table("ledger.csv"))
    let ranking = try publication.table("ranking.csv")
    var raised = 0
    let columns = ["member_no", "total", "reasons", "A", "B", "C", "D", "E", "F", "bonus", "deduction"]
    for row in try ranking.select(columns) {
      let (member, total) = (row[0], try LedgerSumTests.nano(row[1]))
      let categories = try ["A", "B", "C", "D", "E", "F", "G", "H"].map { code in
        try #require(ledger.sums[[member, code, ""]]?["points"])
      }
      #expect(try row[3...].map(LedgerSumTests.nano) == categories, "\(member)")
      let sum = categories.reduce(0, +)
      let floor = row[2].components(separatedBy: "；").first { $0.hasPrefix("F ") }
      if let floor {
        raised += 1
        let stated = floor.dropFirst("F 合计".count).prefix { $0 != "，" }
        #expect(try LedgerSumTests.nano(String(stated)) == sum && sum < 0, "\(member)")
        #expect(total == 0, "\(member)")
      } else {
        #expect(total == sum, "\(member)")
      }
    }
    #expect(raised > 0)
    #expect(ranking.rows.count * 8 == ledger.sums.keys.filter { $0[2] == "" }.count)
  }

  @Test func `a leaf's line adds up, and a category's raw value is the sum of its leaves`() throws {
    let ledger = try Amounts(LedgerSumTests.sample.get().table("ledger.csv"))
    var leafSums: [[String]: Int] = [:]
    for (key, line) in ledger.sums where key[2] != "" {
      let amount = { (columns: [String]) in columns.reduce(0) { $0 + (line[$1] ?? 0) } }
      let points = amount(["raw", "prorated", "entered"]) - amount(["limited", "capped", "shared"])
      #expect(line["points"] == points, "\(key)")
      leafSums[[key[0], key[1], ""], default: 0] += points
    }
    for (key, line) in ledger.sums where key[2] == "" {
      #expect(line["raw"] == leafSums[key] ?? 0, "\(key)")
    }
  }

  @Test func `the records of a leaf split its line of the ledger`() throws {
    let publication = try LedgerSumTests.sample.get()
    let ledger = try Amounts(publication.table("ledger.csv"))
    let events = try Amounts(publication.table("events.csv"))
    #expect(Set(events.sums.keys) == Set(ledger.sums.keys.filter { $0[2] != "" }))
    for (key, sum) in events.sums {
      for column in LedgerSumTests.splits {
        #expect(sum[column] == ledger.sums[key]?[column], "\(key) \(column)")
      }
    }
  }
}
