extension Cutter {
  mutating func cutMeetings(_ attendance: AttendanceBook) {
    whole(.activities, attendance.activityRows)
    whole(.halfDays, attendance.halfDayRows)
    byYear(.invitations, attendance.invitationRows)
    byYear(.leave, attendance.leaveRows)
    scans(attendance.scanRows)
  }

  mutating func cutPapers(_ proposals: ProposalBook, _ reports: ReportBook) {
    byYear(.proposals, proposals.rows)
    byYear(.proposalPeople, proposals.peopleRows)
    byQuarter(.reports, reports.rows)
    whole(.outcomes, reports.outcomeRows)
  }

  mutating func cutServices(_ online: OnlineBook, _ duty: DutyBook, _ deeds: DeedBook) {
    byYear(.microItems, online.microRows)
    byYear(.comments, online.commentRows)
    byYear(.dutyShifts, duty.shiftRows)
    byYear(.dutyMessages, duty.messageRows)
    byYear(.studioRecords, deeds.studioRows)
    byHalf(.study, online.studyRows)
    whole(.merits, deeds.meritRows)
  }

  mutating func cutOffice(_ roster: Roster, _ office: OfficeBook) {
    whole(.members, roster.rows)
    whole(.aliases, office.aliasRows)
    whole(.memberStatus, office.statusRows)
    whole(.penalties, office.penaltyRows)
    whole(.adjustments, office.adjustmentRows)
    whole(.calendar, Holidays.rows)
    whole(.studios, StudioBook(members: roster.members).rows)
  }
}
