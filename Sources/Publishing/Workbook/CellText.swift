/// Mends texts that a workbook cannot hold.
enum CellText {
  /// UTF-16 units of a cell, Excel's limit.
  static let limit = 32_767

  /// The text without what XML or libxlsxwriter cannot carry: U+0000, U+FFFE and U+FFFF become U+FFFD, a literal `_x0041_`
  /// is escaped as Excel wants it, and a text beyond the limit ends in an ellipsis. O(bytes).
  static func mended(_ text: String) -> String {
    cut(needsMending(text) ? escaped(text) : text, to: limit)
  }

  /// At most `limit` UTF-16 units, of which the last is an ellipsis where something was cut; no character is split.
  static func cut(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit, text.utf16.count > limit else { return text }
    var units = 0
    var kept = text.startIndex
    for index in text.indices {
      units += text[index].utf16.count
      guard units < limit else { break }
      kept = text.index(after: index)
    }
    return text[..<kept] + "…"
  }

  private static func needsMending(_ text: String) -> Bool {
    text.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "_") || $0 == 0xEF }
  }

  private static func escaped(_ text: String) -> String {
    var mended = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar.value {
      case 0, 0xFFFE, 0xFFFF: mended.append("\u{FFFD}")
      case 0x5F where isEscape(scalars[index...].prefix(7)):
        mended.append(contentsOf: "_x005F_".unicodeScalars)
      default: mended.append(scalar)
      }
    }
    return String(mended)
  }

  /// `_x`, four hex digits, `_`: what a reader of the workbook would turn into one character.
  private static func isEscape(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    guard scalars.count == 7, let last = scalars.last, last == "_" else { return false }
    let inner = scalars.dropFirst().dropLast()
    return inner.first == "x" && inner.dropFirst().allSatisfy { $0.properties.isASCIIHexDigit }
  }
}

/// Names that Excel takes for a sheet.
enum SheetName {
  /// UTF-16 units of a name, Excel's limit.
  static let limit = 31
  private static let replacements: [Character: Character] = [
    "[": "［", "]": "］", ":": "：", "*": "＊", "?": "？", "/": "／", "\\": "＼",
  ]

  /// The name as a sheet may bear it beside those taken: forbidden characters are widened, a long name ends in an
  /// ellipsis, a second one gets a number. A name of ASCII letters, digits, `_` and `.` alone gets 类别 before it, since it
  /// could be read as the name of a cell.
  static func mended(_ name: String, taken: [String]) -> String {
    var text = String(CellText.mended(name).map { replacements[$0] ?? ($0.isNewline ? " " : $0) })
    while text.hasPrefix("'") || text.hasSuffix("'") { text = text.trimmingApostrophe() }
    if text.allSatisfy(\.isWhitespace) { text = "类别" }
    if text.utf8.allSatisfy(isReferenceByte) { text = "类别 " + text }
    let folded = Set(taken.map { $0.lowercased() })
    var candidate = CellText.cut(text, to: limit)
    var number = 2
    while folded.contains(candidate.lowercased()) {
      let suffix = " (\(number))"
      candidate = CellText.cut(text, to: limit - suffix.utf16.count) + suffix
      number += 1
    }
    return candidate
  }

  private static func isReferenceByte(_ byte: UInt8) -> Bool {
    48...57 ~= byte || 65...90 ~= byte || 97...122 ~= byte || byte == 0x5F || byte == 0x2E
  }
}

extension String {
  /// Without one apostrophe at its start or, if there is none, at its end.
  fileprivate func trimmingApostrophe() -> String {
    hasPrefix("'") ? String(dropFirst()) : String(dropLast())
  }
}
