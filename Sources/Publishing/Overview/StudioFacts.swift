import Ranking
import Records
import Scoring

/// What the studio board (网上委员工作室) shows: studios with what they did, and who was on duty on which day.
package struct StudioFacts: Sendable {
  /// A kind of studio record, those verified and all.
  struct Held: Hashable {
    var verified = 0
    var all = 0
  }

  struct Studio {
    let number: String
    /// Of the source `studios`; empty for a studio that it lacks.
    var title = ""
    var leader = ""
    var place = ""
    var openedOn = ""
    var status = ""
    /// Parallel to the kinds.
    var held: [Held]
    /// Members with a record, each once.
    var members = 0
  }

  /// Shifts of one day, cancelled ones among them.
  struct DutyDay {
    struct Turn: Hashable {
      let name: String
      /// Who was planned, where another took over.
      let instead: String?
      /// A place in `DutyFacts.states`.
      let state: Int
    }

    let day: Day
    var turns: [Turn] = []
    /// Without spam.
    var messages = 0
    var answered = 0
  }

  /// Kinds of studio records.
  let kinds: [String]
  /// By number; last, where there are some, the records that name no studio.
  let studios: [Studio]
  /// In order.
  let days: [DutyDay]
  let duty: DutyFacts
  /// Studio records by kind.
  let records: RowCount?
  let frame: OverviewFrame

  /// O(rows of studios, studio records, shifts and messages).
  package init(_ run: RunRecord) {
    let frame = OverviewFrame(run)
    let names = StudioFacts.names(run)
    let table = run.table("studio_records")
    kinds = table?.values(of: "kind") ?? []
    studios = StudioFacts.studios(run, frame, names, kinds)
    days = StudioFacts.days(run, frame, names)
    duty = DutyFacts(run, frame)
    records = table.map { table in
      RowCount(
        table, frame, times: table.times("held_on"), sectors: frame.sectors(of: table.coded("member_no")),
        by: "kind")
    }
    self.frame = frame
  }

  /// Of all members by number, those too whose office does not meet the period.
  private static func names(_ run: RunRecord) -> [Key: String] {
    var names: [Key: String] = [:]
    if let members = run.table("members") {
      for row in members.live.lazy.map({ Int($0) }) {
        names[Key(members.recordKey(row))] = members.text("name", row)
      }
    }
    for member in run.members { names[Key(member.number)] = member.name }
    return names
  }

  private static func studios(
    _ run: RunRecord, _ frame: OverviewFrame, _ names: [Key: String], _ kinds: [String]
  ) -> [Studio] {
    var studios: [Key: Studio] = [:]
    let none = kinds.map { _ in Held() }
    if let table = run.table("studios") {
      for row in table.live.lazy.map({ Int($0) }) {
        let number = table.recordKey(row)
        let leader = table.text("member_no", row)
        studios[Key(number)] = Studio(
          number: number, title: table.text("title", row), leader: names[Key(leader)] ?? leader,
          place: table.text("place", row), openedOn: table.text("opened_on", row),
          status: table.text("status", row), held: none)
      }
    }
    guard let records = run.table("studio_records") else {
      return studios.keys.sorted().compactMap { studios[$0] }
    }
    let times = records.times("held_on")
    let kindOf = records.classes("kind", kinds)
    let verified = records.flags("verified")
    var seen: Set<[Key]> = []
    for row in records.live.lazy.map({ Int($0) }) where frame.month(of: times[row]) != nil {
      let number = records.text("studio_no", row)
      var studio = studios[Key(number)] ?? Studio(number: number, held: none)
      if kindOf[row] >= 0 {
        studio.held[Int(kindOf[row])].all += 1
        studio.held[Int(kindOf[row])].verified += verified[row] ? 1 : 0
      }
      if seen.insert([Key(number), Key(records.text("member_no", row))]).inserted { studio.members += 1 }
      studios[Key(number)] = studio
    }
    let order = studios.keys.sorted().filter { !$0.text.isEmpty }
    return (order + [Key("")]).compactMap { studios[$0] }
  }

  private static func days(_ run: RunRecord, _ frame: OverviewFrame, _ names: [Key: String]) -> [DutyDay] {
    guard let table = run.table("duty_shifts") else { return [] }
    let roster = DutyRoster(table)
    let planned = table.coded("member_no")
    var days: [Int32: DutyDay] = [:]
    func name(_ number: String?) -> String { number.map { names[Key($0)] ?? $0 } ?? RowCount.unclassified }
    func day(of row: Int) -> Int32? {
      guard let month = frame.month(of: roster.starts[row]), month != frame.undated else { return nil }
      return Instant(seconds: roster.starts[row]).day.number
    }
    let order = table.live.sorted {
      (roster.starts[Int($0)], Key(table.recordKey(Int($0)))) < (
        roster.starts[Int($1)], Key(table.recordKey(Int($1)))
      )
    }
    for row in order.lazy.map({ Int($0) }) {
      guard let number = day(of: row) else { continue }
      days[number, default: DutyDay(day: Day(number: number))].turns.append(
        DutyDay.Turn(
          name: name(roster.owing.text(row)),
          instead: roster.isSwapped[row] ? name(planned.text(row)) : nil, state: roster.state[row]))
    }
    if let messages = run.table("duty_messages") {
      let shiftOf = DutyRoster.shifts(of: messages, table)
      let spam = messages.flags("spam")
      let answered = messages.times("answered_at")
      for row in messages.live.lazy.map({ Int($0) }) where !spam[row] {
        guard let shift = shiftOf[row], let number = day(of: shift) else { continue }
        days[number]?.messages += 1
        days[number]?.answered += answered[row] == Column.missingTime ? 0 : 1
      }
    }
    return days.keys.sorted().compactMap { days[$0] }
  }
}
