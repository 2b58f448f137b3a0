import Publishing

/// A table for a terminal or a pipe; columns line up by display width.
struct TextTable {
  let heads: [String]
  /// Columns whose cells stand on the right, as numbers do.
  let numbers: Set<Int>
  private(set) var rows: [[String]] = []

  init(_ heads: [String], numbers: Set<Int> = []) {
    self.heads = heads
    self.numbers = numbers
  }

  mutating func append(_ cells: [String]) {
    precondition(cells.count == heads.count, "one cell per column")
    rows.append(cells)
  }

  /// Columns that the widest line takes.
  var width: Int { widths.reduce(0, +) + 2 * (heads.count - 1) }

  /// The heading and a line per row; cut where the drawing has fewer columns.
  func lines(_ drawing: Drawing, indent: String = "  ") -> [String] {
    let widths = widths
    let body = ([heads] + rows).map { cells in
      let line = indent + cells.indices.map { aligned(cells[$0], $0, widths[$0]) }.joined(separator: "  ")
      return DisplayWidth.cut(String(line.trimmingSuffix { $0 == " " }), drawing.columns ?? .max)
    }
    return [drawing.faint(body[0])] + body.dropFirst()
  }

  private var widths: [Int] {
    heads.indices.map { column in
      ([heads] + rows).reduce(0) { max($0, DisplayWidth.of($1[column])) }
    }
  }

  private func aligned(_ cell: String, _ column: Int, _ width: Int) -> String {
    numbers.contains(column) ? DisplayWidth.rightAligned(cell, width) : DisplayWidth.padded(cell, width)
  }
}

extension String {
  /// Without the characters at its end that fit.
  func trimmingSuffix(while fits: (Character) -> Bool) -> Substring {
    self[..<(lastIndex { !fits($0) }.map(index(after:)) ?? startIndex)]
  }
}
