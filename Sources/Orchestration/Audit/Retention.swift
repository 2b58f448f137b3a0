import Publishing
import Records
import SystemCalls

/// What of the runs is kept no longer.
package struct RetentionRule: Sendable {
  /// The day on which it is applied.
  let on: Day
  /// Runs as of more than so many days before are meant; nil: those that are named.
  let days: Int?
  /// Directories; empty: all.
  let names: [String]

  package init(on dateText: String?, olderThan days: Int?, names: [String]) throws(RunError) {
    guard let dateText else {
      throw .usage(
        Message(
          zh: "--erase需要--on写明日期，如--on 2029-01-10", en: "--erase needs the day, as --on 2029-01-10"))
    }
    guard days != nil || !names.isEmpty, days ?? 0 >= 0 else {
      throw .usage(
        Message(
          zh: "--erase需要--older-than写明天数，或--run写明运行",
          en: "--erase needs --older-than with a number of days, or --run with a run's directory"))
    }
    self.on = try Day(dateText, option: "--on")
    self.days = days
    self.names = names
  }

  func fits(_ run: Manifest.Run) -> Bool {
    guard let days else { return true }
    return Day(text: run.asOf).map { on.number - $0.number > Int32(clamping: days) } ?? false
  }

  var text: String {
    days.map { "staff files of runs as of more than \($0) days before" }
      ?? "staff files of a run that was named"
  }
}

/// Erases the staff files of runs, which hold raw rows, leave and penalties, and says so in their manifests.
package enum Retention {
  /// One line per run; the manifest says first what is then removed, so that a killed erasure is finished by the next.
  package static func erase(_ rule: RetentionRule, in folder: String) throws(RunError) -> [String] {
    let reports = ReportDirectory(root: folder)
    let known = try RunsReport(in: folder).runs.map(\.name)
    for name in rule.names where !known.contains(where: { Key($0) == Key(name) }) {
      throw .usage(
        Message(
          zh: "\(folder)：没有\(name)；请写runs列出的目录名",
          en: "\(folder): no run \(name); write a name that runs lists"))
    }
    let lock = try RunLock(folder: folder)
    var lines: [String] = []
    for name in known.sorted(by: { Key($0) < Key($1) })
    where rule.names.isEmpty || rule.names.contains(where: { Key($0) == Key(name) }) {
      if let line = try erase(name, rule, in: reports) { lines.append(line) }
    }
    lock.release()
    return lines.isEmpty ? ["没有要删除的文件  nothing is to be erased"] : lines
  }

  /// nil for a run that the rule does not mean, or that holds nothing more to erase.
  private static func erase(
    _ name: String, _ rule: RetentionRule, in reports: ReportDirectory
  ) throws(RunError) -> String? {
    switch PublicationState(name, in: reports, comparing: .sizes) {
    case .whole(let manifest):
      return try erase(name, manifest, OutputFile.manifest.rawValue, rule, in: reports) { $0.json() }
    case .failed(let failure):
      return try erase(name, failure.manifest, Failure.name, rule, in: reports) {
        Failure(failure.reasons, $0).json()
      }
    case .damaged(let damage):
      return
        "\(name)：\(damage.zh)，未处理；请先重新运行或删去  \(damage.en), so nothing was erased; run it again or delete it"
    case .absent: return nil
    }
  }

  private static func erase(
    _ name: String, _ manifest: Manifest, _ file: String, _ rule: RetentionRule, in reports: ReportDirectory,
    json: (Manifest) -> [UInt8]
  ) throws(RunError) -> String? {
    guard rule.fits(manifest.run) else { return nil }
    var noted = manifest
    if noted.erasure == nil {
      noted.erasure = Erasure(
        on: rule.on.description, rule: rule.text, files: staffFiles(manifest, of: name, in: reports))
    }
    let files = noted.erasure?.files ?? []
    let left = files.filter { DurableFile.exists(reports.path(name, $0)) }
    let unknown = unknownFiles(manifest, of: name, in: reports)
    guard !left.isEmpty else { return unknown.isEmpty ? nil : "\(name)：\(stay(unknown))" }
    do throws(PublishingError) {
      if manifest.erasure == nil {
        let mode: UInt16 = file == Failure.name ? 0o600 : OutputFile.manifest.mode
        try DurableFile.replace(reports.path(name, file), json(noted), mode: mode)
        try DurableFile.syncFolder(reports.path(name))
      }
      for file in left { try DurableFile.remove(reports.path(name, file)) }
      try DurableFile.syncFolder(reports.path(name))
    } catch { throw .operation(error.message) }
    let list = left.joined(separator: "、")
    let erased = "\(name)：删除\(left.count)个文件  \(counted(left.count, "file")) erased: \(list)"
    return unknown.isEmpty ? erased : "\(erased)\n  \(stay(unknown))"
  }

  private static func stay(_ files: [String]) -> String {
    let names = files.map { VisibleText.of($0) }.joined(separator: "、")
    return "不是这次运行写的，留下了，请自行核对：\(names)  no file of this run, so they stay; look at them: \(names)"
  }

  /// What lies in a run's folder, and in that of its notices, and is none of what the program writes there. The program
  /// erases nothing that it does not know.
  private static func unknownFiles(
    _ manifest: Manifest, of name: String, in reports: ReportDirectory
  ) -> [String] {
    let own =
      OutputFile.allCases.map(\.rawValue)
      + [Failure.name, Approval.name, ReportDirectory.extracts, OverviewReport.folder, "notices"]
    let notices =
      NoticeKind.allCases.flatMap { kind in
        [kind.rawValue] + NoticeRequest.Format.allCases.map { "\(kind.rawValue).\($0.rawValue)" }
      } + [Plan.lastPart(AppealPackage.folder)]
    func unknown(in folder: String, _ known: [String]) -> [String] {
      let entries = (try? System.entries(of: reports.path(name, folder.isEmpty ? nil : folder))) ?? []
      return entries.filter { !known.map { Key($0) }.contains(Key($0)) }.map {
        folder.isEmpty ? $0 : "\(folder)/\($0)"
      }
    }
    return (unknown(in: "", own) + unknown(in: "notices", notices)).sorted { Key($0) < Key($1) }
  }

  /// In the manifest's order, then the members' own papers and the extracts.
  private static func staffFiles(
    _ manifest: Manifest, of name: String, in reports: ReportDirectory
  ) -> [String] {
    let papers = NoticeKind.allCases.filter { $0.privacy == .staff }.map { "notices/\($0.rawValue)/" }
    let folders = papers + [AppealPackage.folder + "/", ReportDirectory.extracts + "/"]
    return manifest.outputs.filter { $0.privacy == PrivacyClass.staff.rawValue }.map(\.name)
      + folders.filter { DurableFile.exists(reports.path(name, $0)) }
  }
}
