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
