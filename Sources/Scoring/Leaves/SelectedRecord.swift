import Records

/// A record that a leaf reads, in 16 bytes: what a leaf's records are sorted and judged by.
struct SelectedRecord: BitwiseCopyable, Sendable {
  /// The time's code above the row.
  private let place: UInt64
  /// Index into the run's members.
  let member: UInt32
  let leaf: UInt16
  /// Which of the leaf's amounts the record is worth.
  let choice: UInt16

  static let none = SelectedRecord(time: 0, row: 0, member: 0, leaf: 0, choice: 0)

  init(time: UInt32, row: Int, member: Int32, leaf: Int, choice: UInt16) {
    place = UInt64(time) << 32 | UInt64(row)
    self.member = UInt32(member)
    self.leaf = UInt16(leaf)
    self.choice = choice
  }

  var row: Int { Int(place & 0xFFFF_FFFF) }
  var time: UInt32 { UInt32(place >> 32) }

  /// Order by the time's code, then by row.
  static func < (left: SelectedRecord, right: SelectedRecord) -> Bool { left.place < right.place }
}
