/// The members of one profile that a table shows, in its order.
struct BenchView: Sendable {
  /// Indices into the run's members.
  let members: [Int32]

  /// O(members of the profile) where not all are asked for.
  init(_ window: BenchWindow, _ order: [Int32], _ roster: Roster) {
    var members = order
    if let sector = window.sector {
      let code = roster.sector(sector)
      members = code.map { code in members.filter { roster.sectorOf[Int($0)] == code } } ?? []
    }
    if let find = window.find {
      let fits = roster.fits(find)
      members = members.filter { fits[Int($0)] }
    }
    self.members = members
  }

  func members(in places: Range<Int>) -> [Int] {
    members[places.clamped(to: members.indices)].map { Int($0) }
  }
}
