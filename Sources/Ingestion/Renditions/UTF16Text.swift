/// UTF-16 turned into UTF-8, with the way back from a byte of the one to a byte of the other.
///
/// What is no text, a lone surrogate or an odd last byte, becomes the byte FF, which is neither UTF-8 nor GB18030, so that its
/// row is refused and no other one.
struct UTF16Text: Sendable {
  private let size: Int
  /// Every so many bytes of the UTF-8 text a place of both; the first is the beginning of both.
  private let marks: [Mark]

  private struct Mark: Sendable {
    let byte: Int64
    let original: Int64
  }

  private static let markEvery: Int64 = 4096

  /// True for text that begins with the mark of either byte order.
  static func isBegun(by bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
  }

  /// The rendition of bytes that begin with a byte order mark. O(bytes).
  static func rendition(of file: [UInt8]) -> Rendition {
    let isLittle = file[0] == 0xFF
    var text: [UInt8] = []
    text.reserveCapacity(file.count / 2 * 3)
    var marks = [Mark(byte: 0, original: 0)]
    var index = 0
    while index < file.count {
      if Int64(text.count) >= marks[marks.count - 1].byte + markEvery {
        marks.append(Mark(byte: Int64(text.count), original: Int64(index)))
      }
      let first = unit(file, index, isLittle)
      let second = first.flatMap { UTF16.isLeadSurrogate($0) ? unit(file, index + 2, isLittle) : nil }
      if let first, let second, UTF16.isTrailSurrogate(second) {
        let value = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
        text.append(contentsOf: [
          UInt8(0xF0 | value >> 18), UInt8(0x80 | value >> 12 & 0x3F), UInt8(0x80 | value >> 6 & 0x3F),
          UInt8(0x80 | value & 0x3F),
        ])
        index += 4
      } else {
        append(first, to: &text)
        index += min(2, file.count - index)
      }
    }
    return Rendition(
      bytes: text, source: .utf16(UTF16Text(size: file.count, marks: marks)),
      encoding: isLittle ? .utf16LittleEndian : .utf16BigEndian)
  }

  /// Text without a byte order mark; what is none is U+FFFD.
  static func text(of bytes: [UInt8], isLittle: Bool) -> String {
    let mark: [UInt8] = isLittle ? [0xFF, 0xFE] : [0xFE, 0xFF]
    return String(decoding: rendition(of: mark + bytes).bytes.dropFirst(3), as: UTF8.self)
  }

  private static func unit(_ file: [UInt8], _ index: Int, _ isLittle: Bool) -> UInt16? {
    guard index + 1 < file.count else { return nil }
    let (a, b) = (UInt16(file[index]), UInt16(file[index + 1]))
    return isLittle ? b << 8 | a : a << 8 | b
  }

  /// A unit that is no half of a pair.
  private static func append(_ unit: UInt16?, to text: inout [UInt8]) {
    switch unit {
    case .some(0..<0x80 as Range<UInt16>): text.append(UInt8(truncatingIfNeeded: unit ?? 0))
    case .some(let unit) where unit < 0x800:
      text.append(UInt8(0xC0 | unit >> 6))
      text.append(UInt8(0x80 | unit & 0x3F))
    case .some(let unit) where !UTF16.isLeadSurrogate(unit) && !UTF16.isTrailSurrogate(unit):
      text.append(UInt8(0xE0 | unit >> 12))
      text.append(UInt8(0x80 | unit >> 6 & 0x3F))
      text.append(UInt8(0x80 | unit & 0x3F))
    default: text.append(0xFF)
    }
  }

  /// The byte of the file where a byte of the text, the first of a character, comes from. O(log marks + `markEvery`).
  func original(_ byte: Int64, in text: [UInt8]) -> Int64 {
    var (low, high) = (0, marks.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if marks[middle].byte <= byte { low = middle } else { high = middle }
    }
    var original = marks[low].original
    for place in Int(marks[low].byte)..<Int(byte) where text[place] & 0xC0 != 0x80 {
      original += text[place] >= 0xF0 && text[place] < 0xF8 ? 4 : 2
    }
    return min(original, Int64(size))
  }
}
