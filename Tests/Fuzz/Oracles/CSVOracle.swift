import CSV
import Foundation
import Ingestion
import Records

extension Oracle {
  /// Records are those of the obvious reader however the bytes are cut; a file's bytes and rows add up, and no result
  /// depends on units, batches or workers.
  package static let csv = Oracle(name: "csv") { bytes in
    for maximum in [64, 1 << 20] {
      let obvious = ObviousReader.read(bytes, maximum: maximum)
      for unit in [1, 7, 1 << 16] {
        let found = try readByUnits(bytes, unitSize: unit, maximum: maximum)
        try demand(found == obvious, "units of \(unit), records of \(maximum): \(found) and not \(obvious)")
      }
      try demand(
        obvious.reduce(0) { $0 + $1.length + $1.lineEnd } == bytes.count, "bytes between the records")
    }
    try ingest(bytes)
  }

  private static let file =
    FileManager.default.temporaryDirectory.appending(path: "fuzz-\(UUID().uuidString).csv").path

  private static func ingest(_ bytes: [UInt8]) throws {
    let path = "\(file)-\(UInt64.random(in: 0...UInt64.max))"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(filePath: path))
    func read(_ settings: IngestSettings) -> Result<IngestedSource, IngestionError> {
      Result { () throws(IngestionError) in
        try Ingest.source(
          contract, files: [ResolvedFile(path: "x.csv", location: path)], firstFileIndex: 0,
          settings: settings)
      }
    }
    let whole = read(IngestSettings(maximumRecordBytes: 300))
    if case .success(let source) = whole {
      for (file, report) in zip(source.files, source.reports) where report.encoding != .utf16LittleEndian {
        let isRendition = [.utf16BigEndian, .workbook].contains(report.encoding)
        try demand(
          isRendition || file.size == report.bytes.total,
          "\(file.size) bytes, \(report.bytes.total) in classes")
      }
      try demand(source.accounts.allSatisfy(\.closes), "the books do not close")
      try demand(source.accounts[1].kept.count == Int64(source.table.live.count), "kept rows and live rows")
    }
    for (unit, batch, workers) in [(13, 1, 1), (64, 1 << 20, 2)] {
      let other = read(
        IngestSettings(
          unitSize: unit, batchSize: batch, maximumRecordBytes: 300, workers: Workers(workers)))
      try demand(text(other) == text(whole), "units of \(unit): \(text(other)) and not \(text(whole))")
    }
  }

  /// Everything of a result that may be told apart.
  private static func text(_ result: Result<IngestedSource, IngestionError>) -> String {
    switch result {
    case .failure(let error): return "\(error)"
    case .success(let source):
      let rows = source.table.live.map { row in
        source.table.columns.map { $0.canonicalText(Int(row)) }.joined(separator: "|")
      }
      return "\(rows) \(source.findings) \(source.rejections) \(source.corrections) \(source.accounts) "
        + "\(source.reports) \(source.files)"
    }
  }

  private static let contract: Contract = {
    let columns: [(String, String, FieldType, [MendingRule])] = [
      ("member_no", "no", .code(width: 4), [.trim, .width, .apostrophe, .pad]),
      ("name", "name", .text, [.trim, .nameSpaces, .nameDots, .radicals, .nameTitle]),
      ("kind", "kind", .category(["a", "b"]), [.trim]), ("on", "on", .date, [.trim, .width]),
      ("points", "points", .number, [.trim]),
    ]
    return Contract(
      shape: SourceShape(
        name: "x", title: "x",
        fields: columns.map { FieldSchema(key: $0.0, heading: $0.1, type: $0.2, references: nil) },
        key: ["member_no"]),
      columns: columns.map { key, heading, type, mending in
        ColumnContract(
          headings: [heading], type: type, isRequired: key == "member_no", fallback: nil, synonyms: [:],
          missingMarks: ["-"], separators: [], mending: mending, dateEndsDay: false, forgives: false,
          serials: .none, drift: nil)
      }, checks: [], layout: FileLayout(furniture: ["sum"], totals: ["total"]), minimumRows: 0, drift: .warn)
  }()
}
