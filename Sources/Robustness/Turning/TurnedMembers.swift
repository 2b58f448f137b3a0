import Records
import Scoring

/// A key that a turn moves.
struct MovedColumn: Sendable {
  /// Index into the basis's keys.
  let key: Int
  let column: RankColumn
  /// The nano of which all its values are multiples.
  let unit: Int64
}

/// What a turn makes of each member alone, by member.
struct TurnedMembers: Sendable {
  private(set) var totals: [Int64] = []
  /// The grade before quotas.
  private(set) var grades: [Int32] = []
  /// By moved column, then member.
  private(set) var values: [[Int64]]
  var isTooLarge = false

  init(columns: Int) { values = Array(repeating: [], count: columns) }

  /// Scores members and adds them.
  mutating func add(
    _ members: ArraySlice<Int>, _ committee: TurnedCommittee, at nano: Int64, _ columns: [MovedColumn]
  ) {
    if let positions = committee.positions(of: members, at: nano) {
      totals += positions.totals
      grades += positions.grades
      for (place, key) in columns.enumerated() {
        let found = committee.values(key.column, members, positions)
        values[place] += key.unit == 1 ? found : found.map { $0 / key.unit }
      }
    } else {
      addOneByOne(members, committee, at: nano, columns)
    }
  }

  private mutating func addOneByOne(
    _ members: ArraySlice<Int>, _ committee: TurnedCommittee, at nano: Int64, _ columns: [MovedColumn]
  ) {
    for member in members {
      let position = committee.position(member, at: nano)
      totals.append(position.total)
      grades.append(Int32(position.own.grade))
      for (place, key) in columns.enumerated() {
        values[place].append(committee.value(key.column, member, position) / key.unit)
      }
    }
    isTooLarge = isTooLarge || committee.isTooLarge
  }

  /// The same with some of the columns.
  func keeping(_ columns: [Int]) -> TurnedMembers {
    var kept = self
    kept.values = columns.map { values[$0] }
    return kept
  }

  /// Puts others in the place of some: those of the members named, in that order.
  mutating func replace(_ members: ArraySlice<Int>, by other: TurnedMembers) {
    for (place, member) in members.enumerated() {
      totals[member] = other.totals[place]
      grades[member] = other.grades[place]
      for column in values.indices { values[column][member] = other.values[column][place] }
    }
    isTooLarge = isTooLarge || other.isTooLarge
  }

  mutating func reserve(_ count: Int) {
    totals.reserveCapacity(count)
    grades.reserveCapacity(count)
    for place in values.indices { values[place].reserveCapacity(count) }
  }
}
