import CSV
import Foundation

/// The encoding of one record.
enum RecordEncoding: UInt8 {
  case ascii, utf8, gb18030
  /// Valid in neither, or a character was lost before the file was made (U+FFFD).
  case none
  /// UTF-8 of which bytes were lost or changed, though it can be read as GB18030.
  case damaged
  /// Holds a NUL byte, which no text has.
  case nul
  /// Holds 锟斤拷: what an earlier system made of characters that it had lost.
  case mojibake

  var isReadable: Bool { self == .ascii || self == .utf8 || self == .gb18030 }
}

extension RecordBatch {
  /// Decides the encoding of each record and turns the cells of GB18030 records into UTF-8.
  ///
  /// A record that is valid UTF-8 is UTF-8; otherwise it is GB18030 if every cell is, and unless it looks like UTF-8 that
  /// was damaged; a file whose head is GB18030 holds no such. Line ends, quotes and
  /// delimiters are never part of a GB18030 character, so that cutting first and decoding then is safe.
  mutating func decodeRecords(head: FoundEncoding?) -> [RecordEncoding] {
    let whole = UTF8Check.encoding(bytes.span.extracting(0..<consumed))
    let holdsNUL = holds([0], in: 0..<consumed)
    let isDamaged = holdsNUL || (whole != .ascii && holds(RecordBatch.lostText, in: 0..<consumed))
    let isEverythingRead = records.allSatisfy { $0.kind == .record || $0.kind == .blank }
    guard isDamaged || whole == .none || (whole == .utf8 && !isEverythingRead) else {
      return Array(repeating: whole, count: records.count)
    }
    var result: [RecordEncoding] = []
    result.reserveCapacity(records.count)
    for index in records.indices {
      result.append(records[index].kind == .record ? decode(index, holdsNUL: holdsNUL, head) : .ascii)
    }
    return result
  }

  private mutating func decode(
    _ index: Int, holdsNUL: Bool, _ head: FoundEncoding?
  ) -> RecordEncoding {
    let start = Int(records[index].byteStart - fileOffset)
    let end = start + Int(records[index].byteLength)
    if holdsNUL, holds([0], in: start..<end) { return .nul }
    let found = UTF8Check.encoding(bytes.span.extracting(start..<end))
    if found == .none {
      let encoding = decodeGB18030(index, from: start)
      guard encoding == .gb18030, head != .gb18030 else { return encoding }
      let damage = DamagedUTF8(bytes.span.extracting(start..<end), isUTF8Expected: head == .utf8)
      return damage.isLikely ? .damaged : encoding
    }
    if found == .utf8, holds(RecordBatch.lostText, in: start..<end) {
      return .mojibake
    }
    return found
  }

  /// 锟斤拷 in UTF-8: U+FFFD twice in UTF-8, read as GBK.
  private static let lostText = Array("锟斤拷".utf8)

  /// O(bytes), by the first byte of the text.
  private func holds(_ text: [UInt8], in range: Range<Int>) -> Bool {
    unsafe bytes.span.extracting(range).withUnsafeBytes { buffer in
      guard var next = buffer.baseAddress else { return false }
      let end = unsafe next + buffer.count
      while unsafe next + text.count <= end,
        let hit = unsafe memchr(next, Int32(text[0]), end - next), unsafe hit + text.count <= end
      {
        if unsafe memcmp(hit, text, text.count) == 0 { return true }
        unsafe next = UnsafeRawPointer(hit) + 1
      }
      return false
    }
  }

  private static func holdsLostText(_ text: String) -> Bool {
    let bytes = text.utf8.span
    for start in bytes.indices.dropLast(lostText.count - 1)
    where bytes[start] == lostText[0] && lostText.indices.allSatisfy({ bytes[start + $0] == lostText[$0] }) {
      return true
    }
    return false
  }

  /// Apart, so that no slice shares the bytes while cells are replaced: each record would copy the whole batch.
  private func isUTF8(_ range: Range<Int>) -> Bool {
    (try? UTF8Span(validating: bytes.span.extracting(range))) != nil
  }

  private mutating func decodeGB18030(_ index: Int, from start: Int) -> RecordEncoding {
    let record = records[index]
    if isUTF8(start..<start + Int(record.byteLength)) { return .none }
    var texts: [String] = []
    for cell in record.firstCell..<record.firstCell + record.cellCount {
      guard let text = textFromGB18030(self.cell(cell)) else { return .none }
      if RecordBatch.holdsLostText(text) { return .mojibake }
      texts.append(text)
    }
    for (offset, text) in texts.enumerated() {
      replaceCell(record.firstCell + offset, with: text.utf8)
    }
    return .gb18030
  }
}

/// The text of GB18030 bytes; nil when they are not valid or hold a lost character.
func textFromGB18030(_ bytes: some Collection<UInt8>) -> String? {
  if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
  if let text = GB18030Pairs.all.text(bytes) { return text }
  guard let text = String(data: Data(bytes), encoding: gb18030), !text.unicodeScalars.contains("\u{FFFD}")
  else { return nil }
  return text
}
