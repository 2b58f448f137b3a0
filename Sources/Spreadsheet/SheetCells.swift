/// Gathers the cells of a sheet while it is parsed.
final class SheetCells {
  private let shared: [String]
  private let dateForms: [Bool]
  private let startsIn1904: Bool
  private var rows: [Sheet.Row] = []
  private var merges: [CellRange] = []
  private var rowNumber = 0
  private var column = -1
  private var type = ""
  private var style = 0
  private var value: [UInt8] = []
  private var isInValue = false
  private var inline = CellText()
  private(set) var refusal: SpreadsheetError?

  static let mostRows = 1_048_576
  static let mostColumns = 16_384

  init(_ shared: [String], _ dateForms: [Bool], startsIn1904: Bool) {
    self.shared = shared
    self.dateForms = dateForms
    self.startsIn1904 = startsIn1904
  }

  func listen(to reader: XMLReader) {
    reader.onStart = { [self] in start($0) }
    reader.onEnd = { [self] in end($0) }
    unsafe reader.onText = { [self] bytes in
      if isInValue { unsafe value.append(contentsOf: bytes) }
      unsafe inline.append(bytes)
    }
  }

  private func start(_ element: XMLReader.Element) {
    switch element.name {
    case "row":
      rowNumber = element.attribute("r").flatMap { Int($0) } ?? rowNumber + 1
      column = -1
    case "c":
      let place = element.attribute("r").flatMap(CellRange.column)
      column = place ?? column + 1
      type = element.attribute("t") ?? "n"
      style = element.attribute("s").flatMap { Int($0) } ?? 0
      value.removeAll(keepingCapacity: true)
      inline = CellText()
    case "v": isInValue = true
    case "mergeCell": element.attribute("ref").flatMap(CellRange.init).map { merges.append($0) }
    default: inline.start(element.name)
    }
  }

  private func end(_ name: String) {
    switch name {
    case "v": isInValue = false
    case "c": take(text)
    default: inline.end(name)
    }
  }

  private func take(_ text: String) {
    guard !text.isEmpty else { return }
    guard 1...SheetCells.mostRows ~= rowNumber, 0..<SheetCells.mostColumns ~= column else {
      refusal = .tooLarge(
        what: "sheet", limit: "\(SheetCells.mostRows) × \(SheetCells.mostColumns) cells")
      return
    }
    if rows.last?.number != rowNumber { rows.append(Sheet.Row(number: rowNumber, cells: [])) }
    let last = rows.count - 1
    while rows[last].cells.count <= column { rows[last].cells.append("") }
    rows[last].cells[column] = text
  }

  private var text: String {
    let raw = String(decoding: value, as: UTF8.self)
    switch type {
    case "s": return Int(raw).flatMap { shared.indices.contains($0) ? shared[$0] : nil } ?? raw
    case "inlineStr": return inline.value
    case "str": return CellText.unescaped(raw)
    case "b": return raw == "1" ? "TRUE" : raw == "0" ? "FALSE" : raw
    case "n":
      guard let number = CellNumber(raw) else { return raw }
      if dateForms.indices.contains(style), dateForms[style],
        let date = SerialDate.text(number, startsIn1904: startsIn1904)
      {
        return date
      }
      return number.text ?? raw
    default: return raw  // errors as #N/A, and dates in ISO form
    }
  }

  /// The rows in ascending order; the first of rows with one number holds.
  func rows(fillsMerged: Bool) -> [Sheet.Row] {
    var sorted: [Sheet.Row] = []
    for row in rows.sorted(by: { $0.number < $1.number }) where sorted.last?.number != row.number {
      sorted.append(row)
    }
    return fillsMerged ? SheetCells.filled(sorted, merges) : sorted
  }

  /// The text of a merged range's first cell in each of its rows that has another cell.
  private static func filled(_ rows: [Sheet.Row], _ merges: [CellRange]) -> [Sheet.Row] {
    var rows = rows
    let places = Dictionary(
      rows.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
    for merge in merges where merge.rows.count > 1 {
      guard let first = places[merge.rows.lowerBound], rows[first].cells.indices.contains(merge.firstColumn)
      else { continue }
      let text = rows[first].cells[merge.firstColumn]
      let last = min(merge.rows.upperBound, rows.last?.number ?? 0)
      guard merge.rows.lowerBound < last else { continue }
      for number in (merge.rows.lowerBound + 1)...last {
        guard let place = places[number] else { continue }
        while rows[place].cells.count <= merge.firstColumn { rows[place].cells.append("") }
        if rows[place].cells[merge.firstColumn].isEmpty { rows[place].cells[merge.firstColumn] = text }
      }
    }
    return rows
  }
}

/// A range of cells as `A2:B5`.
struct CellRange: Hashable {
  let rows: ClosedRange<Int>
  /// From 0.
  let firstColumn: Int

  init?(_ reference: String) {
    let ends = reference.split(separator: ":").map(String.init)
    guard let first = ends.first, let last = ends.last, let column = CellRange.column(first),
      let top = CellRange.row(first), let bottom = CellRange.row(last), top <= bottom
    else { return nil }
    rows = top...bottom
    firstColumn = column
  }

  /// The column of a place as `AB12`, from 0.
  static func column(_ place: String) -> Int? {
    let letters = place.utf8.prefix { 65...90 ~= $0 }
    guard 1...3 ~= letters.count else { return nil }
    return letters.reduce(0) { $0 * 26 + Int($1) - 64 } - 1
  }

  private static func row(_ place: String) -> Int? {
    Int(place.drop { ("A"..."Z").contains($0) })
  }
}

/// The letters of a column, counted from 0: A, Z, AA.
package func columnLetters(_ column: Int) -> String {
  var letters = ""
  var rest = column + 1
  while rest > 0 {
    letters = String(Character(Unicode.Scalar(UInt8(65 + (rest - 1) % 26)))) + letters
    rest = (rest - 1) / 26
  }
  return letters
}
