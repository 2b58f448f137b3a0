import Records

/// Tells from a line's bytes that no withheld cell, code or phrase can stand in it, so that the texts of most
/// lines are never taken apart. Whoever changes what a hit is must keep every hit within these.
struct WithheldScreen: Sendable {
  /// Of the bytes of withheld names and values.
  private let cells: WordFilter
  /// By the first byte of a withheld name or value, a bit for each length that there is, in bytes; the last one for all
  /// longer ones. Few words of a page agree in both.
  private let lengths: [UInt64]
  /// A bit for each scalar of three bytes, set for those that phrases begin with.
  private let firsts: [UInt64]
  /// Whether something withheld cannot be told from bytes: a phrase that does not begin with a scalar of three of them, or
  /// what is no UTF-8.
  private let isBlind: Bool
  /// By byte its `Kind` in a text and in a page.
  private let textKinds = kinds(.text)
  private let pageKinds = kinds(.html)

  init(cells withheld: some Sequence<Key>, phrases: [[Unicode.Scalar]]) {
    let texts = withheld.map(\.description)
    let openings = phrases.compactMap(\.first)
    cells = WordFilter(texts.map { WordFilter.Hash(bytes: $0.utf8.span) })
    var lengths = [UInt64](repeating: 0, count: 256)
    for text in texts {
      if let first = text.utf8.first { lengths[Int(first)] |= WithheldScreen.bit(ofLength: text.utf8.count) }
    }
    self.lengths = lengths
    let long = openings.filter { $0.utf8.count == 3 }
    var firsts = [UInt64](repeating: 0, count: 1024)
    for scalar in long { firsts[Int(scalar.value >> 6)] |= 1 << UInt64(scalar.value & 63) }
    self.firsts = firsts
    isBlind =
      long.count < openings.count || openings.contains("\u{FFFD}")
      || texts.contains { $0.unicodeScalars.contains("\u{FFFD}") }
  }

  @inline(__always)
  private static func bit(ofLength length: Int) -> UInt64 {
    1 &<< UInt64(truncatingIfNeeded: min(length, 63))
  }

  /// What ends a cell, of one byte: as in `PrivacyScan.separatesCells`; and what words of codes are made of.
  private enum Kind: UInt8 {
    case other, separator, word
  }

  /// Of a byte that is no scalar by itself: other.
  private static func kinds(_ form: PrivacyScan.Form) -> [UInt8] {
    (0..<256).map { byte in
      guard byte < 0x80 else { return Kind.other.rawValue }
      let scalar = Unicode.Scalar(UInt8(byte))
      if PrivacyScan.separatesCells(scalar, form) { return Kind.separator.rawValue }
      return PrivacyScan.isWord(scalar.value) ? Kind.word.rawValue : Kind.other.rawValue
    }
  }

  /// Whether the bytes from `start` to `end` may hold a hit; of a page they must hold nothing that stands for something
  /// else. O(bytes).
  func mayHit(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ form: PrivacyScan.Form) -> Bool {
    isBlind || mayHit(bytes, start, end, form == .html ? pageKinds.span : textKinds.span)
  }

  private func mayHit(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ kinds: Span<UInt8>) -> Bool {
    precondition(start >= 0 && end <= bytes.count && kinds.count == 256)
    var (cell, word, index) = (start, start, start)
    while true {
      while unsafe index < end && kinds[unchecked: Int(bytes[unchecked: index])] == Kind.word.rawValue {
        index &+= 1
      }
      if mayBeCode(bytes, word, index) { return true }
      if index >= end { break }
      let byte = unsafe bytes[unchecked: index]
      var length = 1
      var isSeparator = unsafe kinds[unchecked: Int(byte)] == Kind.separator.rawValue
      if byte & 0xF0 == 0xE0, index + 2 < end, bytes[index + 1] & 0xC0 == 0x80,
        bytes[index + 2] & 0xC0 == 0x80
      {
        if mayBegin(byte, bytes[index + 1], bytes[index + 2]) { return true }
        isSeparator = WithheldScreen.separates(byte, bytes[index + 1], bytes[index + 2])
        length = 3
      }
      if isSeparator {
        if mayBeCell(bytes, cell, index) { return true }
        cell = index + length
      }
      index += length
      word = index
    }
    return mayBeCell(bytes, cell, end)
  }

  @inline(__always)
  private func mayBeCell(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    start < end && lengths[Int(bytes[start])] & WithheldScreen.bit(ofLength: end - start) != 0
      && cells.mayHold(WordFilter.Hash(bytes: bytes.extracting(start..<end)))
  }

  /// Codes have four characters or more.
  @inline(__always)
  private func mayBeCode(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    end - start > 3 && mayBeCell(bytes, start, end)
  }

  private func mayBegin(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    let value = WithheldScreen.scalar(first, second, third)
    return firsts[value >> 6] >> UInt64(value & 63) & 1 == 1
  }

  /// What three bytes stand for, if they are a scalar's.
  private static func scalar(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
    Int(first & 0x0F) << 12 | Int(second & 0x3F) << 6 | Int(third & 0x3F)
  }

  private static func separates(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    guard first == 0xE2 || first == 0xE3 || first == 0xEF else { return false }
    let value = UInt32(scalar(first, second, third))
    return (Unicode.Scalar(value).map { PrivacyScan.separatesCells($0, .text) } ?? false)
  }
}
