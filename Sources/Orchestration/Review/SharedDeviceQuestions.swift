import Ingestion
import Preparation
import Publishing
import Records

/// Asks whether someone scanned for others (代签) where one device scanned several members one right after the other at one
/// activity. Nothing is deducted: a code can be photographed, and a desk may scan for all.
struct SharedDeviceQuestions {
  private(set) var drafts: [DraftQuestion] = []

  /// Clusters by activity, device and time; one that was decided to be several people's own is not asked about.
  init(_ plan: Plan, _ prepared: Prepared) {
    let members = Dictionary(
      prepared.members.enumerated().map { (Key($1.number), $0) }, uniquingKeysWith: { first, _ in first })
    for contract in plan.sources.map(\.contract) {
      guard let rule = contract.sharedDevice,
        let position = prepared.tables.firstIndex(where: { $0.source == contract.shape.name })
      else { continue }
      let scans = DeviceScans(prepared.tables[position], rule)
      drafts += scans.clusters.compactMap { cluster in
        let table = prepared.tables[position]
        let keys = [cluster[0], cluster[cluster.count - 1]].map { table.recordKey($0.row) }
        guard plan.decisions.verdict(table.source, keys[0], keys[1]) == nil else { return nil }
        return SharedDeviceQuestions.draft(cluster, scans, table, position, members)
      }
    }
  }

  private static func draft(
    _ cluster: [DeviceScans.Scan], _ scans: DeviceScans, _ table: Table, _ position: Int,
    _ members: [Key: Int]
  ) -> DraftQuestion {
    let (first, last) = (cluster[0], cluster[cluster.count - 1])
    let numbers = Set(cluster.map(\.member)).sorted()
    let owner = scans.owner(of: first.device, outside: cluster)
    let others = cluster.filter { $0.member != owner }
    let keys = others.map { table.recordKey($0.row) }.joined(separator: "、")
    let apart = Decision(
      number: "?", verdict: .different, source: table.source, recordKey: table.recordKey(last.row),
      subject: .record(table.recordKey(first.row)))
    let span = last.time.seconds - first.time.seconds
    let quick = Message(
      zh: "一台设备\(span)秒内为\(numbers.count)位委员签到",
      en: "one device scanned \(numbers.count) members within \(counted(Int(span), "second"))")
    let against = scans.isShared(first.device, outside: cluster)
    return DraftQuestion(
      kind: .sharedDevice, source: table.source,
      recordKey: "\(first.activity.text)@\(table.recordKey(first.row))", origin: table.origins[first.row],
      message: Message(
        zh:
          "\(first.activity.text)：\(numbers.map(\.text).joined(separator: "、"))由设备\(first.device.text)接连签到，是代签吗？",
        en: "\(first.activity.text): \(numbers.map(\.text).joined(separator: ", ")) were scanned by device "
          + "\(first.device.text) one after the other: by proxy?"),
      answers: [
        DraftAnswer(
          subject: "proxy",
          remedy: Message(zh: "更正表作废代签的签到：\(keys)", en: "void the scans made by proxy by adjustments"),
          supports: [quick] + (owner.map { [owns($0)] } ?? []), objections: against.map { [$0] } ?? [],
          supposed: Supposition(removed: others.map { RowReference(table: position, row: $0.row) }),
          members: others.compactMap { members[$0.member] }),
        DraftAnswer(
          subject: "own", remedy: DraftAnswer.line(apart), supports: against.map { [$0] } ?? [],
          objections: [quick], supposed: Supposition(), members: []),
      ])
  }

  private static func owns(_ member: Key) -> Message {
    Message(zh: "这台设备平时是\(member.text)的", en: "else the device is that of \(member.text)")
  }
}

/// The scans of a source that name a device.
private struct DeviceScans {
  struct Scan {
    let activity: Key
    let device: Key
    let time: Instant
    let member: Key
    let row: Int
  }

  private let rule: SharedDeviceRule
  private let byDevice: [Key: [Scan]]

  /// O(rows).
  init(_ table: Table, _ rule: SharedDeviceRule) {
    self.rule = rule
    let scans = DeviceScans.rows(table, rule).compactMap { row -> Scan? in
      guard case .time(let time) = table.value("scanned_at", row) else { return nil }
      return Scan(
        activity: Key(table.text("activity_no", row)), device: Key(table.text(rule.column, row)), time: time,
        member: Key(table.text("member_no", row)), row: row)
    }
    byDevice = Dictionary(grouping: scans, by: \.device)
  }

  /// The rows of devices that scanned more than one member: few, since a device is mostly one member's own.
  private static func rows(_ table: Table, _ rule: SharedDeviceRule) -> [Int] {
    guard let devices = table.column(rule.column)?.encoded(),
      let members = table.column("member_no")?.encoded()
    else { return [] }
    var first = [UInt32](repeating: CodedColumn.missing, count: devices.dictionary.count)
    var isShared = [Bool](repeating: false, count: devices.dictionary.count)
    let named = table.live.map(Int.init).filter {
      devices.codes[$0] != CodedColumn.missing && members.codes[$0] != CodedColumn.missing
    }
    for row in named {
      let device = Int(devices.codes[row])
      if first[device] == CodedColumn.missing {
        first[device] = members.codes[row]
      } else if first[device] != members.codes[row] {
        isShared[device] = true
      }
    }
    return named.filter { isShared[Int(devices.codes[$0])] }
  }

  /// Runs of scans by one device at one activity, each at most so many seconds after the one before, of enough members. By
  /// activity, device and time.
  var clusters: [[Scan]] {
    byDevice.values.flatMap { scans in
      Dictionary(grouping: scans, by: \.activity).values.flatMap { runs(in: $0) }
    }.sorted { ($0[0].activity, $0[0].device, $0[0].time) < ($1[0].activity, $1[0].device, $1[0].time) }
  }

  private func runs(in scans: [Scan]) -> [[Scan]] {
    var runs: [[Scan]] = []
    for scan in scans.sorted(by: { ($0.time, $0.member) < ($1.time, $1.member) }) {
      if let last = runs.last?.last, scan.time.seconds - last.time.seconds <= Int64(rule.seconds) {
        runs[runs.count - 1].append(scan)
      } else {
        runs.append([scan])
      }
    }
    return runs.filter { Set($0.map(\.member)).count >= rule.members }
  }

  /// Who is scanned by the device at other activities, if it is one member alone.
  func owner(of device: Key, outside cluster: [Scan]) -> Key? {
    let others = elsewhere(device, cluster)
    return others.count == 1 ? others.first : nil
  }

  /// What speaks for a desk that scans for all: several members at other activities too.
  func isShared(_ device: Key, outside cluster: [Scan]) -> Message? {
    let others = elsewhere(device, cluster)
    guard others.count > 1 else { return nil }
    return Message(
      zh: "这台设备在别的活动也为\(others.count)位委员签到，可能是签到台的",
      en: "at other activities it scanned \(others.count) members too; it may be the desk's")
  }

  private func elsewhere(_ device: Key, _ cluster: [Scan]) -> Set<Key> {
    Set((byDevice[device] ?? []).filter { $0.activity != cluster[0].activity }.map(\.member))
  }
}
