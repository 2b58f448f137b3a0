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

/// Members of whom most stand in one order whatever a turn does, the others between them.
struct PartialOrder: Sendable {
  /// Those who may move.
  private let movable: [Int32]
  private let key: PackedKey
  /// Those who stay, best first.
  private let still: [PackedOrder.Place]

  /// Columns are by member. nil where 64 bits do not hold them.
  init?(_ members: [Int32], isMovable: [Bool], _ columns: [[Int64]], moved: [Bool]) {
    guard let key = PackedKey(members, columns, moved: moved) else { return nil }
    var still: [PackedOrder.Place] = []
    for member in members where !isMovable[Int(member)] {
      guard let own = key.key(member, columns) else { return nil }
      still.append(PackedOrder.Place(key: own, member: member))
    }
    PackedOrder.sort(&still)
    self.still = still
    self.key = key
    movable = members.filter { isMovable[Int($0)] }
  }

  /// nil where a value needs more room than was left for it. O(members), sorting but those who move.
  func order(_ columns: [[Int64]]) -> PackedOrder? {
    var moved: [PackedOrder.Place] = []
    moved.reserveCapacity(movable.count)
    for member in movable {
      guard let own = key.key(member, columns) else { return nil }
      moved.append(PackedOrder.Place(key: own, member: member))
    }
    PackedOrder.sort(&moved)
    return PackedOrder(still, moved)
  }
}
