import Records

/// The whole sample, made in memory: people, programme, books, files, dirt, handbook.
struct Sample {
  let roster: Roster
  let files: [DataFile]

  init() {
    roster = Roster()
    let members = roster.members
    let programme = Programme()
    let attendance = AttendanceBook(members: members, programme: programme)
    let proposals = ProposalBook(members: members)
    let reports = ReportBook(members: members, proposals: proposals.proposals)
    let duty = DutyBook(members: members)
    let online = OnlineBook(members: members, programme: programme, joined: attendance.joined)
    let deeds = DeedBook(members: members)
    let office = OfficeBook(
      roster: roster, attendance: attendance, proposals: proposals, reports: reports, duty: duty)

    var cutter = Cutter()
    cutter.whole(.members, roster.rows)
    cutter.whole(.aliases, office.aliasRows)
    cutter.whole(.memberStatus, office.statusRows)
    cutter.whole(.activities, attendance.activityRows)
    cutter.whole(.halfDays, attendance.halfDayRows)
    cutter.byYear(.invitations, attendance.invitationRows)
    cutter.scans(attendance.scanRows)
    cutter.byYear(.leave, attendance.leaveRows)
    cutter.byYear(.proposals, proposals.rows)
    cutter.byYear(.proposalPeople, proposals.peopleRows)
    cutter.byQuarter(.reports, reports.rows)
    cutter.whole(.outcomes, reports.outcomeRows)
    cutter.byYear(.microItems, online.microRows)
    cutter.byYear(.comments, online.commentRows)
    cutter.byYear(.dutyShifts, duty.shiftRows)
    cutter.byYear(.dutyMessages, duty.messageRows)
    cutter.byYear(.studioRecords, deeds.studioRows)
    cutter.byHalf(.study, online.studyRows)
    cutter.whole(.merits, deeds.meritRows)
    cutter.whole(.penalties, office.penaltyRows)
    cutter.whole(.adjustments, office.adjustmentRows)
    cutter.whole(.calendar, Holidays.rows)

    var dirt = Dirt(files: cutter.files, roster: roster, programme: programme)
    dirt.plantAll()
    files = dirt.files
  }

  /// Every file's name and bytes, in order of name, the handbook with them.
  func contents() throws(EncodingError) -> [(name: String, bytes: [UInt8])] {
    var contents: [(name: String, bytes: [UInt8])] = []
    for file in files { contents.append((file.name, try file.bytes())) }
    contents.append(("README.md", Array(Handbook(files: files, roster: roster).text.utf8)))
    return contents.sorted { $0.name < $1.name }
  }
}
