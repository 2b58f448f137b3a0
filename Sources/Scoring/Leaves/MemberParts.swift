import Records

/// The members of a run cut into ranges that are scored apart: the cut follows from the data alone.
struct MemberParts: Sendable {
  private let memberCount: Int
  /// A part holds `1 << shift` members, the last one fewer.
  private let shift: Int

  /// `size` is the least number of members of a part but the last.
  init(members: Int, size: Int) {
    memberCount = members
    var shift = 0
    while 1 << shift < min(size, members) { shift += 1 }
    self.shift = shift
  }

  /// At least 1, so that a run without members is scored too.
  var count: Int { max(1, (memberCount + (1 << shift) - 1) >> shift) }

  func members(_ part: Int) -> Range<Int> {
    part << shift..<min((part + 1) << shift, memberCount)
  }

  func part(_ member: Int32) -> Int { Int(member) >> shift }
}
