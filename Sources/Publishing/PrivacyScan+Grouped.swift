import Records

extension PrivacyScan {
  /// What groups of digits are together, two at least; nil for counts, codes and dates that stand side by side.
  ///
  /// The customary groups count wherever they stand; any others where nothing else stands beside them, so that no part of
  /// a row of counts does. In a tag of a page, which may hold coordinates, only the surest ones count.
  static func grouped(
    _ window: ArraySlice<DigitGroup>, of groups: [DigitGroup], _ digits: [UInt32], isInTag: Bool
  ) -> Message? {
    let endsInX = window.last?.endsInX == true
    var lengths = window.map(\.length)
    var number = digits[...]
    if number.count == 13, number.starts(with: [0x38, 0x36]), lengths[0] > 2 {
      number = number.dropFirst(2)
      lengths[0] -= 2
    }
    let isAlone = stands(alone: window, in: groups)
    if isMobile(number), !endsInX {
      let isFound =
        lengths == [3, 4, 4]
        || !isInTag && !isDated(window, digits) && (isAlone || isCustomary(lengths, window, mobiles))
      return isFound ? mobile : nil
    }
    let isCommon = isCustomary(lengths, window, identities, weakest: .sign)
    guard isCommon || isAlone && !isInTag else { return nil }
    if isIdentity(digits[...], endsInX: endsInX) { return identity }
    let isOld = isCustomary(lengths, window, oldIdentities) || isAlone && lengths.allSatisfy { $0 == 1 }
    return isOld && !isInTag && !endsInX && isOldIdentity(digits[...]) ? identity : nil
  }

  private static let mobiles = [[3, 8], [7, 4], [4, 3, 4], [4, 4, 3], [3, 3, 5]]
  private static let identities = [
    [6, 8, 4], [6, 12], [14, 4], [6, 4, 4, 4], [6, 4, 2, 2, 4], [3, 3, 8, 4], [3, 3, 4, 4, 4],
  ]
  private static let oldIdentities = [[6, 6, 3], [6, 2, 2, 2, 3]]

  private static func isCustomary(
    _ lengths: [Int], _ window: ArraySlice<DigitGroup>, _ forms: [[Int]], weakest: Joint = .bracket
  ) -> Bool {
    forms.contains(lengths) && window.dropFirst().allSatisfy { $0.joint <= weakest }
  }

  /// Whether spaces and dashes hold the groups together and nothing more; single digits may stand beside longer groups.
  private static func stands(alone window: ArraySlice<DigitGroup>, in groups: [DigitGroup]) -> Bool {
    let isSingles = window.allSatisfy { $0.length == 1 }
    let before = window.startIndex > 0 && window.first?.joint != Joint.none
    let after = window.endIndex < groups.count && groups[window.endIndex].joint != .none
    let isBounded =
      isSingles
      ? !(before && groups[window.startIndex - 1].length == 1)
        && !(after && groups[window.endIndex].length == 1)
      : !before && !after
    return isBounded && (isSingles || window.dropFirst().allSatisfy { $0.joint == .space })
  }

  /// Whether a year stands among the groups, or a year and a month first.
  private static func isDated(_ window: ArraySlice<DigitGroup>, _ digits: [UInt32]) -> Bool {
    var start = 0
    let groups = window.map { group -> ArraySlice<UInt32> in
      defer { start += group.range.count }
      return digits[start..<start + group.range.count]
    }
    return groups.indices.contains { index in
      guard groups[index].count == 4, [[0x31, 0x39], [0x32, 0x30]].contains(Array(groups[index].prefix(2)))
      else { return false }
      return index > 0 || groups.count > 1 && groups[1].count < 3
    }
  }
}
