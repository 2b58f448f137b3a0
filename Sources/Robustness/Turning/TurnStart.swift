import Ranking
import Records
import Scoring
import Synchronization

/// What turning any number of a committee starts from.
struct TurnStart: Sendable {
  /// By profile; none without quotas.
  let units: [SeatUnit?]
  /// By profile, round and group of its unit: how many members; nothing without quotas.
  let sizes: [[[Int]]]
  /// By member: his place in his profile's unit.
  let places: [Int]
  /// All members with nothing turned; a column for each key of the basis.
  let members: TurnedMembers
  let counts: CommitteeCounts

  /// O(members · log members).
  init(_ basis: TickBasis) {
    let (model, input) = (basis.rescoring.model, basis.rescoring.input)
    let units = model.profiles.indices.map { profile in
      input.period.isYear
        ? SeatUnit.whole(model, input, profile: profile, ranked: basis.ranked[profile]) : nil
    }
    self.units = units
    sizes = units.map { $0?.rounds.map(\.sizes) ?? [] }
    var places = [Int](repeating: 0, count: basis.profiles.count)
    for unit in units {
      for (place, member) in (unit?.members ?? []).enumerated() { places[member] = place }
    }
    self.places = places
    var members = TurnedMembers(columns: basis.keys.count)
    members.reserve(basis.profiles.count)
    members.add(
      Array(basis.profiles.indices)[...], TurnedCommittee(basis), at: 0,
      basis.keys.enumerated().map { MovedColumn(key: $0, column: $1, unit: basis.keyUnits[$0]) })
    self.members = members
    counts = CommitteeCounts(basis.rescoring)
  }
}

/// Places in the common order of neighbouring keys that no turn moves, by those keys, then by member.
typealias CommonPlaces = [Range<Int>: [Int64]]

extension TickBasis {
  /// Makes what all turns start from, so that the first does not wait for it.
  package func prepareTurns() { _ = turnStart }

  /// Made when a number is first turned.
  var turnStart: TurnStart {
    start.withLock { start in
      let made = start ?? TurnStart(self)
      start = made
      return made
    }
  }

  /// By member: his place in the common order of some keys with nothing turned, greater being better.
  func commonPlaces(of keys: Range<Int>) -> [Int64] {
    let columns = turnStart.members.values[keys]
    return commonPlaces.withLock { found in
      let places = found[keys] ?? places(in: Array(columns))
      found[keys] = places
      return places
    }
  }

  private func places(in columns: [[Int64]]) -> [Int64] {
    let order = PackedOrder(ranked.joined().map { Int32($0) }, columns)
    var places = [Int64](repeating: 0, count: profiles.count)
    var place: Int64 = 0
    for (member, isTied) in zip(order.members, order.isTied) {
      if !isTied { place -= 1 }
      places[Int(member)] = place
    }
    return places
  }
}
