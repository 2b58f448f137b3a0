/// What a member does in a year, as counts that the books then realise.
struct Plan {
  /// How the plenary is met.
  enum Plenary { case all, mostly, absent, leave, delegated }

  var plenary = Plenary.mostly
  /// Of a hundred half-days that are owed or promised, how many are attended.
  var reliability = 90
  /// Of a hundred attended half-days, how many are late or left early.
  var lapses = 2
  var visits = 1
  var consultations = 1
  var trainings = 1
  var remotes = 0
  var filed = 1
  var unfiled = 0
  var rejected = 0
  var cosigned = 0
  var drafted = 0
  var accepted = 1
  var otherReports = 0
  /// Levels of 采用, one a report that was accepted.
  var adopted: [String] = []
  var microItems = 1
  var hotComments = 0
  var shifts = 1
  /// Of a hundred shifts and messages, how many are missed.
  var dutyMisses = 10
  var studioDays = 0
  var serviceDays = 0
  var studyDays = 5
  var essays = 0
  var merits: [Merit] = []
  /// Nothing about this member is left to chance.
  var isCertain = false

  /// A merit's kind and level; the level is blank where the kind has none.
  struct Merit {
    let kind: String
    let level: String
  }
}

extension Plan {
  /// A plan drawn for a member's diligence.
  init(diligence: Int, draw: inout Draw) {
    let d = max(5, min(100, diligence + draw.within(-5...5)))
    let top = d >= 84
    plenary = d >= 80 && draw.chance(80) ? .all : .mostly
    reliability = min(99, 62 + d * 39 / 100)
    lapses = max(1, (104 - d) / 12)
    visits = d < 30 ? (draw.chance(60) ? 1 : 0) : 1 + draw.below(2) + (d > 55 && draw.chance(60) ? 1 : 0)
    consultations = d * 2 / 90 + (draw.chance(d / 2) ? 1 : 0) - (draw.chance(30) ? 1 : 0)
    trainings = (top ? 2 : 1) + (draw.chance(d / 2) ? 1 : 0)
    remotes = top ? 2 : draw.chance(d) ? 1 : 0
    plan(papers: d, top: top, draw: &draw)
    plan(online: d, top: top, draw: &draw)
    plan(merits: d, draw: &draw)
  }

  private mutating func plan(papers d: Int, top: Bool, draw: inout Draw) {
    filed = top ? 2 : d > 66 ? (draw.chance(40) ? 2 : 1) : draw.chance(d + 40) ? 1 : 0
    unfiled = draw.chance(7 + d / 6) ? 1 : 0
    rejected = draw.chance(10) ? 1 : 0
    cosigned = draw.below(1 + d / 30) + (top ? 1 : 0)
    drafted = d > 70 && draw.chance(18) ? 1 : 0
    accepted = d < 30 ? draw.below(2) : d / 50 + draw.below(2) + (top ? 1 : 0)
    otherReports = draw.below(1 + d / 40)
    if accepted > 0, draw.chance(max(2, d - 26)) { adopted.append(Plan.level(&draw)) }
    if accepted > 1, draw.chance(top ? 45 : 8) { adopted.append(Plan.level(&draw)) }
  }

  private static func level(_ draw: inout Draw) -> String {
    draw.weighted([("市", 70), ("省", 24), ("全国", 6)])
  }

  private mutating func plan(online d: Int, top: Bool, draw: inout Draw) {
    microItems = max(0, d / 16 - 1 + draw.within(-1...2)) + (top ? 1 : 0)
    hotComments = max(0, d / 20 + draw.within(-2...1)) + (top ? 1 : 0)
    shifts = d >= 50 ? 2 : 1
    dutyMisses = max(1, (100 - d) / 4)
    studioDays = max(0, d / 40 + draw.within(-1...1)) + (top ? 1 : 0)
    serviceDays = max(0, d / 40 + draw.within(-1...1)) + (top ? 1 : 0)
    studyDays = max(0, d / 4 + draw.within(-8...8)) + (top ? 8 : 0)
    essays = top ? 1 : draw.chance(d / 3) ? 1 : 0
  }

  private mutating func plan(merits d: Int, draw: inout Draw) {
    let welfare = draw.chance(d) ? draw.below(1 + d / 38) : 0
    merits += [Merit](repeating: Merit(kind: "公益", level: ""), count: welfare)
    if draw.chance(d / 3) { merits.append(Merit(kind: "媒体报道", level: Plan.level(&draw))) }
    if draw.chance(d / 8) { merits.append(Merit(kind: "大会书面发言", level: "")) }
    if draw.chance(d / 25) { merits.append(Merit(kind: "大会口头发言", level: "")) }
    if draw.chance(d / 14) { merits.append(Merit(kind: "表彰", level: Plan.level(&draw))) }
  }

  /// A plan that fills every category of the example model but C, and leaves nothing to chance.
  static var certain: Plan {
    var plan = Plan()
    plan.isCertain = true
    plan.plenary = .all
    (plan.reliability, plan.lapses, plan.dutyMisses) = (100, 0, 0)
    (plan.visits, plan.consultations, plan.trainings, plan.remotes) = (3, 3, 2, 2)
    (plan.filed, plan.accepted, plan.adopted) = (3, 3, ["省"])
    (plan.microItems, plan.hotComments, plan.shifts) = (5, 5, 2)
    (plan.studioDays, plan.serviceDays, plan.studyDays, plan.essays) = (2, 2, 30, 1)
    plan.merits = [Merit(kind: "公益", level: "")]
    return plan
  }
}
