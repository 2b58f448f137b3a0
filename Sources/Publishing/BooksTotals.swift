package import Records

/// The books of a run in one line: rows read, and what became of them at all stages together.
package struct BooksTotals: Hashable, Sendable {
  package let read: Int64
  /// By the last stage of each source.
  package let kept: Int64
  package let rejected: Int64
  package let merged: Int64
  package let filtered: Int64

  /// Accounts of one source must stand in the order of the stages, as `Books` asks.
  package init(_ books: Books) {
    var read: Int64 = 0
    var rejected: Int64 = 0
    var merged: Int64 = 0
    var filtered: Int64 = 0
    var kept: Int64 = 0
    var keptBefore: [String: Int64] = [:]
    for account in books.accounts {
      if let before = keptBefore[account.source] { kept -= before } else { read += account.input.count }
      kept += account.kept.count
      keptBefore[account.source] = account.kept.count
      rejected += account.rejected.count
      merged += account.merged.count
      filtered += account.filtered.count
    }
    self.read = read
    self.kept = kept
    self.rejected = rejected
    self.merged = merged
    self.filtered = filtered
  }

  /// Rejected rows of the rows read in hundredths of a per cent, half-up; 0 when none was read.
  package var rejectedShare: String {
    guard read > 0 else { return "0.00" }
    let hundredths = Rounding.halfUp(Int128(rejected) * 10_000, over: Int128(read))
    return DecimalText.format(hundredths, scale: 2, atLeast: 2)
  }
}

/// A whole number with commas between groups of three digits, as `61,204`.
package func grouped(_ value: some BinaryInteger) -> String {
  let digits = String(value.magnitude)
  var text = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return value < 0 ? "-" + text : text
}

/// How often each code stands in a list.
package struct CodeCount: Codable, Hashable, Sendable {
  package let code: String
  package let severity: String
  package let count: Int

  /// In byte order of the code, then of the severity.
  package static func of(_ findings: some Sequence<Finding>) -> [CodeCount] {
    var counts: [Key: Int] = [:]
    for finding in findings {
      counts[Key("\(finding.code)\u{1F}\(finding.severity.rawValue)"), default: 0] += 1
    }
    return counts.keys.sorted().map { key in
      let parts = key.text.split(separator: "\u{1F}").map(String.init)
      return CodeCount(code: parts[0], severity: parts[1], count: counts[key] ?? 0)
    }
  }
}
