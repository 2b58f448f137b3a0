import Foundation
import Ingestion
import Preparation
import Publishing
import Records
import Robustness
import Scoring

/// Claims against a published run: what each would change, and how accepted ones come into every later run.
package struct Appeal {
  private let published: PublishedRun
  private let plan: Plan
  private let base: ComputedRun
  private let claims: [Claim]
  private let path: String

  /// Makes the run again, which must be unchanged, and reads the claims, or those `of` one member; every mistake in them is
  /// told at once.
  package init(
    run name: String, claims path: String, of member: String? = nil, in folder: String,
    observer: @escaping ProgressObserver = { _ in }
  ) throws(RunError) {
    published = try PublishedRun(name, in: folder)
    try published.checkFiles()
    plan = try published.plan()
    base = try published.rerun(for: .rows, observer)
    self.path = path
    let checks = ClaimChecks(plan, base.record, beside: path)
    var problems: [String] = []
    let read = try ClaimFile.read(path).filter { claim in
      member.map { Key($0) == Key(claim.member) } ?? true
    }
    claims = read.map { claim in
      let (known, messages) = checks.check(claim)
      problems += messages.map { ClaimProblem(claim.line, $0).text(in: path) }
      return known
    }
    problems += AcceptedClaims(plan, in: base.record).problems(claims).map { $0.text(in: path) }
    problems += ClaimClashes(claims, plan, beside: path).problems.map { $0.text(in: path) }
    guard problems.isEmpty else { throw .definitions(problems) }
    if let member, claims.isEmpty {
      throw .usage(
        Message(zh: "\(path)：没有\(member)的申诉", en: "\(path): holds no claim of \(member)"))
    }
  }

  /// What must not stand in a text for one member.
  func hits(in text: [UInt8], as name: String) -> [PrivacyHit] {
    base.withheld.scan(.staff).hits(in: TextPart(name: name, bytes: text))
  }

  /// The answers to the claims as they are told to one member, without what names another; and where such stands.
  func answer(to number: String) throws(RunError) -> (lines: [String], withheld: [String]) {
    let names = NameScan(base.record.members, in: base.record.tables)
    let member = try Int32(published.index(of: number, in: base.record))
    var report = try report()
    let withheld = report.withhold { names.namesAnother(in: $0, than: member) }
    let told = zip(claims, withheld).flatMap { claim, parts in
      parts.map { ClaimProblem(claim.line, $0.message).text(in: path) }
    }
    return (report.lines(toldTo: number), told)
  }

  /// What each claim would change by itself, and all of them together.
  package func report() throws(RunError) -> AppealReport {
    let decision = ClaimDecision(approver: "待定", document: "待定", day: plan.asOf)
    var answers: [AppealReport.Answer] = []
    for claim in claims { answers.append(try answer(to: [claim], decision)) }
    let together = claims.count == 1 ? answers[0] : try answer(to: claims, decision)
    return AppealReport(base.record, claims, answers: answers, together: together)
  }

  private func answer(
    to claims: [Claim], _ decision: ClaimDecision
  ) throws(RunError) -> AppealReport.Answer {
    let rows = try ClaimRows(claims, beside: path, decision)
    let folder = FileManager.default.temporaryDirectory.appending(path: "dutyrank-\(UUID().uuidString)").path
    defer { try? DurableFile.remove(folder) }
    do throws(PublishingError) {
      try DurableFile.createFolder(folder, mode: 0o700)
      for file in rows.files { try DurableFile.create("\(folder)/\(file.name)", file.bytes, mode: 0o600) }
    } catch { throw .operation(error.message) }
    var plan = rows.joined(to: plan, in: folder)
    plan.omitted.insert(.review)
    let run = try Run.compute(plan, keepsRecords: false).record
    let radius: Radius?
    do { radius = Radius(try TickBasis(run.model, run.input), within: 0) } catch {
      throw .usage(error.message)
    }
    return AppealReport.Answer(
      scenario: Scenario(outcome(base.record), outcome(run)), radii: radius?.members,
      problems: Appeal.problems(run, Set(rows.files.map { Key($0.name) })))
  }

  private func outcome(_ run: RunRecord) -> Outcome {
    Outcome(model: run.model, cards: run.cards, ranking: run.ranking)
  }

  /// What the run says against the rows of the claims: refused ones, and adjustments that cannot be made.
  private static func problems(_ run: RunRecord, _ names: Set<Key>) -> [Message] {
    func isOurs(_ origin: Origin?) -> Bool {
      origin.map { names.contains(Key(run.files[Int($0.file)].path)) } ?? false
    }
    let refused = run.quarantine.filter { isOurs($0.rejection.origin) }.map(\.rejection.finding.message)
    let found = run.findings.filter { $0.severity != .information && isOurs($0.origin) }.map(\.message)
    return refused + found
  }

  /// Puts the rows of all claims among the run's sources, where every later run reads them; throws, and writes nothing,
  /// where one of them cannot be carried out.
  package func accept(by approver: String, document: String, on dateText: String) throws(RunError) -> [String]
  {
    let decision = ClaimDecision(
      approver: try DecisionOption.person(approver), document: try DecisionOption.document(document),
      day: try DecisionOption.day(dateText, option: "--on", on: published.manifest.run))
    let data = published.timings.invocation.data
    let repeated = try AcceptedClaims(plan, inFolder: data).problems(claims)
    guard repeated.isEmpty else { throw .definitions(repeated.map { $0.text(in: path) }) }
    let problems = try answer(to: claims, decision).problems
    guard problems.isEmpty else {
      throw .data(problems + [Message(zh: "没有采纳任何一条", en: "no claim was accepted")])
    }
    let rows = try ClaimRows(claims, beside: path, decision)
    let files = [rows.decisionFile].compactMap(\.self) + rows.files
    try Acceptance(in: data).write(files)
    let names = files.map { "\(data)/\($0.name)" }
    return [
      "采纳\(claims.count)条申诉 → \(names.joined(separator: "、"))；请再运行一次，\(published.manifest.run.directory)仍可重算",
      "\(counted(claims.count, "claim")) accepted → \(names.joined(separator: ", ")); run again; "
        + "\(published.manifest.run.directory) can still be made again",
    ]
  }
}
