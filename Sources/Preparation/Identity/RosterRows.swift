import Records

/// A member before it is known who belongs to the run.
struct MemberDraft {
  let number: Key
  let member: Member
  let meetsPeriod: Bool
  let standingFrom: Int32
}

/// Members of the list, column by column, so that long lists are put together without being copied one by one.
struct RosterRows: Sendable {
  /// Of those whose office meets the period: by place who it is, his number, and the day from which he is 常委.
  private(set) var members: [Member] = []
  private(set) var numbers: [Key] = []
  private(set) var standingFrom: [Int32] = []
  /// Numbers of all others.
  private(set) var others: [Key] = []

  /// In their order.
  init(_ drafts: [MemberDraft]) {
    for draft in drafts {
      guard draft.meetsPeriod else {
        others.append(draft.number)
        continue
      }
      members.append(draft.member)
      numbers.append(draft.number)
      standingFrom.append(draft.standingFrom)
    }
  }

  /// One part after the other. O(members), shared out.
  init(joining parts: [RosterRows], _ workers: Workers) {
    let counts = parts.map(\.members.count)
    members = unsafe workers.array(of: counts) { part, buffer in
      _ = unsafe buffer.initialize(fromContentsOf: parts[part].members)
    }
    numbers = unsafe workers.array(of: counts) { part, buffer in
      _ = unsafe buffer.initialize(fromContentsOf: parts[part].numbers)
    }
    standingFrom = parts.flatMap(\.standingFrom)
    others = parts.flatMap(\.others)
  }

  /// By number in byte order; a list that is in order already is only looked through.
  var sorted: RosterRows {
    if zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 }) { return self }
    let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
    var rows = RosterRows([])
    rows.members = order.map { members[$0] }
    rows.numbers = order.map { numbers[$0] }
    rows.standingFrom = order.map { standingFrom[$0] }
    rows.others = others
    return rows
  }
}
