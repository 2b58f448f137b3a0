import Records

/// Reports (社情民意), and the outcomes of reports and proposals.
struct ReportBook {
  struct Report {
    let member: Int
    let subject: String
    let place: String
    let submitted: Day
    var status: String
    var accepted: Day?
    var adopted: [String] = []
    var fromProposal: Int?
    var text = ""
    var number = ""
  }

  struct Outcome {
    let itemKind: String
    let item: String
    let outcome: String
    var level = ""
    let day: Day
  }

  let members: [Member]
  let proposals: [ProposalBook.Proposal]
  /// In order of number.
  private(set) var reports: [Report] = []
  private(set) var outcomes: [Outcome] = []

  private var draw = Draw("reports")

  init(members: [Member], proposals: [ProposalBook.Proposal]) {
    self.members = members
    self.proposals = proposals
    var list: [Report] = []
    for year in Programme.years {
      draw = Draw("reports", year: year)
      for index in members.indices { write(index, year: year, into: &list) }
    }
    turnProposals(into: &list)
    number(list)
    for year in Programme.years { honour(year: year) }
    outcomes.sort { ($0.day, $0.item, $0.outcome, $0.level) < ($1.day, $1.item, $1.outcome, $1.level) }
  }

  private mutating func write(_ index: Int, year: Int, into list: inout [Report]) {
    let plan = Plan.make(for: members[index], year: year)
    for serial in 0..<(plan.accepted + plan.otherReports) {
      guard let day = YearDays.day(for: members[index], in: year, draw: &draw) else { continue }
      var report = Report(
        member: index, subject: draw.pick(Themes.subjects), place: draw.pick(Themes.places), submitted: day,
        status: "已提交")
      report.text = Themes.text(on: report.subject, in: report.place, draw: &draw)
      if serial < plan.accepted {
        accept(
          &report, levels: plan.adopted.indices.contains(serial) ? [plan.adopted[serial]] : [], plan: plan)
      } else {
        report.status = draw.weighted([("已提交", 40), ("不收录", 50), ("撤回", 10)])
      }
      list.append(report)
    }
  }

  private mutating func accept(_ report: inout Report, levels: [String], plan: Plan) {
    let day = YearDays.later(report.submitted, 2...20, draw: &draw)
    guard day <= Programme.lastDay else { return }
    (report.status, report.accepted, report.adopted) = ("收录", day, levels)
    if let level = levels.first, level != "市", !plan.isCertain, draw.chance(55) {
      report.adopted.insert("市", at: 0)
    }
  }

  /// Proposals that became reports, and a few reports made again of filed proposals.
  private mutating func turnProposals(into list: inout [Report]) {
    draw = Draw("turned")
    for (index, proposal) in proposals.enumerated() {
      guard let first = proposal.persons[0].member, members[first].part == nil else { continue }
      let isTurned = proposal.status == "转社情民意"
      guard isTurned || proposal.status == "立案" && draw.chance(3) else { continue }
      let day = YearDays.later(proposal.filed ?? proposal.submitted, 3...20, draw: &draw)
      guard day <= Programme.lastDay, members[first].isInOffice(on: day) else { continue }
      var report = Report(
        member: first, subject: proposal.subject, place: proposal.place, submitted: day, status: "收录",
        accepted: YearDays.later(day, 2...9, draw: &draw), fromProposal: index, text: proposal.text)
      if report.accepted.map({ $0 > Programme.lastDay }) ?? true {
        (report.status, report.accepted) = ("已提交", nil)
      }
      if report.accepted != nil, draw.chance(14) {
        report.adopted = [draw.weighted([("市", 60), ("省", 30), ("全国", 10)])]
      }
      list.append(report)
    }
  }

  private mutating func number(_ list: [Report]) {
    let order = list.indices.sorted { (list[$0].submitted, $0) < (list[$1].submitted, $1) }
    var serial = Serial("SQ", width: 4)
    for index in order {
      var report = list[index]
      report.number = serial.next(report.submitted)
      var day = report.accepted ?? report.submitted
      for level in report.adopted {
        day = YearDays.later(day, 8...40, draw: &draw)
        if day <= Programme.lastDay {
          outcomes.append(
            Outcome(itemKind: "社情民意", item: report.number, outcome: "采用", level: level, day: day))
        }
      }
      reports.append(report)
    }
  }

  /// Honours of a year: they fall on members outside the cast.
  private mutating func honour(year: Int) {
    draw = Draw("honours", year: year)
    let filed = proposals.filter { entry in
      entry.status == "立案" && entry.submitted.year == year
        && entry.persons.allSatisfy { person in
          person.member.map { members[$0].part == nil } ?? true
        }
    }
    for (outcome, count) in [("重点提案", 16), ("优秀提案", 22), ("批示", 24), ("上报", 8)] {
      for proposal in draw.shuffled(filed).prefix(count) {
        let day = YearDays.later(proposal.filed ?? proposal.submitted, 20...160, draw: &draw)
        guard day <= Programme.lastDay else { continue }
        let level = outcome == "批示" ? draw.weighted([("市", 80), ("省", 18), ("国家", 2)]) : ""
        outcomes.append(
          Outcome(itemKind: "提案", item: proposal.number, outcome: outcome, level: level, day: day))
      }
    }
    let accepted = reports.filter {
      $0.status == "收录" && $0.submitted.year == year && members[$0.member].part == nil
    }
    for report in draw.shuffled(accepted).prefix(14) {
      let day = YearDays.later(report.accepted ?? report.submitted, 10...60, draw: &draw)
      guard day <= Programme.lastDay else { continue }
      let level = draw.weighted([("市", 75), ("省", 25)])
      outcomes.append(Outcome(itemKind: "社情民意", item: report.number, outcome: "批示", level: level, day: day))
    }
  }
}

extension ReportBook {
  var rows: [Row] {
    reports.map { entry in
      let member = members[entry.member]
      let changed = entry.accepted ?? entry.submitted
      return Row(
        [
          entry.number, member.code, "关于\(entry.place)\(entry.subject)的情况反映", entry.text,
          entry.submitted.description,
          entry.status, entry.accepted?.description ?? "",
          entry.fromProposal.map { proposals[$0].number } ?? "",
          member.name, member.phone, changed.start.adding(minutes: 16 * 60 + 30).plain,
        ], day: entry.submitted)
    }
  }

  var outcomeRows: [Row] {
    var serial = Serial("CG", width: 4)
    return outcomes.map { entry in
      Row(
        [
          serial.next(entry.day), entry.itemKind, entry.item, entry.outcome, entry.level,
          entry.day.description,
        ],
        day: entry.day)
    }
  }
}
