import Records

/// Tells in one pass over a line's bytes that no withheld cell, code or phrase can stand in it, so that the texts of most
/// lines are never taken apart. Whoever changes what a hit is must keep every hit within these.
struct WithheldScreen: Sendable {
  /// A bit for each hash of a withheld name or value.
  private var cells = [UInt64](repeating: 0, count: 1 << 10)
  /// A bit for each hash of the scalar that a phrase begins with.
  private var firsts = [UInt64](repeating: 0, count: 1 << 6)
  /// Whether something withheld cannot be told from bytes: a phrase that does not begin with a scalar of three of them, or
  /// what is no UTF-8.
  private var isBlind = false

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01B3

  init(cells withheld: some Sequence<Key>, phrases: [[Unicode.Scalar]]) {
    for key in withheld {
      var hash = WithheldScreen.seed
      for byte in key.description.utf8 { hash = (hash ^ UInt64(byte)) &* WithheldScreen.prime }
      WithheldScreen.set(&cells, hash)
      isBlind = isBlind || key.description.unicodeScalars.contains("\u{FFFD}")
    }
    for first in phrases.compactMap(\.first) {
      let bytes = Array(UTF8.encode(first) ?? UTF8.EncodedScalar())
      if bytes.count == 3 {
        WithheldScreen.set(&firsts, WithheldScreen.spread(bytes[0], bytes[1], bytes[2]))
      } else {
        isBlind = true
      }
    }
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
    var (cell, word, wordLength) = (WithheldScreen.seed, WithheldScreen.seed, 0)
    var index = start
    while index < end {
      let byte = bytes[index]
      let kind = byte < 0x80 ? kinds[Int(byte)] : Kind.other.rawValue
      if kind == Kind.word.rawValue {
        word = (word ^ UInt64(byte)) &* WithheldScreen.prime
        wordLength += 1
      } else if wordLength > 0 {
        if wordLength > 3, WithheldScreen.has(cells, word) { return true }
        (word, wordLength) = (WithheldScreen.seed, 0)
      }
      var length = 1
      var isSeparator = kind == Kind.separator.rawValue
      if byte & 0xF0 == 0xE0, index + 2 < end {
        if WithheldScreen.has(firsts, WithheldScreen.spread(byte, bytes[index + 1], bytes[index + 2])) {
          return true
        }
        isSeparator = WithheldScreen.separates(byte, bytes[index + 1], bytes[index + 2])
        if isSeparator { length = 3 }
      }
      if isSeparator {
        if WithheldScreen.has(cells, cell) { return true }
        cell = WithheldScreen.seed
      } else {
        cell = (cell ^ UInt64(byte)) &* WithheldScreen.prime
      }
      index += length
    }
    return WithheldScreen.has(cells, cell) || wordLength > 3 && WithheldScreen.has(cells, word)
  }

  private static func separates(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    guard first == 0xE2 || first == 0xE3 || first == 0xEF else { return false }
    let value = UInt32(first & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
    return second & 0xC0 == 0x80 && third & 0xC0 == 0x80
      && (Unicode.Scalar(value).map { PrivacyScan.separatesCells($0, .text) } ?? false)
  }

  private static func spread(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt64 {
    (UInt64(first) << 16 | UInt64(second) << 8 | UInt64(third)) &* 0x9E37_79B9_7F4A_7C15
  }

  /// One of the bits of so many words, a power of two.
  private static func place(_ hash: UInt64, _ words: Int) -> Int {
    Int(truncatingIfNeeded: hash ^ hash >> 32) & (words * 64 - 1)
  }

  private static func set(_ bits: inout [UInt64], _ hash: UInt64) {
    let place = WithheldScreen.place(hash, bits.count)
    bits[place / 64] |= 1 << UInt64(place % 64)
  }

  private static func has(_ bits: [UInt64], _ hash: UInt64) -> Bool {
    let place = WithheldScreen.place(hash, bits.count)
    return bits[place / 64] & 1 << UInt64(place % 64) != 0
  }
}
