import Records

/// Tells in one pass over a line's bytes that no withheld cell, code or phrase can stand in it, so that the texts of most
/// lines are never taken apart. Whoever changes what a hit is must keep every hit within these.
struct WithheldScreen: Sendable {
  /// Of the bytes of withheld names and values.
  private let cells: WordFilter
  /// Of the bytes of the scalars that phrases begin with, three of each.
  private let firsts: WordFilter
  /// Whether something withheld cannot be told from bytes: a phrase that does not begin with a scalar of three of them, or
  /// what is no UTF-8.
  private let isBlind: Bool

  init(cells withheld: some Sequence<Key>, phrases: [[Unicode.Scalar]]) {
    let texts = withheld.map(\.description)
    let openings = phrases.compactMap(\.first).map { Array(String($0).utf8) }
    cells = WordFilter(texts.map { WordFilter.Hash($0.utf8) })
    firsts = WordFilter(openings.map { WordFilter.Hash($0) })
    isBlind =
      openings.contains { $0.count != 3 } || texts.contains { $0.unicodeScalars.contains("\u{FFFD}") }
  }

  /// What ends a cell, of one byte: as in `PrivacyScan.separatesCells` for a text; and what words of codes are made of.
  private enum Kind: UInt8 {
    case other, separator, word
  }

  private static let kinds: [UInt8] = (0..<128).map { byte in
    let scalar = Unicode.Scalar(UInt8(byte))
    if PrivacyScan.separatesCells(scalar, .text) { return Kind.separator.rawValue }
    return PrivacyScan.isWord(scalar.value) ? Kind.word.rawValue : Kind.other.rawValue
  }

  /// Whether the bytes from `start` to `end` may hold a hit. O(bytes).
  func mayHit(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard !isBlind else { return true }
    let kinds = WithheldScreen.kinds
    var (cell, word, wordLength) = (WordFilter.Hash(), WordFilter.Hash(), 0)
    var index = start
    while index < end {
      let byte = bytes[index]
      let kind = byte < 0x80 ? kinds[Int(byte)] : Kind.other.rawValue
      if kind == Kind.word.rawValue {
        word.add(UInt32(byte))
        wordLength += 1
      } else if wordLength > 0 {
        if wordLength > 3, cells.mayHold(word) { return true }
        (word, wordLength) = (WordFilter.Hash(), 0)
      }
      var length = 1
      var isSeparator = kind == Kind.separator.rawValue
      if byte & 0xF0 == 0xE0, index + 2 < end {
        if mayBegin(byte, bytes[index + 1], bytes[index + 2]) { return true }
        isSeparator = WithheldScreen.separates(byte, bytes[index + 1], bytes[index + 2])
        if isSeparator { length = 3 }
      }
      if isSeparator {
        if cells.mayHold(cell) { return true }
        cell = WordFilter.Hash()
      } else {
        cell.add(UInt32(byte))
      }
      index += length
    }
    return cells.mayHold(cell) || wordLength > 3 && cells.mayHold(word)
  }

  private func mayBegin(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    var hash = WordFilter.Hash()
    hash.add(UInt32(first))
    hash.add(UInt32(second))
    hash.add(UInt32(third))
    return firsts.mayHold(hash)
  }

  private static func separates(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    guard first == 0xE2 || first == 0xE3 || first == 0xEF else { return false }
    let value = UInt32(first & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
    return second & 0xC0 == 0x80 && third & 0xC0 == 0x80
      && (Unicode.Scalar(value).map { PrivacyScan.separatesCells($0, .text) } ?? false)
  }
}
