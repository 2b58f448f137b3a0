import CSV
import Foundation

/// The encoding of one record.
enum RecordEncoding: UInt8 {
  case ascii, utf8, gb18030
  /// Valid in neither, or a character was lost before the file was made (U+FFFD).
  case none
}

extension RecordBatch {
  /// Decides the encoding of each record and turns the cells of GB18030 records into UTF-8.
  ///
  /// A record that is valid UTF-8 is UTF-8; otherwise it is GB18030 if every cell is. Line ends, quotes and
  /// delimiters are never part of a GB18030 character, so that cutting first and decoding then is safe.
  mutating func decodeRecords() -> [RecordEncoding] {
    let whole = UTF8Check.encoding(bytes.span.extracting(0..<consumed))
    let isEverythingRead = records.allSatisfy { $0.kind == .record || $0.kind == .blank }
    guard whole == .none || (whole == .utf8 && !isEverythingRead) else {
      return Array(repeating: whole, count: records.count)
    }
    var result: [RecordEncoding] = []
    result.reserveCapacity(records.count)
    for index in records.indices {
      let record = records[index]
      guard record.kind == .record else {
        result.append(.ascii)
        continue
      }
      let start = Int(record.byteStart - fileOffset)
      let found = UTF8Check.encoding(bytes.span.extracting(start..<start + Int(record.byteLength)))
      result.append(found == .none ? decodeGB18030(index, from: start) : found)
    }
    return result
  }

  private mutating func decodeGB18030(_ index: Int, from start: Int) -> RecordEncoding {
    let record = records[index]
    let raw = bytes[start..<start + Int(record.byteLength)]
    if (try? UTF8Span(validating: raw.span)) != nil { return .none }
    var texts: [String] = []
    for cell in record.firstCell..<record.firstCell + record.cellCount {
      guard let text = textFromGB18030(self.cell(cell)) else { return .none }
      texts.append(text)
    }
    for (offset, text) in texts.enumerated() {
      replaceCell(record.firstCell + offset, with: text.utf8)
    }
    return .gb18030
  }
}

/// GB18030-2000 with its four-byte characters, in Foundation's numbering of encodings.
private let gb18030 = String.Encoding(rawValue: 0x8000_0632)

/// The text of GB18030 bytes; nil when they are not valid or hold a lost character.
func textFromGB18030(_ bytes: some Collection<UInt8>) -> String? {
  if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
  guard let text = String(data: Data(bytes), encoding: gb18030), !text.unicodeScalars.contains("\u{FFFD}")
  else { return nil }
  return text
}
