import Ranking
import Records
import Scoring

/// What a turn of points, of a limit of grades or of a share leaves as it is.
struct TurnParts: Sendable {
  let rescorer: Rescorer
  /// What parts two members, first key first, with neighbouring keys that do not move as one.
  let columns: [Column]
  /// By profile; none without quotas.
  let units: [SeatUnit?]
  /// By profile, round and group of its unit: how many members; nothing without quotas.
  let sizes: [[[Int]]]
  /// By member: his place in his profile's unit.
  let places: [Int]
  /// Index of the grade whose share is turned.
  let share: Int?
  /// All members with the number at 0, right for those who cannot move.
  private let base: TurnedMembers
  private let movable: [Int]
  /// By profile.
  private let partial: [PartialOrder?]
  /// Where no points move.
  let still: (orders: [PackedOrder], ranks: [Int32])?

  /// One or several keys that part two members.
  enum Column: Sendable {
    /// By member.
    case still([Int64])
    /// With the nano of which all its values are multiples.
    case moved(RankColumn, unit: Int64)

    var moved: (column: RankColumn, unit: Int64)? {
      if case .moved(let column, let unit) = self { (column, unit) } else { nil }
    }
  }
}

extension TurnParts {
  /// nil for a number whose turns are not of one member at a time.
  init?(_ basis: TickBasis, _ knob: Knob) {
    let model = basis.rescoring.model
    guard knob.isTurnedByMember(basis.rescoring) else { return nil }
    let part = knob.part(of: model)
    rescorer = Rescorer(basis.rescoring, slots: part == .node ? knob.slots(in: model) : [])
    guard part != .node || rescorer.category != nil else { return nil }
    let committee = TurnedCommittee(basis, knob, rescorer)
    columns = TurnParts.columns(basis, committee)
    let isGraded = basis.rescoring.input.period.isYear
    let units = model.profiles.indices.map { profile in
      isGraded
        ? SeatUnit.whole(model, basis.rescoring.input, profile: profile, ranked: basis.ranked[profile]) : nil
    }
    self.units = units
    sizes = units.map { $0?.rounds.map(\.sizes) ?? [] }
    var places = [Int](repeating: 0, count: basis.profiles.count)
    for unit in units {
      for (place, member) in (unit?.members ?? []).enumerated() { places[member] = place }
    }
    self.places = places
    share = if case .seats(let grade) = part { grade } else { nil }
    var members = TurnedMembers(columns: columns.compactMap(\.moved).count)
    members.add(basis.profiles.indices, committee, at: 0, columns.compactMap(\.moved))
    base = members
    switch part {
    case .node: movable = rescorer.reached(Array(basis.profiles.indices))
    // A limit may give any member another grade.
    case .limit: movable = Array(basis.profiles.indices)
    case .seats, .floor: movable = []
    }
    guard part == .node else {
      let orders = TurnParts.orders(basis, columns.values(members))
      (self.partial, still) = ([], (orders, orders.ranks(count: basis.profiles.count)))
      return
    }
    still = nil
    partial = TurnParts.partial(basis, movable, columns, members)
  }

  /// By profile; none where all may move.
  private static func partial(
    _ basis: TickBasis, _ movable: [Int], _ columns: [Column], _ members: TurnedMembers
  ) -> [PartialOrder?] {
    guard movable.count < basis.profiles.count else { return basis.ranked.map { _ in nil } }
    var isMovable = [Bool](repeating: false, count: basis.profiles.count)
    for member in movable { isMovable[member] = true }
    return basis.ranked.map { ranked in
      PartialOrder(
        ranked.map { Int32($0) }, isMovable: isMovable, columns.values(members),
        moved: columns.map { $0.moved != nil })
    }
  }

  /// Members who may move are scored with the number at a place, by several cores.
  func scored(_ basis: TickBasis, _ knob: Knob, at nano: Int64) -> TurnedMembers {
    var all = base
    all.isTooLarge = false
    let ranges = Workers.ranges(movable.count, of: 2048)
    let moved = columns.compactMap(\.moved)
    var turned = rescorer
    turned.turn(to: nano)
    let found = basis.rescoring.input.workers.map(ranges.count) { [turned] range in
      var members = TurnedMembers(columns: moved.count)
      members.reserve(ranges[range].count)
      members.add(movable[ranges[range]], TurnedCommittee(basis, knob, turned), at: nano, moved)
      return members
    }
    for (range, members) in zip(ranges, found) { all.replace(movable[range], by: members) }
    return all
  }

  /// By profile.
  func orders(_ basis: TickBasis, _ members: TurnedMembers) -> [PackedOrder] {
    let columns = columns.values(members)
    return basis.rescoring.input.workers.map(basis.ranked.count) { profile in
      partial[profile]?.order(columns) ?? PackedOrder(basis.ranked[profile].map { Int32($0) }, columns)
    }
  }

  private static func orders(_ basis: TickBasis, _ columns: [[Int64]]) -> [PackedOrder] {
    basis.ranked.map { ranked in PackedOrder(ranked.map { Int32($0) }, columns) }
  }
}

extension [TurnParts.Column] {
  /// Those that stay and those that move, by column, then member.
  fileprivate func values(_ members: TurnedMembers) -> [[Int64]] {
    var moved = members.values.makeIterator()
    return map { column in
      if case .still(let values) = column { values } else { moved.next() ?? [] }
    }
  }
}

extension [PackedOrder] {
  /// By member: 1, 2, 2, 4 in each; 0 for who is in none.
  func ranks(count: Int) -> [Int32] {
    var ranks = [Int32](repeating: 0, count: count)
    for order in self {
      var rank: Int32 = 0
      for (place, member) in order.members.enumerated() {
        if !order.isTied[place] { rank = Int32(place) + 1 }
        ranks[Int(member)] = rank
      }
    }
    return ranks
  }
}

extension Knob {
  /// Whether each member can be scored again alone, and seats given again, without the model being made anew.
  fileprivate func isTurnedByMember(_ rescoring: Rescoring) -> Bool {
    let model = rescoring.model
    guard case .number(let path) = subject else { return category(in: rescoring, subject.code) }
    switch part(of: model) {
    case .floor: return false
    case .limit: return !path.isCondition
    case .seats: return path.key == "share" && !path.isCondition
    case .node: return category(in: rescoring, path.owner)
    }
  }

  private func category(in rescoring: Rescoring, _ code: String?) -> Bool {
    guard let code,
      let category = rescoring.model.categories.firstIndex(where: { $0.node.holds(Key(code)) })
    else { return false }
    return rescoring.obstacles[category] == nil
  }
}

extension Knob.Subject {
  fileprivate var code: String? { if case .factor(let code) = self { code } else { nil } }
}

extension TurnParts {
  /// Neighbouring columns that no turn moves become one, of places in their common order.
  private static func columns(_ basis: TickBasis, _ committee: TurnedCommittee) -> [Column] {
    let members = basis.ranked.joined().map { Int32($0) }
    let isWhole = basis.floors.allSatisfy { $0 == .min || $0 % basis.unit == 0 }
    var columns: [Column] = []
    var still: [[Int64]] = []
    func close() {
      guard !still.isEmpty else { return }
      columns.append(.still(places(PackedOrder(members, still), count: basis.profiles.count)))
      still = []
    }
    for key in basis.keys {
      if let values = committee.stillValues(key) {
        still.append(values)
      } else {
        close()
        let isScore = if case .kept = key { false } else { true }
        columns.append(.moved(key, unit: isScore && isWhole ? basis.unit : 1))
      }
    }
    close()
    return columns
  }

  /// By member: greater is better.
  private static func places(_ order: PackedOrder, count: Int) -> [Int64] {
    var places = [Int64](repeating: 0, count: count)
    var place: Int64 = 0
    for (member, isTied) in zip(order.members, order.isTied) {
      if !isTied { place -= 1 }
      places[Int(member)] = place
    }
    return places
  }
}

extension TurnedCommittee {
  /// A column's values where no turn moves them.
  fileprivate func stillValues(_ column: RankColumn) -> [Int64]? {
    switch column {
    case .fixed(let values): values
    case .kept(let values, let place, _): isTurned(keptPlace: place) ? nil : values
    case .score(let values, let reference, _): reference != .total && !moves(reference) ? values : nil
    case .total: nil
    }
  }
}
