import Definitions
import Foundation
import Preparation
import Publishing
import Ranking
import Records
import Scoring

/// Writes a notice of a published run.
package enum NoticeReport {
  /// Makes the run again, which must be unchanged, and writes the notice; returns what to tell. `warn` is told what the
  /// notice lacks because the machine does.
  package static func write(
    _ request: NoticeRequest, observer: @escaping ProgressObserver = { _ in },
    warn: (String) -> Void = { _ in }
  ) throws(RunError) -> [String] {
    let published = try PublishedRun(request.run, in: request.folder)
    try checkPlace(request, published)
    let approval = request.kind.privacy == .public ? try ApprovalGate(run: published).check() : nil
    let folder = noticeFolder(published)
    let fonts = "\(folder)/fonts.conf"
    let converter = request.format == .pdf ? try PDFConverter(fonts: fonts) : nil
    let run = try published.rerun(for: .rows, observer)
    let request = try classified(request, published, run)
    let missing = run.withheld.missingNotice.map { ["△ \($0.zh)", "  \($0.en)"] } ?? []
    let place = request.template ?? "\(folder)/\(request.kind.rawValue).txt"
    let template = try readTemplate(place, request.kind, run.record)
    let approvedOn = request.date == nil ? approval.flatMap { Day(text: $0.date) } : nil
    let date = request.date ?? approvedOn ?? run.record.identity.asOf
    let drawing = PictureDrawing(
      request, template, converter, fonts: fonts,
      earlier: try earlier(request, published, template, run.record),
      converter: PictureConverter(fonts: fonts, workers: request.kind.isPerMember ? .one : run.workers),
      warn: warn)
    if request.kind.isPerMember {
      return try MemberPapers(request, published, run, template, drawing, date: date).write(converter)
        + missing
    }
    if request.kind.privacy == .public { try checkGrades(run.record) }
    let changes = try CorrectionNotice.changes(request, published, run.record)
    if let approval { try checkDate(date, approval) }
    let publicity = try publicity(template.workingDays, from: date, run.record)
    let document = Notice.document(
      template, run.record, NoticeFacts(run.record, date: date, publicity: publicity), changes: changes,
      pictures: drawing.pictures, date: date)
    let path = request.file ?? "\(published.path)/notices/\(request.kind.rawValue).\(request.format.rawValue)"
    let scan = run.withheld.scan(of: request.kind.rawValue, known: request.kind.privacy)
    try check(document, scan, as: path, run.record)
    return [path] + (approvedOn.map { [dated($0)] } ?? [])
      + (try write(document, to: path, request, converter, drawing, scan))
      + drawing.remarks(of: [document]) + missing
  }

  /// The request with the class that the run's policy gives its kind. What is public by either waits for an approval, and
  /// what is public by its kind for a policy too.
  private static func classified(
    _ request: NoticeRequest, _ published: PublishedRun, _ run: ComputedRun
  ) throws(RunError) -> NoticeRequest {
    if request.kind.privacy == .public { try run.withheld.requirePolicy() }
    var request = request
    request.privacy = run.withheld.privacy(of: request.kind.rawValue, known: request.kind.privacy)
    if request.privacy == .public, request.kind.privacy != .public {
      _ = try ApprovalGate(run: published).check()
    }
    return request
  }

  private static func earlier(
    _ request: NoticeRequest, _ published: PublishedRun, _ template: NoticeTemplate, _ run: RunRecord
  ) throws(RunError) -> [EarlierRanking] {
    guard request.earlier.isEmpty || template.pictures.contains(.rankFlow) else {
      throw .usage(
        Message(
          zh: "--earlier：模板里没有@picture rank_flow；请加上这一行，或去掉--earlier",
          en: "--earlier: the template has no line @picture rank_flow; add one, or drop --earlier"))
    }
    return try EarlierRankings.read(request.earlier, in: request.folder, before: published, run)
  }

  /// Nothing is made public before it is approved.
  private static func checkDate(_ date: Day, _ approval: Approval) throws(RunError) {
    guard let approved = Day(text: approval.date), date < approved else { return }
    throw .usage(
      Message(
        zh: "--date：\(date)早于批准日期\(approved)；请核对日期",
        en: "--date: \(date) lies before \(approved), the day of the approval; check the date"))
  }

  private static func dated(_ day: Day) -> String {
    "日期取批准日期\(day)；另定请用--date  dated \(day), the day of the approval; --date names another"
  }

  /// A file that is there gives way to a notice only where it has a notice's ending and is none of the run's own.
  private static func checkPlace(_ request: NoticeRequest, _ published: PublishedRun) throws(RunError) {
    guard let file = request.file, DurableFile.exists(file) else { return }
    let folder = URL(filePath: file).deletingLastPathComponent().resolvingSymlinksInPath()
    let isOfRun =
      folder.pathComponents == URL(filePath: published.path).resolvingSymlinksInPath().pathComponents
    guard isOfRun || !file.hasSuffix(".\(request.format.rawValue)") else { return }
    throw .usage(
      Message(
        zh: "--to：\(file)已存在，且不是以前的文稿；请另取一个文件名",
        en: "--to: \(file) is there and is no earlier notice; choose another name"))
  }

  /// Where the templates stand: `notices` beside the pipeline.
  private static func noticeFolder(_ published: PublishedRun) -> String {
    let pipeline = URL(filePath: published.timings.invocation.pipeline).deletingLastPathComponent()
    return pipeline.appending(path: "notices").relativePath
  }

  private static func readTemplate(
    _ place: String, _ kind: NoticeKind, _ run: RunRecord
  ) throws(RunError) -> NoticeTemplate {
    guard let bytes = try? DurableFile.read(place), let text = String(validating: bytes, as: UTF8.self) else {
      throw .usage(
        Message(
          zh: "\(place)：模板不存在或不是UTF-8文本；请补上，或用--template指定",
          en: "\(place): the template is missing or no text in UTF-8; supply it, or name it with --template"))
    }
    do {
      return try NoticeTemplate(text, kind: kind, profiles: run.model.profiles)
    } catch {
      throw .definitions(error.problems.map { $0.text(in: place) })
    }
  }

  /// A list is made public once all grades stand.
  private static func checkGrades(_ run: RunRecord) throws(RunError) {
    guard run.identity.period.isYear else {
      throw .usage(
        Message(
          zh: "\(run.identity.period)：季度不评定等次，没有可公示的名单；请用年度的运行",
          en:
            "\(run.identity.period): a quarter gives no grade, so there is no list to publish; name the run of a year"
        ))
    }
    let referred = run.ranking.standings.count { $0.grade == Grading.referred }
    guard referred == 0 else {
      throw .data([
        Message(
          zh: "还有\(referred)人并列待审，名单未定；请审定后在adjustments来源中记一行，或在模型的名额中改用别的并列办法（tie），再重新运行",
          en:
            "\(referred) \(plural("member", referred)) tied at the last seat await a decision, so the list is not final; "
            + "once decided, record it in the source adjustments, or choose another tie for the model's quota, and run again"
        )
      ])
    }
  }

  /// Counts working days by the run's own calendar; nil for a notice that stands for no time.
  private static func publicity(
    _ count: Int?, from date: Day, _ run: RunRecord
  ) throws(RunError) -> NoticeFacts.Publicity? {
    guard let count else { return nil }
    var days = WorkingDays(run.tables.first { $0.source == "calendar" })
    let (first, last) = days.span(count, from: date)
    guard days.missingYears.isEmpty else {
      throw .data(
        days.missingYears.sorted().map { year in
          Message(
            zh: "节假日表没有\(year)年的安排，算不出公示截止日；请在calendar来源补上这一年后重新运行",
            en:
              "calendar has no row of \(year), so the last day of the notice cannot be counted; add that year's "
              + "arrangement to the source calendar and run again")
        })
    }
    return NoticeFacts.Publicity(first: first, last: last, workingDays: count)
  }

  /// Fails closed on anything private, which is told with the rows that it came from.
  private static func check(
    _ document: OfficialDocument, _ scan: PrivacyScan, as path: String, _ run: RunRecord
  ) throws(RunError) {
    let hits = hits(in: document, scan, as: path)
    guard hits.isEmpty else {
      let named = PrivateRows(run, heldBy: scan).naming(hits, in: document.lines)
      throw .data([PublishingError.privacy(named).message])
    }
  }

  /// The hits in the text or in the file's own name; lines are those of the document's text, the first of which is its
  /// title.
  static func hits(in document: OfficialDocument, _ scan: PrivacyScan, as path: String) -> [PrivacyHit] {
    let text = document.lines.joined(separator: "\n")
    let name = Plan.lastPart(path)
    return scan.hits(in: TextPart(name: path, bytes: Array(text.utf8)))
      + scan.hits(in: TextPart(name: "--to", bytes: Array(name.utf8)))
  }

  /// Writes a document in the format asked for; returns what a person should know of it.
  static func write(
    _ document: OfficialDocument, to path: String, _ request: NoticeRequest, _ converter: PDFConverter?,
    _ drawing: PictureDrawing, _ scan: PrivacyScan
  ) throws(RunError) -> [String] {
    guard let converter else {
      try write(made(document, as: path, request, drawing, scan), to: path, request)
      return []
    }
    let (printed, remarks) = try converter.pdfs(of: [document], pngs: drawing.pngs)
    try write(printed[0], to: path, request)
    return remarks
  }

  /// The page or the .docx file of a document; what the file holds besides its text is scanned where it may travel.
  private static func made(
    _ document: OfficialDocument, as path: String, _ request: NoticeRequest, _ drawing: PictureDrawing,
    _ scan: PrivacyScan
  ) throws(RunError) -> [UInt8] {
    if request.format == .html { return DocumentPage.html(document) }
    let pictures = try drawing.pngs(of: document)
    do throws(PublishingError) {
      let bytes = try WordFile.bytes(of: document, pictures: pictures)
      guard request.kind.privacy != .staff else { return bytes }
      let hits = try scan.hits(inPackage: bytes, as: Plan.lastPart(path))
      if !hits.isEmpty { throw PublishingError.privacy(hits) }
      return bytes
    } catch {
      if case .privacy = error { throw .data([error.message]) }
      throw .operation(error.message)
    }
  }

  /// Replaces a file whole, in a folder that is made where it is missing.
  static func write(_ bytes: [UInt8], to path: String, _ request: NoticeRequest) throws(RunError) {
    do throws(PublishingError) {
      try prepareFolder(of: path)
      try DurableFile.replace(
        path, bytes, mode: request.privacy.mode)
    } catch {
      throw .operation(error.message)
    }
  }

  /// Makes the folder of a file, and the one above it.
  static func prepareFolder(of path: String) throws(PublishingError) {
    let folder = URL(filePath: path).deletingLastPathComponent()
    for folder in [folder.deletingLastPathComponent().relativePath, folder.relativePath]
    where !DurableFile.exists(folder) {
      try DurableFile.createFolder(folder)
    }
  }
}
