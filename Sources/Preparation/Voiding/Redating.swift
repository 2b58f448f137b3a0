import Records

/// Which column a change of date replaces (model.md §2.1, §8).
enum Redating {
  /// nil for a source whose rows cannot be re-dated.
  static func column(of table: Table, row: Int32) -> String? {
    switch table.source {
    case "scans": "scanned_at"
    case "duty_shifts": "starts_at"
    case "proposals": ProposalStatus.isFiled(table.text("status", Int(row))) ? "filed_on" : "submitted_on"
    case "reports":
      Key(table.text("status", Int(row))) == ReportStatus.accepted ? "accepted_on" : "submitted_on"
    case "outcomes": "dated_on"
    case "comments": "posted_at"
    default: RelationCatalog.isRelationOfRows(table.shape) ? table.shape.date : nil
    }
  }

  /// The cell with another date and the same time of day; nil when it is blank or holds no date.
  static func moved(_ value: Value, to day: Day) -> Value? {
    switch value {
    case .day: .day(day)
    case .time(let instant): .time(Instant(seconds: day.start.seconds + instant.secondOfDay))
    default: nil
    }
  }
}

/// The statuses of a proposal that decide a date or a credit.
enum ProposalStatus {
  static let merged = Key("归并")
  private static let filed = Key("立案")

  /// 立案 or 归并.
  static func isFiled(_ status: String) -> Bool { Key(status) == filed || Key(status) == merged }
}

enum ReportStatus {
  static let accepted = Key("收录")
  static let withdrawn = Key("撤回")
}

enum MicroItemStatus {
  static let invalid = Key("无效")
}

extension Table {
  /// Replaces a date or time.
  mutating func setDate(_ key: String, row: Int32, to value: Value) {
    guard let index = shape.index(of: key) else { return }
    switch (columns[index], value) {
    case (.day(var values), .day(let day)):
      values[Int(row)] = day.number
      columns[index] = .day(values)
    case (.time(var values), .time(let instant)):
      values[Int(row)] = instant.seconds
      columns[index] = .time(values)
    default: break
    }
  }
}
