extension Plan {
  /// The plan of a member for a year: drawn, then bent for the part in the cast, which is played in 2025.
  static func make(for member: Member, year: Int) -> Plan {
    var draw = Draw("plan \(member.code)", year: year)
    var plan = Plan(diligence: member.diligence, draw: &draw)
    guard year == 2025, let part = member.part else { return plan }
    plan.play(part)
    return plan
  }

  private mutating func play(_ part: Part) {
    switch part {
    case .twin: self = .certain
    case .homebody:
      self = .certain
      (visits, consultations) = (0, 5)
      merits.append(Merit(kind: "公益", level: ""))
    case .proxied:
      self = .certain
      merits.append(Merit(kind: "表彰", level: "市"))
    case .absentee: plenary = .absent
    case .threePlenaries: plenary = .leave
    case .delegated: plenary = .delegated
    case .idler: self = .idle
    case .sleeper: becomeSleepy()
    case .paperless:
      (filed, unfiled, rejected, cosigned, drafted, accepted, otherReports, adopted) = (
        0, 0, 0, 0, 0, 0, 0, []
      )
    case .threeStandings, .sevenStandings, .clashing: plenary = .all
    case .convalescent: (reliability, visits, consultations) = (60, 0, 0)
    case .fabricator: (accepted, otherReports) = (2, 0)
    case .suspended, .proxy, .departed, .resigned, .latecomer, .joinedInMarch, .joinedInJuly, .risen: break
    }
  }

  private mutating func becomeSleepy() {
    self = .idle
    plenary = .mostly
    (reliability, filed, visits, shifts, studyDays) = (60, 1, 1, 1, 4)
  }

  private static var idle: Plan {
    var plan = Plan()
    plan.plenary = .absent
    (plan.reliability, plan.visits, plan.consultations, plan.trainings) = (0, 0, 0, 0)
    (plan.filed, plan.accepted, plan.microItems, plan.shifts, plan.studyDays) = (0, 0, 0, 0, 0)
    return plan
  }
}
