import Records

/// Something planted in a row on purpose, and what a run must make of it.
struct Plant: Hashable {
  let what: String
  let expected: String
}

/// A row of a file: its cells, or its bytes as they stand where no cells could say them.
struct Row {
  var cells: [String]
  /// Written instead of the cells.
  var raw: String?
  /// Written behind the text, outside the file's encoding: bytes that are no character.
  var brokenTail: [UInt8] = []
  var plants: [Plant] = []
  /// Cuts a source into files by date.
  var day: Day?

  init(_ cells: [String], day: Day? = nil) {
    self.cells = cells
    self.day = day
  }

  /// The line without its end, quoted as RFC 4180 says.
  var text: String {
    raw ?? cells.map(Row.quoted).joined(separator: ",")
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else {
      return cell
    }
    return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}

/// A file of the sample before it is bytes.
struct DataFile {
  enum Encoding: String {
    case utf8 = "UTF-8"
    case utf8WithMark = "UTF-8 with BOM"
    case gb18030 = "GB18030"
  }

  let name: String
  let source: Source
  var headings: [String]
  var rows: [Row]
  var preamble: [String] = []
  var furniture: [String] = []
  var encoding = Encoding.utf8
  var lineEnd = "\n"
  /// What is odd about the whole file.
  var remark = ""

  init(_ name: String, _ source: Source, _ rows: [Row]) {
    self.name = name
    self.source = source
    self.headings = source.headings
    self.rows = rows
  }

  /// The index of a heading; traps where the file has no such column.
  func column(_ heading: String) -> Int {
    guard let index = headings.firstIndex(of: heading) else {
      preconditionFailure("\(name) has no column \(heading)")
    }
    return index
  }

  /// The physical line, counted from 1, at which each row begins.
  var firstLines: [Int] {
    var line = preamble.count + 2
    return rows.map { row in
      defer { line += 1 + row.text.utf8.count { $0 == 0x0A } }
      return line
    }
  }

  /// Every line without its end: title rows, header, rows, furniture.
  var lines: [(text: String, brokenTail: [UInt8])] {
    (preamble + [headings.joined(separator: ",")]).map { ($0, []) } + rows.map { ($0.text, $0.brokenTail) }
      + furniture.map { ($0, []) }
  }
}
