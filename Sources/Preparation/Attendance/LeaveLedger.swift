import Records

/// A leave that was approved.
struct Leave {
  /// Row of `activities`; nil when it covers everything in its span, `KeyIndex.none` when that activity is
  /// gone.
  let activity: Int32?
  /// Seconds, both ends included; an open end is `Int64.min` or `Int64.max`.
  let from: Int64
  let to: Int64
  let kind: String
  let number: Key
  let row: Int32

  func covers(_ time: Int64) -> Bool { from <= time && time <= to }
}

/// The approved leaves of each member, by leave number in byte order.
struct LeaveLedger {
  private var leaves: [Key: [Leave]] = [:]
  /// Index of the table of leaves, for row references.
  let position: Int?

  static let sickness = Key("病假")

  init(_ rows: Staged) {
    position = rows.position("leave")
    guard let table = rows.table("leave") else { return }
    let activityColumn = table.coded("activity_no")
    let activities = KeyIndex(rows.table("activities")).rows(activityColumn)
    let (from, to) = (table.times("from"), table.times("to"))
    let approved = table.classes("status", ["同意"])
    let members = table.coded("member_no")
    for row in table.live {
      let index = Int(row)
      guard approved[index] == 0, let member = members.text(index) else { continue }
      let isForAll = activityColumn.codes[index] == CodedColumn.missing
      leaves[Key(member), default: []].append(
        Leave(
          activity: isForAll ? nil : activities[index],
          from: from[index] == Column.missingTime ? Int64.min : from[index],
          to: to[index] == Column.missingTime ? Int64.max : to[index], kind: table.text("kind", index),
          number: Key(table.recordKey(index)), row: row))
    }
    leaves = leaves.mapValues { $0.sorted { $0.number < $1.number } }
  }

  var isEmpty: Bool { leaves.isEmpty }

  func leaves(of member: Key) -> [Leave] { leaves[member] ?? [] }

  /// True when the instant lies in a sick leave without activity.
  func isSick(_ member: Key, at instant: Instant) -> Bool {
    leaves(of: member).contains {
      $0.activity == nil && Key($0.kind) == LeaveLedger.sickness && $0.covers(instant.seconds)
    }
  }

  /// The first leave without activity that covers a time.
  func general(of member: Key, at time: Int64) -> Leave? {
    leaves(of: member).first { $0.activity == nil && $0.covers(time) }
  }
}
