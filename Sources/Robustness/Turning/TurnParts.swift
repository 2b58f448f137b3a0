import Ranking
import Records
import Scoring

/// What a turn of points, of a limit of grades or of a share leaves as it is.
struct TurnParts: Sendable {
  let rescorer: Rescorer
  /// What parts two members, first key first, with neighbouring keys that do not move as one.
  let columns: [Column]
  let start: TurnStart
  /// Index of the grade whose share is turned.
  let share: Int?
  /// All members with nothing turned, right for those who cannot move.
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
    case moved(MovedColumn)

    var moved: MovedColumn? { if case .moved(let column) = self { column } else { nil } }
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
    start = basis.turnStart
    share = if case .seats(let grade) = part { grade } else { nil }
    let members = start.members.keeping(columns.compactMap(\.moved?.key))
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
    turned.count(in: start.counts)
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
    var columns: [Column] = []
    var first = 0
    func close(_ end: Int) {
      if first < end { columns.append(.still(basis.commonPlaces(of: first..<end))) }
      first = end + 1
    }
    for (index, key) in basis.keys.enumerated() where committee.moves(key) {
      close(index)
      columns.append(.moved(MovedColumn(key: index, column: key, unit: basis.keyUnits[index])))
    }
    close(basis.keys.count)
    return columns
  }
}

extension TurnedCommittee {
  fileprivate func moves(_ column: RankColumn) -> Bool {
    switch column {
    case .fixed: false
    case .kept(_, let place, _): isTurned(keptPlace: place)
    case .score(_, let reference, _): reference == .total || moves(reference)
    case .total: true
    }
  }
}
