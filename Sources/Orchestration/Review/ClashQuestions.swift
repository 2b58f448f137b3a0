import Preparation
import Publishing
import Records

/// Asks where a member was who was scanned at two activities of one time.
struct ClashQuestions {
  private let prepared: Prepared
  private let scans: Int

  /// nil where the run has no scans.
  init?(_ prepared: Prepared) {
    guard let scans = prepared.tables.firstIndex(where: { $0.source == "scans" }) else { return nil }
    self.prepared = prepared
    self.scans = scans
  }

  /// A question per member and day with clashing half-days.
  func drafts() -> [DraftQuestion] {
    let clashes = prepared.attendance.filter { $0.status == "clash" }
    let groups = Dictionary(grouping: clashes) { DayOfMember(member: $0.member, day: $0.startsAt.day) }
    return groups.sorted { $0.key < $1.key }.compactMap { draft($0.key, $0.value) }
  }

  private func draft(_ place: DayOfMember, _ lines: [AttendanceLine]) -> DraftQuestion? {
    let activities = Set(lines.map { Key($0.activity) }).sorted()
    let member = prepared.members[Int(place.member)]
    let rows = activities.map { scanRows(of: member.number, at: $0.text) }
    guard activities.count > 1, let first = rows.joined().first else { return nil }
    let table = prepared.tables[scans]
    let key = activities.map(\.text).joined(separator: "+")
    return DraftQuestion(
      kind: .clash, source: "scans", recordKey: "\(member.number)@\(key)", origin: table.origins[first],
      message: Message(
        zh: "\(member.number) \(member.name)在\(place.day)同时签到\(key)，哪一处算？都未计",
        en: "\(member.number) was scanned at \(key) on \(place.day) at one time: which holds? Neither counts"),
      answers: activities.indices.map { chosen in
        let others = rows.indices.filter { $0 != chosen }.flatMap { rows[$0] }
        return answer(
          activities[chosen].text, lines, voids: others, member: Int(place.member), in: table)
      })
  }

  private func answer(
    _ activity: String, _ lines: [AttendanceLine], voids rows: [Int], member: Int, in table: Table
  ) -> DraftAnswer {
    let basis = lines.first { Key($0.activity) == Key(activity) }?.basis ?? ""
    let keys = rows.map { table.recordKey($0) }.joined(separator: "、")
    let words = ["required": "应到", "registered": "已报名", "invited": "受邀"][basis]
    return DraftAnswer(
      subject: activity,
      remedy: Message(zh: "更正表作废另一处的签到：\(keys)", en: "void the other scans by adjustments"),
      supports: words.map { [Message(zh: $0, en: basis)] } ?? [],
      objections: words == nil ? [Message(zh: "未报名", en: "walk-in")] : [],
      supposed: Supposition(removed: rows.map { RowReference(table: scans, row: $0) }), members: [member])
  }

  /// All his scans there, merged ones too, since one of these would take the place of one that is gone.
  private func scanRows(of number: String, at activity: String) -> [Int] {
    let table = prepared.tables[scans]
    guard let members = table.column("member_no")?.encoded(),
      let activities = table.column("activity_no")?.encoded(),
      let member = members.dictionary.firstIndex(where: { Key($0) == Key(number) }),
      let place = activities.dictionary.firstIndex(where: { Key($0) == Key(activity) })
    else { return [] }
    return members.codes.indices.filter { row in
      members.codes[row] == UInt32(member) && activities.codes[row] == UInt32(place)
    }
  }

  private struct DayOfMember: Hashable, Comparable {
    let member: Int32
    let day: Day

    static func < (left: DayOfMember, right: DayOfMember) -> Bool {
      (left.member, left.day) < (right.member, right.day)
    }
  }
}
