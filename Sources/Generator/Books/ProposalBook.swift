import Records

/// Proposals and the persons on them.
struct ProposalBook {
  struct Person {
    let role: String
    /// Index of a member; nil for bodies and persons who are none.
    let member: Int?
    let name: String
  }

  struct Proposal {
    let subject: String
    let place: String
    var kind = "个人"
    let submitted: Day
    var status: String
    var filed: Day?
    var persons: [Person]
    var text = ""
    var mergedInto: Int?
    var number = ""
  }

  let members: [Member]
  /// In order of number.
  private(set) var proposals: [Proposal] = []

  private var draw = Draw("proposals")

  init(members: [Member]) {
    self.members = members
    for year in Programme.years {
      draw = Draw("proposals", year: year)
      var list: [Proposal] = []
      let plans = members.map { Plan.make(for: $0, year: year) }
      for index in members.indices { write(index, year: year, plan: plans[index], into: &list) }
      cosign(&list, wishes: pool(plans.map(\.cosigned)))
      draft(&list, wishes: pool(plans.map(\.drafted)), year: year)
      merge(&list)
      number(list)
    }
  }

  private func pool(_ wishes: [Int]) -> [Int] {
    wishes.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
  }

  private mutating func write(_ index: Int, year: Int, plan: Plan, into list: inout [Proposal]) {
    for kind in [String](repeating: "立案", count: plan.filed) + [String](repeating: "未立案", count: plan.unfiled)
      + [String](repeating: "退", count: plan.rejected)
    {
      guard let day = submission(index, year: year) else { continue }
      var proposal = Proposal(
        subject: draw.pick(Themes.subjects), place: draw.pick(Themes.places), submitted: day, status: "已提交",
        persons: [Person(role: "第一提案人", member: index, name: members[index].name)])
      proposal.text = Themes.text(on: proposal.subject, in: proposal.place, draw: &draw)
      switch kind {
      case "立案":
        let filed = YearDays.later(day, 6...30, draw: &draw)
        if filed <= Programme.lastDay { (proposal.status, proposal.filed) = ("立案", filed) }
      case "未立案": proposal.status = draw.weighted([("转送参考", 60), ("已提交", 15), ("转社情民意", 25)])
      default: proposal.status = draw.weighted([("不予立案", 75), ("撤案", 25)])
      }
      list.append(proposal)
    }
  }

  /// Two in three come in around the plenary.
  private mutating func submission(_ index: Int, year: Int) -> Day? {
    let member = members[index]
    if draw.chance(64) {
      let last = year == 2025 ? civil(2025, 1, 10) : civil(2026, 1, 16)
      if let day = YearDays.day(for: member, from: civil(year, 1, 2), to: last, draw: &draw) { return day }
    }
    return YearDays.day(for: member, in: year, draw: &draw)
  }

  private mutating func cosign(_ list: inout [Proposal], wishes: [Int]) {
    var queue = draw.shuffled(wishes)
    for index in list.indices where !queue.isEmpty && list[index].status == "立案" && draw.chance(30) {
      guard let first = list[index].persons.first?.member, members[first].part != .twin else { continue }
      list[index].kind = "联名"
      for _ in 0..<draw.within(2...5) {
        guard let other = queue.popLast(), members[other].isInOffice(on: list[index].submitted),
          !list[index].persons.contains(where: { $0.member == other })
        else { continue }
        list[index].persons.append(Person(role: "附议人", member: other, name: members[other].name))
      }
      if draw.chance(6) {
        list[index].persons.append(
          Person(role: "附议人", member: nil, name: draw.pick(["周工程师", "市律师协会", "特邀顾问林某"])))
      }
    }
  }

  private mutating func draft(_ list: inout [Proposal], wishes: [Int], year: Int) {
    var queue = draw.shuffled(wishes)
    let bodies =
      ["民革示例市委会", "民盟示例市委会", "民建示例市委会", "民进示例市委会", "农工党示例市委会", "九三学社示例市委会", "市工商联"] + Committee.all
    while queue.count >= 3 {
      let day = civil(year, 1, 3).adding(days: draw.below(8))
      let body = draw.pick(bodies)
      var persons = [Person(role: "第一提案人", member: nil, name: body)]
      for _ in 0..<draw.within(2...3) {
        guard let member = queue.popLast(), members[member].isInOffice(on: day) else { continue }
        persons.append(Person(role: "执笔", member: member, name: members[member].name))
      }
      var proposal = Proposal(
        subject: draw.pick(Themes.subjects), place: "全市", kind: "集体", submitted: day, status: "立案",
        filed: YearDays.later(day, 8...30, draw: &draw), persons: persons)
      proposal.text = Themes.text(on: proposal.subject, in: proposal.place, draw: &draw)
      list.append(proposal)
    }
  }

  /// Some filed proposals go into another of the same subject.
  private mutating func merge(_ list: inout [Proposal]) {
    var taken: Set<Int> = []
    for index in list.indices where list[index].status == "立案" && list[index].kind == "个人" && draw.chance(16)
    {
      let target = list.indices.first {
        $0 != index && list[$0].subject == list[index].subject && list[$0].status == "立案"
          && !taken.contains(index)
      }
      guard let target, let first = list[index].persons[0].member, members[first].part == nil else {
        continue
      }
      (list[index].status, list[index].mergedInto) = ("归并", target)
      taken.insert(target)
    }
  }

  private mutating func number(_ list: [Proposal]) {
    let order = list.indices.sorted { (list[$0].submitted, $0) < (list[$1].submitted, $1) }
    var place = [Int](repeating: 0, count: list.count)
    for (rank, index) in order.enumerated() { place[index] = proposals.count + rank }
    var serial = Serial("TA", width: 4)
    for index in order {
      var proposal = list[index]
      proposal.number = serial.next(proposal.submitted)
      proposal.mergedInto = proposal.mergedInto.map { place[$0] }
      proposals.append(proposal)
    }
  }
}

extension ProposalBook {
  var rows: [Row] {
    proposals.map { entry in
      let changed = entry.filed ?? entry.submitted
      return Row(
        [
          entry.number, "关于\(entry.place)\(entry.subject)的\(entry.kind == "集体" ? "提案" : "建议")", entry.kind,
          entry.text,
          entry.submitted.description, entry.status, entry.filed?.description ?? "",
          entry.mergedInto.map { proposals[$0].number } ?? "", changed.start.adding(minutes: 17 * 60).plain,
        ], day: entry.submitted)
    }
  }

  var peopleRows: [Row] {
    proposals.flatMap { entry in
      entry.persons.enumerated().map { index, person in
        Row(
          [
            entry.number, String(index + 1), person.role, person.member.map { members[$0].code } ?? "",
            person.name,
          ], day: entry.submitted)
      }
    }
  }
}
