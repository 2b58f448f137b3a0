import Records

/// Tells by bytes alone which cells of a column can be taken as they stand; a refused cell goes the slow way.
struct CellScreen: Sendable {
  /// One entry a byte: 1 where it can begin something that a rule of the column mends.
  private var suspicious = [UInt8](repeating: 0, count: 256)
  /// 1 where a whole cell that begins so may be a missing mark or a synonym.
  private var firstOfWholeCells = [UInt8](repeating: 0, count: 256)
  private var longestWholeCell = 0
  /// Of free text: one bit a scalar that garbled text may begin with; else empty.
  private let garbledFirsts: [UInt64]
  private let trims: Bool
  private let hasApostrophe: Bool
  private let hasTitles: Bool
  private let screensBytes: Bool
  /// True when no ASCII byte is suspicious, so that ASCII is skipped eight bytes at a time.
  private let passesASCII: Bool

  init(_ contract: ColumnContract) {
    garbledFirsts = contract.type == .text ? GarbledText.firsts : []
    trims = contract.mending.contains(.trim) || contract.type == .list
    hasApostrophe = contract.mending.contains(.apostrophe)
    hasTitles = contract.mending.contains(.nameTitle)
    for rule in contract.mending {
      for byte in rule.suspiciousBytes { suspicious[Int(byte)] = 1 }
    }
    if contract.type == .list {
      for first in contract.separators.compactMap(\.utf8.first) { suspicious[Int(first)] = 1 }
      for blank in [UInt8(ascii: " "), UInt8(ascii: "\t")] { suspicious[Int(blank)] = 1 }
    }
    for text in contract.missingMarks + contract.synonyms.keys.map({ $0 }) {
      guard let first = text.utf8.first else { continue }
      firstOfWholeCells[Int(first)] = 1
      longestWholeCell = max(longestWholeCell, text.utf8.count)
    }
    screensBytes = suspicious.contains(1)
    passesASCII = !suspicious[..<0x80].contains(1)
  }

  /// True when a filled cell may be a missing mark or a synonym as a whole.
  func mayBeWhole(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    end - start <= longestWholeCell && firstOfWholeCells[Int(bytes[start])] == 1
  }

  /// True when the first character, one of three bytes, may begin garbled text.
  private func mayBeGarbled(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard !garbledFirsts.isEmpty, end - start >= 9, bytes[start] < 0xF0 else { return false }
    let scalar =
      UInt32(bytes[start] & 0x0F) << 12 | UInt32(bytes[start + 1] & 0x3F) << 6
      | UInt32(bytes[start + 2] & 0x3F)
    return garbledFirsts[Int(scalar >> 6)] & (1 << UInt64(scalar & 63)) != 0
  }

  /// True only for a filled cell that no rule, synonym or missing mark can change.
  func isClean(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard start < end else { return false }
    if mayBeWhole(bytes, start, end) { return false }
    if hasApostrophe, bytes[start] == UInt8(ascii: "'") { return false }
    if Trim.mayMend(bytes, start, end), trims || Trim.isBlank(bytes, start, end) { return false }
    if hasTitles, NameTitle.mayMend(bytes, start, end) { return false }
    if bytes[start] >= 0xE4, mayBeGarbled(bytes, start, end) { return false }
    guard screensBytes else { return true }
    let first = passesASCII ? UTF8Check.asciiEnd(bytes, from: start, to: end) : start
    for index in first..<end where suspicious[Int(bytes[index])] == 1 { return false }
    return true
  }
}
