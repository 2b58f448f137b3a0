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
    cutter.cutMeetings(attendance)
    cutter.cutPapers(proposals, reports)
    cutter.cutServices(online, duty, deeds)
    cutter.cutOffice(roster, office)
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
