import Publishing
import Records

/// Writes the own paper of one member of a run, or of every member.
struct MemberPapers {
  private let request: NoticeRequest
  private let run: ComputedRun
  private let template: NoticeTemplate
  private let drawing: PictureDrawing
  private let date: Day
  private let folder: String
  /// Indices into the run's members.
  private let members: [Int]

  init(
    _ request: NoticeRequest, _ published: PublishedRun, _ run: ComputedRun, _ template: NoticeTemplate,
    _ drawing: PictureDrawing, date: Day
  ) throws(RunError) {
    self.request = request
    self.run = run
    self.template = template
    self.drawing = drawing
    self.date = date
    folder = "\(published.path)/notices/\(request.kind.rawValue)"
    let period = run.record.identity.period
    guard request.kind != .archive || period.isYear else {
      throw .usage(
        Message(
          zh: "\(period)：履职档案一年一份；请用年度的运行",
          en: "\(period): an archive is of a year; name the run of a year"))
    }
    if let member = request.member {
      members = [try published.index(of: member, in: run.record)]
    } else {
      members = Array(run.record.members.indices)
    }
  }

  /// Each file is replaced whole. All are scanned before the first is written.
  func write(_ converter: PDFConverter?) throws(RunError) -> [String] {
    let book = MemberBook(run.record, refused: RefusedRows.owned(in: run))
    let facts = NoticeFacts(run.record, date: date)
    let scan = run.withheld.scan(of: request.kind.rawValue, known: request.kind.privacy)
    let documents = try each { member throws(RunError) in
      Notice.document(
        template, book, member: members[member], facts, pictures: drawing.pictures, date: date)
    }
    try check(documents, scan)
    do { try NoticeReport.prepareFolder(of: path(members[0])) } catch { throw .operation(error.message) }
    let told = try write(documents, converter, scan)
    guard request.member == nil else { return [path(members[0])] + told }
    return ["\(folder)/  \(members.count)份 \(plural("file", members.count))"] + told
  }

  /// Tells of all papers at once, of each row that something private came from but once.
  private func check(_ documents: [OfficialDocument], _ scan: PrivacyScan) throws(RunError) {
    let hits = try each { member throws(RunError) in
      NoticeReport.hits(in: documents[member], scan, as: path(members[member]))
    }
    guard hits.contains(where: { !$0.isEmpty }) else { return }
    let rows = PrivateRows(run.record, heldBy: scan)
    var told: Set<String?> = [nil]
    let named = zip(documents, hits).flatMap { document, hits in
      rows.naming(hits, in: document.lines).filter { $0.row == nil || told.insert($0.row).inserted }
    }
    throw .data([PublishingError.privacy(named).message])
  }

  /// PDF is made of all at once, since a program that makes it takes longer to start than to make one.
  private func write(
    _ documents: [OfficialDocument], _ converter: PDFConverter?, _ scan: PrivacyScan
  ) throws(RunError) -> [String] {
    guard let converter else {
      _ = try each { member throws(RunError) in
        try NoticeReport.write(documents[member], to: path(members[member]), request, nil, drawing, scan)
      }
      return drawing.remarks(of: documents)
    }
    let (bytes, remarks) = try converter.pdfs(of: documents, pngs: drawing.pngs)
    for (member, bytes) in zip(members, bytes) { try NoticeReport.write(bytes, to: path(member), request) }
    return remarks
  }

  private func path(_ member: Int) -> String {
    request.file ?? "\(folder)/\(run.record.members[member].number).\(request.format.rawValue)"
  }

  /// Does something for each of the members on all workers; throws what went wrong with the first of them.
  private func each<Result: Sendable>(
    _ body: @Sendable (Int) throws(RunError) -> Result
  ) throws(RunError) -> [Result] {
    var results: [Result] = []
    for result in run.workers.map(
      members.count,
      { member in
        Swift.Result { () throws(RunError) in try body(member) }
      })
    {
      results.append(try result.get())
    }
    return results
  }
}
