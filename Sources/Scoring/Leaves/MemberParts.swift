import Records

/// The members of a run cut into ranges that are scored apart, some of them at a time: the cut follows from the data
/// alone.
struct MemberParts: Sendable {
  private let memberCount: Int
  /// A part holds `1 << shift` members, the last one fewer.
  private let shift: Int
  /// A wave holds `1 << waveShift` parts, the last one fewer.
  private let waveShift: Int
  /// At least 1, so that a run without members is scored too.
  let count: Int
  /// Parts whose records are in memory at a time.
  let waves: [Range<Int>]

  /// `size` is the least number of members of a part but the last, `waves` how many waves there are at most.
  init(members: Int, size: Int, waves: Int = 1) {
    memberCount = members
    shift = MemberParts.shift(of: min(size, members))
    count = max(1, (members + (1 << shift) - 1) >> shift)
    waveShift = MemberParts.shift(of: (count + waves - 1) / waves)
    self.waves = Workers.ranges(count, of: 1 << waveShift)
  }

  /// The least power of two that is no less than a number.
  private static func shift(of number: Int) -> Int {
    var shift = 0
    while 1 << shift < number { shift += 1 }
    return shift
  }

  func members(_ part: Int) -> Range<Int> {
    part << shift..<min((part + 1) << shift, memberCount)
  }

  func part(_ member: Int32) -> Int { Int(member) >> shift }

  func wave(_ member: Int32) -> Int { Int(member) >> (shift + waveShift) }
}
