import Foundation

/// The files of one published run.
struct Publication {
  let url: URL
  /// Content by file name.
  let files: [String: Data]

  init(latestIn out: URL) throws {
    let pointer = try String(contentsOf: out.appending(path: "latest"), encoding: .utf8)
    guard pointer.hasSuffix("\n") else { throw Outcome.Failed(description: "latest has no line end") }
    try self.init(at: out.appending(path: String(pointer.dropLast())))
  }

  init(at url: URL) throws {
    self.url = url
    let names = try FileManager.default.contentsOfDirectory(atPath: url.path).filter { $0 != "extracts" }
    files = Dictionary(
      uniqueKeysWithValues: try names.map { ($0, try Data(contentsOf: url.appending(path: $0))) })
  }

  var name: String { url.lastPathComponent }

  func text(_ name: String) throws -> String {
    guard let bytes = files[name], let text = String(data: bytes, encoding: .utf8) else {
      throw Outcome.Failed(description: "no text file \(name)")
    }
    return text
  }

  func table(_ name: String) throws -> CSVTable { CSVTable(try text(name)) }

  /// Names of the files that differ from the other publication's or stand in one only, in byte order. The timings never
  /// count.
  func differences(from other: Publication) -> [String] {
    let names = Set(files.keys).union(other.files.keys).subtracting(["timings.json"])
    return names.filter { files[$0] != other.files[$0] }.sorted()
  }

  /// What differs between the manifests, each as the last `name` above the line and the line's key; not the size of the
  /// packed workbook, which may or may not follow its digest.
  func manifestDifferences(from other: Publication) throws -> [String] {
    let (mine, theirs) = (
      try text("manifest.json").components(separatedBy: "\n"),
      try other.text("manifest.json").components(separatedBy: "\n")
    )
    guard mine.count == theirs.count else { return ["\(mine.count) lines, not \(theirs.count)"] }
    var owner = ""
    var differences: [String] = []
    for (left, right) in zip(mine, theirs) {
      let parts = left.split(separator: "\"").map(String.init)
      if left.hasSuffix("{"), parts.count > 1 { owner = parts[1] }
      if parts.count > 3, parts[1] == "name" { owner = parts[3] }
      let difference = "\(owner) \(parts.count > 1 ? parts[1] : left)"
      if left != right, difference != "ranking.xlsx size" { differences.append(difference) }
    }
    return differences
  }

  /// The lines of the summary that the other's lacks.
  func summaryDifferences(from other: Publication) throws -> [String] {
    let theirs = try other.text("summary.md").components(separatedBy: "\n")
    return try text("summary.md").components(separatedBy: "\n").enumerated()
      .filter { $0.offset >= theirs.count || theirs[$0.offset] != $0.element }.map(\.element)
  }
}

/// A table of a publication: cells by heading.
struct CSVTable {
  let headings: [String]
  let rows: [[String]]

  /// Reads RFC 4180 text with CRLF line ends.
  init(_ text: String) {
    var records: [[String]] = []
    var record: [String] = []
    var cell: [UInt8] = []
    var (isQuoted, justClosed) = (false, false)
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    for byte in bytes {
      switch byte {
      case 0x22:
        if justClosed { cell.append(byte) }
        (isQuoted, justClosed) = (!isQuoted, isQuoted)
        continue
      case 0x2C where !isQuoted:
        record.append(String(decoding: cell, as: UTF8.self))
        cell = []
      case 0x0D where !isQuoted: break
      case 0x0A where !isQuoted:
        records.append(record + [String(decoding: cell, as: UTF8.self)])
        (record, cell) = ([], [])
      default: cell.append(byte)
      }
      justClosed = false
    }
    headings = records.first ?? []
    rows = Array(records.dropFirst())
  }

  func index(_ heading: String) throws -> Int {
    guard let index = headings.firstIndex(of: heading) else {
      throw Outcome.Failed(description: "no column \(heading) in \(headings)")
    }
    return index
  }

  /// The named columns of the rows in which the named cells are these.
  func select(_ columns: [String], where cells: [String: String] = [:]) throws -> [[String]] {
    let indices = try columns.map(index)
    let wanted = try cells.map { (try index($0.key), $0.value) }
    return rows.filter { row in wanted.allSatisfy { row[$0.0] == $0.1 } }.map { row in indices.map { row[$0] }
    }
  }
}
