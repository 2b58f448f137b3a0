import Records

/// Digits that stand together in a line.
struct DigitGroup {
  let range: Range<Int>
  /// How it is held to the group before it.
  let joint: PrivacyScan.Joint
  /// Behind the digits, and behind an X that is the last place of an identity number.
  var end: Int

  var endsInX: Bool { end > range.upperBound }
  /// An X that joins the digits is a place.
  var length: Int { range.count + (end == range.upperBound + 1 ? 1 : 0) }
}

extension PrivacyScan {
  /// The groups of digits in a line, in order, without those of digests; `line` is half-width.
  static func groups(_ line: [UInt32], _ form: Form) -> [DigitGroup] {
    var groups: [DigitGroup] = []
    var index = 0
    while index < line.count {
      guard isWord(line[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < line.count, isWord(line[index]) { index += 1 }
      if form == .json, !isInString(line, start) { continue }
      if isDigest(line[start..<index], in: line) { continue }
      if index == start + 1, isX(line[start]), let last = groups.last, !last.endsInX,
        joint(line[last.end..<start]) == .space
      {
        groups[groups.count - 1].end = index
        continue
      }
      addGroups(of: start..<index, line, to: &groups)
    }
    return groups
  }

  private static func addGroups(of word: Range<Int>, _ line: [UInt32], to groups: inout [DigitGroup]) {
    var index = word.lowerBound
    while index < word.upperBound {
      let start = index
      while index < word.upperBound, isDigit(line[index]) { index += 1 }
      if index == start {
        index += 1
        continue
      }
      groups.append(
        DigitGroup(
          range: start..<index, joint: groups.last.map { joint(line[$0.end..<max($0.end, start)]) } ?? .none,
          end: index < word.upperBound && isX(line[index]) ? index + 1 : index))
    }
  }

  /// Whoever writes a number leaves at most so much between two of its groups.
  private static let widestGap = 6

  private static func joint(_ gap: ArraySlice<UInt32>) -> Joint {
    guard 1...widestGap ~= gap.count else { return .none }
    return gap.reduce(.space) { max($0, joint($1)) }
  }

  /// 32 or 64 lower-case hex digits, or the 16 of a row's id, behind which stand a dash and a number.
  private static func isDigest(_ word: ArraySlice<UInt32>, in line: [UInt32]) -> Bool {
    guard word.allSatisfy({ isDigit($0) || 0x61...0x66 ~= $0 }) else { return false }
    if word.count == 32 || word.count == 64 { return true }
    return word.count == 16 && line[word.endIndex...].prefix(1).elementsEqual([0x2D])
      && line[word.endIndex...].dropFirst().first.map(isDigit) ?? false
  }

  /// True after an odd number of quotes; numbers of a JSON file that stand outside of strings are counts and sizes.
  private static func isInString(_ line: [UInt32], _ index: Int) -> Bool {
    line[..<index].count { $0 == 0x22 } % 2 == 1
  }
}
