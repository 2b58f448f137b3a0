import Records

/// Cuts sources into files.
struct Cutter {
  private(set) var files: [DataFile] = []

  /// One file.
  mutating func whole(_ source: Source, _ rows: [Row]) {
    files.append(DataFile(source.rawValue + ".csv", source, rows))
  }

  mutating func byYear(_ source: Source, _ rows: [Row]) {
    cut(source, rows) { String($0.year) }
  }

  mutating func byQuarter(_ source: Source, _ rows: [Row]) {
    cut(source, rows) { "\($0.year)-Q\(($0.month + 2) / 3)" }
  }

  mutating func byHalf(_ source: Source, _ rows: [Row]) {
    cut(source, rows) { "\($0.year)-H\(($0.month + 5) / 6)" }
  }

  /// Scans: earlier years whole, the first quarter of 2025 in one file and its March once more, then months, and 2026
  /// by quarter.
  mutating func scans(_ rows: [Row]) {
    cut(.scans, rows) { day in
      switch (day.year, day.month) {
      case (...2024, _): String(day.year)
      case (2025, 1...3): "2025-Q1"
      case (2025, let month): "2025-" + Programme.padded(month, 2)
      default: "\(day.year)-Q\((day.month + 2) / 3)"
      }
    }
    let march = rows.filter { $0.day?.year == 2025 && $0.day?.month == 3 }
    files.append(DataFile("scans-2025-03.csv", .scans, march))
  }

  private mutating func cut(_ source: Source, _ rows: [Row], by label: (Day) -> String) {
    var open: DataFile?
    for row in rows {
      guard let day = row.day else { preconditionFailure("\(source.rawValue) has a row without date") }
      let name = "\(source.rawValue)-\(label(day)).csv"
      if open?.name != name {
        if let open { files.append(open) }
        open = DataFile(name, source, [])
      }
      open?.rows.append(row)
    }
    if let open { files.append(open) }
  }
}
