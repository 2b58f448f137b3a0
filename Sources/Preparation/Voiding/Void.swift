import Records

/// 作废 and 改期 (model.md §2.1, §8): adjustments of `adjustments`, then the others, then what the penalties that
/// are left void. What is gone is filtered as if it had never been.
func void(_ rows: Staged) -> Staged {
  var voiding = Voiding(rows)
  voiding.adjustAdjustments()
  voiding.applyAdjustments()
  voiding.applyPenalties()
  return voiding.closed()
}

/// The rows that are being voided.
struct Voiding {
  var rows: Staged
  var fates: [[Int32: Fate]]
  var adjustments: [Adjustment] = []
  var adjustmentPosition: Int?
  var indices: [Int: KeyIndex] = [:]
  /// By table: the rows that adjustments name.
  var targets: [Int: KeyIndex] = [:]
  let adjustedKeys: Set<Key>
  /// Why the rows that hang on others go.
  let code: String
  /// Rows that go by being merged, whatever they hang on.
  var merged: Set<Target> = []
  /// Rows whose references are still to be followed.
  var fresh: [Target] = []

  static let unvoidable: Set<Key> = [Key("members"), Key("aliases"), Key("calendar")]
  static let adjustmentSource = Key("adjustments")

  init(_ rows: Staged, code: String = "VOIDED") {
    self.rows = rows
    self.code = code
    fates = rows.noFates
    adjustmentPosition = rows.position("adjustments")
    adjustments = rows.table("adjustments").map { Adjustment.all(in: $0) } ?? []
    adjustedKeys = Set(adjustments.map { Key($0.recordKey) })
  }

  func closed() -> Staged {
    var next = rows
    next.close(.void, fates: fates)
    return next
  }

  /// An adjustment holds unless one that holds voids it; where they void one another in a circle the greatest
  /// number holds.
  mutating func adjustAdjustments() {
    guard let position = adjustmentPosition else { return }
    let own = adjustments.filter { resolvedSource($0) == position }
    var undecided = own.filter { $0.action == .void }
    var isDecided = false
    while !undecided.isEmpty {
      let targets = Set(undecided.compactMap { target(of: $0)?.row })
      let next = undecided.last { !targets.contains($0.row) } ?? undecided.last
      isDecided = true
      guard let next else { break }
      undecided.removeAll { $0.row == next.row }
      apply(next)
      undecided.removeAll { fates[position][$0.row] != nil }
    }
    if isDecided { follow() }
    for adjustment in own where adjustment.action == .redate && fates[position][adjustment.row] == nil {
      apply(adjustment)
    }
    adjustments = adjustments.filter { adjustment in
      resolvedSource(adjustment) != position && fates[position][adjustment.row] == nil
    }
  }

  /// Of several on one row the last per member holds.
  mutating func applyAdjustments() {
    var last: [AdjustedPart: Int] = [:]
    for (place, adjustment) in adjustments.enumerated() {
      if let target = target(of: adjustment) {
        last[AdjustedPart(target: target, member: adjustment.member)] = place
      }
    }
    for (place, adjustment) in adjustments.enumerated() {
      guard let target = target(of: adjustment) else {
        apply(adjustment)
        continue
      }
      if last[AdjustedPart(target: target, member: adjustment.member)] == place { apply(adjustment) }
    }
    follow()
  }

  /// A penalty voids the member's scans of its activity, and his part in its item.
  mutating func applyPenalties() {
    guard let position = rows.position("penalties") else { return }
    let table = rows.tables[position]
    let kinds = ItemKind.column(of: table)
    let live = table.live.filter { fates[position][$0] == nil }.sorted { table.keyPrecedes($0, $1) }
    var scanned: [PenalisedScan: Cause] = [:]
    for row in live {
      let member = Key(table.text("member_no", Int(row)))
      let cause = Cause(
        zh: "减分事项\(table.recordKey(Int(row)))", en: "penalty \(table.recordKey(Int(row)))",
        source: table.source, origin: table.origins[Int(row)])
      let activity = table.text("activity_no", Int(row))
      if !activity.isEmpty { scanned[PenalisedScan(member: member, activity: Key(activity))] = cause }
      if let kind = kinds[Int(row)], let item = rows.position(kind.source),
        let target = index(item).row(table.text("item_no", Int(row)))
      {
        voidPart(of: Target(table: item, row: target), member: member, cause: cause)
      }
    }
    voidScans(scanned)
    follow()
  }
}

/// A row, or one member's part in it.
struct AdjustedPart: Hashable {
  let target: Target
  let member: Key?
}

struct PenalisedScan: Hashable {
  let member: Key
  let activity: Key
}

/// What voids a row.
struct Cause {
  let zh: String
  let en: String
  let source: String
  let origin: Origin
}
