import CSV
import Records

/// Writes a table in parts on all cores; the bytes are those of one pass over its entries.
struct TableParts {
  let file: OutputFile
  let header: [String]
  var byteOrderMark = false
  let workers: Workers

  /// `write` gives an entry its rows, none or several.
  func artifact(entries: Int, _ write: @Sendable (Int, inout CSVWriter) -> Void) -> Artifact {
    let ranges = Workers.ranges(entries, of: 4096)
    let parts = workers.map(ranges.count) { part in
      var csv = CSVWriter()
      csv.reserve(ranges[part].count * 128)
      for entry in ranges[part] { write(entry, &csv) }
      return csv
    }
    var head = CSVWriter(byteOrderMark: byteOrderMark)
    head.row(header)
    var bytes = head.bytes
    bytes.reserveCapacity(parts.reduce(bytes.count) { $0 + $1.bytes.count })
    for part in parts { bytes.append(contentsOf: part.bytes) }
    return Artifact(file: file, bytes: bytes, rows: parts.reduce(0) { $0 + $1.rows })
  }
}

extension CSVWriter {
  /// A cell of points with no zeros beyond need.
  mutating func points(_ points: Points, atLeast decimals: Int) {
    number(points.nano, scale: 9, atLeast: decimals)
  }
}
