/// Cells as bytes, quoted once, for rows that repeat them.
package struct SharedCells: Hashable, Sendable {
  let bytes: [UInt8]

  package init(_ texts: some Sequence<String>) {
    var csv = CSVWriter()
    for text in texts { csv.text(text) }
    bytes = csv.bytes
  }
}

/// Many `SharedCells` in one buffer, so that threads that write them count references to none.
package struct SharedCellsList: Sendable {
  private var bytes: [UInt8] = []
  /// Cells `i` are `bytes[starts[i]..<starts[i + 1]]`.
  private var starts = [0]

  /// None yet.
  package init() {}

  /// How many there are.
  package var count: Int { starts.count - 1 }

  /// Adds cells and returns their place.
  @discardableResult
  package mutating func append(_ cells: SharedCells) -> Int {
    bytes += cells.bytes
    starts.append(bytes.count)
    return starts.count - 2
  }

  /// Adds a text that is for open cells alone, as it stands.
  package mutating func append(text: String) {
    bytes += text.utf8
    starts.append(bytes.count)
  }

  /// Adds the text at a place to the cell that is open.
  package func write(_ place: Int, intoOpenCellOf csv: inout CSVWriter) {
    csv.append(bytes.span.extracting(starts[place]..<starts[place + 1]))
  }

  /// Writes the cells at a place.
  package func write(_ place: Int, to csv: inout CSVWriter) {
    csv.cells(bytes.span.extracting(starts[place]..<starts[place + 1]))
  }
}
