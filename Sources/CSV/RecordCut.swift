/// Cuts one record at the separators of its unit.
struct RecordCut {
  let delimiter: UInt8
  /// The record's first byte in the unit.
  let start: Int
  /// The last byte that may end the record.
  let limit: Int
  /// True when the file ends with the unit.
  let isLast: Bool
  var cellCount = 0
  private var hasQuote = false
  private(set) var step: Tokeniser.Step = .unfinished

  init(delimiter: UInt8, start: Int, limit: Int, isLast: Bool) {
    self.delimiter = delimiter
    self.start = start
    self.limit = limit
    self.isLast = isLast
  }

  /// Writes the cells behind the `cellCount` that are there. `positions` are the separators from the record's start on,
  /// with `count` as an end mark; `cells` must have room for a cell a byte and one.
  @inline(__always)
  mutating func run(
    _ bytes: UnsafeRawPointer, count: Int, _ positions: UnsafePointer<UInt32>,
    _ cells: UnsafeMutablePointer<CellRange>
  ) {
    var cellStart = start
    var next = 0
    while true {
      let at = unsafe Int(positions[next])
      next += 1
      if at > limit || at == count { return unsafe end(count: count, cellStart: cellStart, cells) }
      let byte = unsafe bytes.load(fromByteOffset: at, as: UInt8.self)
      if byte == delimiter {
        unsafe cells[cellCount] = CellRange(cellStart, at)
        cellCount += 1
        cellStart = at + 1
      } else if byte != UInt8(ascii: "\"") {
        unsafe cells[cellCount] = CellRange(cellStart, at)
        cellCount += 1
        step = .ended(at: at)
        return
      } else {
        guard at == cellStart, let close = unsafe closingQuote(bytes, count: count, positions, &next) else {
          step = .quote
          return
        }
        hasQuote = true
        unsafe cells[cellCount] = CellRange(cellStart + 1, close)
        cellCount += 1
        if unsafe bytes.load(fromByteOffset: close + 1, as: UInt8.self) != delimiter {
          step = .ended(at: close + 1)
          return
        }
        cellStart = close + 2
      }
    }
  }

  /// The quote that closes a cell on its line, when a delimiter or a line end comes next; `next` goes behind that.
  @inline(__always)
  private func closingQuote(
    _ bytes: UnsafeRawPointer, count: Int, _ positions: UnsafePointer<UInt32>, _ next: inout Int
  ) -> Int? {
    while true {
      let close = unsafe Int(positions[next])
      next += 1
      guard close < count else { return nil }
      let byte = unsafe bytes.load(fromByteOffset: close, as: UInt8.self)
      if byte == delimiter { continue }
      let after = unsafe Int(positions[next])
      next += 1
      guard byte == UInt8(ascii: "\""), after == close + 1, after < count, after <= limit,
        unsafe bytes.load(fromByteOffset: after, as: UInt8.self) != UInt8(ascii: "\"")
      else { return nil }
      return close
    }
  }

  /// What becomes of a record that no separator ends within the largest record.
  private mutating func end(
    count: Int, cellStart: Int, _ cells: UnsafeMutablePointer<CellRange>
  ) {
    if count > limit {
      step = hasQuote ? .quote : .tooLong
    } else if isLast {
      unsafe cells[cellCount] = CellRange(cellStart, count)
      cellCount += 1
      step = .ended(at: count)
    } else {
      step = .unfinished
    }
  }
}
