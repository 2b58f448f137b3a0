package import CSV

/// One record as the readers under comparison report it.
package struct ReadRecord: Equatable, CustomStringConvertible {
  package let kind: RecordKind
  package let start: Int
  package let length: Int
  package let lineEnd: Int
  package let firstLine: Int
  package let lastLine: Int
  package let cells: [[UInt8]]

  package init(
    kind: RecordKind, start: Int, length: Int, lineEnd: Int, firstLine: Int, lastLine: Int, cells: [[UInt8]]
  ) {
    self.kind = kind
    self.start = start
    self.length = length
    self.lineEnd = lineEnd
    self.firstLine = firstLine
    self.lastLine = lastLine
    self.cells = cells
  }

  package var description: String {
    let texts = cells.map { String(decoding: $0, as: UTF8.self).debugDescription }.joined(separator: "|")
    return "\(kind) \(start)+\(length)+\(lineEnd) lines \(firstLine)-\(lastLine) \(texts)"
  }
}

/// The slow and obvious reader of the grammar that `Tokeniser` states: a byte at a time over the whole file.
package struct ObviousReader {
  let bytes: [UInt8]
  let delimiter: UInt8
  let maximum: Int
  private var line = 1
  private var windowEnd = 0
  private var unclosed = 0

  init(_ bytes: [UInt8], delimiter: UInt8 = UInt8(ascii: ","), maximum: Int = 1 << 20) {
    self.bytes = bytes
    self.delimiter = delimiter
    self.maximum = maximum
  }

  package static func read(_ bytes: [UInt8], delimiter: UInt8 = UInt8(ascii: ","), maximum: Int = 1 << 20)
    -> [ReadRecord]
  {
    var reader = ObviousReader(bytes, delimiter: delimiter, maximum: maximum)
    return reader.records()
  }

  mutating func records() -> [ReadRecord] {
    var result: [ReadRecord] = []
    var position = 0
    while position < bytes.count {
      let record = record(at: position)
      line = record.lastLine + 1
      position = record.start + record.length + record.lineEnd
      result.append(record)
    }
    return result
  }

  private func isLineEnd(_ index: Int) -> Bool { bytes[index] == 10 || bytes[index] == 13 }

  private func lineEndLength(_ index: Int) -> Int {
    guard index < bytes.count else { return 0 }
    return bytes[index] == 13 && index + 1 < bytes.count && bytes[index + 1] == 10 ? 2 : 1
  }

  private func firstLineEnd(from start: Int) -> Int {
    var index = start
    while index < bytes.count, !isLineEnd(index) { index += 1 }
    return index
  }

  private mutating func record(at start: Int) -> ReadRecord {
    let physical = firstLineEnd(from: start)
    if physical == start { return made(.blank, start, start, []) }
    let hasQuote = bytes[start..<min(physical, start + maximum + 1)].contains(UInt8(ascii: "\""))
    if !hasQuote {
      if physical - start > maximum { return made(.tooLong, start, physical, []) }
      let cells = bytes[start..<physical].split(separator: delimiter, omittingEmptySubsequences: false)
      return made(.record, start, physical, cells.map(Array.init))
    }
    if let (end, cells) = grammar(from: start) { return made(.record, start, end, cells) }
    if start >= windowEnd {
      windowEnd = start + maximum
      unclosed = 0
    }
    unclosed += 1
    var end = physical
    if unclosed > Tokeniser.unclosedAllowance {
      while end < bytes.count, end < windowEnd { end = firstLineEnd(from: end + lineEndLength(end)) }
    }
    return made(.unclosedQuote, start, end, [])
  }

  /// The lenient quoting that libcsv documents; nil when no row ends within the largest record.
  private func grammar(from start: Int) -> (end: Int, cells: [[UInt8]])? {
    var cells: [[UInt8]] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var isAtStart = true
    var index = start
    while index <= bytes.count, index - start <= maximum {
      let isEnd = index == bytes.count
      if isEnd || (!isQuoted && isLineEnd(index)) {
        return isQuoted ? nil : (index, cells + [cell])
      }
      let byte = bytes[index]
      if isQuoted {
        if byte == UInt8(ascii: "\"") {
          let next = index + 1
          if next == bytes.count || bytes[next] == delimiter || isLineEnd(next) {
            isQuoted = false
          } else {
            cell.append(byte)
            if bytes[next] == UInt8(ascii: "\"") { index += 1 }
          }
        } else {
          cell.append(byte)
        }
      } else if byte == delimiter {
        cells.append(cell)
        cell = []
        isAtStart = true
        index += 1
        continue
      } else if byte == UInt8(ascii: "\""), isAtStart {
        isQuoted = true
      } else {
        cell.append(byte)
      }
      isAtStart = false
      index += 1
    }
    return nil
  }

  private func made(_ kind: RecordKind, _ start: Int, _ end: Int, _ cells: [[UInt8]]) -> ReadRecord {
    var last = line
    var index = start
    while index < end {
      if isLineEnd(index) {
        last += 1
        index += lineEndLength(index)
      } else {
        index += 1
      }
    }
    return ReadRecord(
      kind: kind, start: start, length: end - start, lineEnd: lineEndLength(end), firstLine: line,
      lastLine: last, cells: cells)
  }
}
