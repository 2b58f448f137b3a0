/// Columns of whole numbers as one number of 64 bits, less being better, with room for what moves.
struct PackedKey: Sendable {
  private struct Field {
    let least: Int64
    let most: Int64
    let width: UInt64
  }

  private let fields: [Field]

  /// Columns are by member; a moved one may leave its range by as much as it is wide. nil where 64 bits do not hold them.
  init?(_ members: [Int32], _ columns: [[Int64]], moved: [Bool]) {
    var fields: [Field] = []
    for (column, isMoved) in zip(columns, moved) {
      var (least, most) = (Int64.max, Int64.min)
      for member in members {
        least = min(least, column[Int(member)])
        most = max(most, column[Int(member)])
      }
      guard least <= most else { return nil }
      let (reach, isFar) = most.subtractingReportingOverflow(least)
      guard !isFar, reach < 1 << 40, max(least.magnitude, most.magnitude) < 1 << 60 else { return nil }
      let room = isMoved ? reach + 1 : 0
      let width = UInt64.bitWidth - UInt64(bitPattern: reach + 2 * room).leadingZeroBitCount
      fields.append(Field(least: least - room, most: most + room, width: UInt64(width)))
    }
    guard fields.reduce(0, { $0 + $1.width }) <= UInt64.bitWidth else { return nil }
    self.fields = fields
  }

  /// nil where a value is out of the room.
  func key(_ member: Int32, _ columns: [[Int64]]) -> UInt64? {
    var key: UInt64 = 0
    for (place, field) in fields.enumerated() {
      let value = columns[place][Int(member)]
      guard field.least <= value, value <= field.most else { return nil }
      key = key &<< field.width | UInt64(bitPattern: field.most &- value)
    }
    return key
  }
}
