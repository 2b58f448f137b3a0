/// Numbers by rows and columns, each shaded by how much of a whole it is.
package struct HeatMap: Hashable, Sendable {
  package struct Row: Hashable, Sendable {
    package let name: String
    /// As the count of its members.
    package let size: String
    package let cells: [Cell]

    package init(name: String, size: String, cells: [Cell]) {
      self.name = name
      self.size = size
      self.cells = cells
    }
  }

  package struct Cell: Hashable, Sendable {
    /// The number as it is printed.
    package let text: String
    /// 0 to 4, the more the darker; nil for a number that is not told.
    package let shade: Int?

    package static let untold = Cell(text: "—", shade: nil)

    package init(text: String, shade: Int?) {
      self.text = text
      self.shade = shade
    }

    /// A number that is `part` of `whole`, in fifths of it.
    package init(text: String, part: Int128, of whole: Int128) {
      self.text = text
      shade = whole > 0 ? Int(min(4, max(0, part * 5 / whole))) : 0
    }
  }

  package let columns: [String]
  /// What the rows' sizes count.
  package let sizeHeading: String
  package let rows: [Row]

  package init(columns: [String], sizeHeading: String, rows: [Row]) {
    precondition(rows.allSatisfy { $0.cells.count == columns.count }, "a row of another width")
    self.columns = columns
    self.sizeHeading = sizeHeading
    self.rows = rows
  }

  /// The rows in parts of at most so many, each a heat map of the same columns.
  func parts(of most: Int) -> [HeatMap] {
    stride(from: 0, to: rows.count, by: most).map { first in
      HeatMap(
        columns: columns, sizeHeading: sizeHeading, rows: Array(rows[first..<min(rows.count, first + most)]))
    }
  }
}

/// A heat map as cells with their numbers in them, so that no colour is alone.
struct HeatMapPicture {
  private let map: HeatMap
  private let label: String

  private static let rowHeight = 190
  private static let lineHeight = 150
  private static let gap = 10
  /// A character of 11 pixels, in half characters.
  private static let half = 55
  private static let sizeWidth = 400

  /// `label` says what it shows.
  init(_ map: HeatMap, label: String) {
    self.map = map
    self.label = label
  }

  /// `width` in tenths of a pixel.
  func svg(class kind: String, width: Int) -> SVG {
    let widest = map.rows.map { DisplayWidth.of($0.name) }.max() ?? 0
    let nameWidth = min(width / 4, widest * HeatMapPicture.half + 60)
    let left = nameWidth + HeatMapPicture.sizeWidth
    let cell = (width - left) / max(1, map.columns.count)
    let headings = map.columns.map { HeatMapPicture.wrapped($0, columns: cell / HeatMapPicture.half) }
    let top = (headings.map(\.count).max() ?? 0) * HeatMapPicture.lineHeight + 40
    var svg = SVG(
      width: width, height: top + map.rows.count * HeatMapPicture.rowHeight, label: label, class: kind)
    draw(headings, left: left, cell: cell, top: top, &svg)
    svg.text(
      map.sizeHeading, x: left - 60, y: top - 60, anchor: .end, class: "tick")
    for (index, row) in map.rows.enumerated() {
      let y = top + index * HeatMapPicture.rowHeight
      svg.text(
        DisplayWidth.cut(row.name, nameWidth / HeatMapPicture.half), x: 0, y: y + 135, class: "cell")
      svg.text(row.size, x: left - 60, y: y + 135, anchor: .end, class: "cell")
      for (column, number) in row.cells.enumerated() {
        draw(number, of: row, column, x: left + column * cell, y: y, width: cell, &svg)
      }
    }
    return svg
  }

  private func draw(_ headings: [[String]], left: Int, cell: Int, top: Int, _ svg: inout SVG) {
    for (column, lines) in headings.enumerated() {
      let first = top - 60 - (lines.count - 1) * HeatMapPicture.lineHeight
      for (index, line) in lines.enumerated() {
        svg.text(
          line, x: left + column * cell + cell / 2, y: first + index * HeatMapPicture.lineHeight,
          anchor: .middle, class: "tick")
      }
    }
  }

  private func draw(
    _ cell: HeatMap.Cell, of row: HeatMap.Row, _ column: Int, x: Int, y: Int, width: Int, _ svg: inout SVG
  ) {
    let gap = HeatMapPicture.gap
    svg.rect(
      x: x, y: y, width: width - gap, height: HeatMapPicture.rowHeight - gap,
      class: cell.shade.map { "shade\($0)" } ?? "untold",
      title: "\(row.name) \(map.columns[column]) \(cell.text)")
    svg.text(
      cell.text, x: x + (width - gap) / 2, y: y + 135, anchor: .middle,
      class: "cell" + (cell.shade.map { " on\($0)" } ?? ""))
  }

  private static let headingLines = 4

  /// A heading in lines of so many columns, broken first at its spaces; what does not fit into four ends with `…`.
  static func wrapped(_ text: String, columns: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      var line = ""
      for character in word {
        if !line.isEmpty, DisplayWidth.of(line + String(character)) > columns {
          lines.append(line)
          line = ""
        }
        line.append(character)
      }
      lines.append(line)
    }
    guard lines.count > headingLines else { return lines }
    return lines.prefix(headingLines - 1) + [DisplayWidth.cut(lines[headingLines - 1] + "……", columns)]
  }
}
