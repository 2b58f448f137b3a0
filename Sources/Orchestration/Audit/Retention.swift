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
    guard !left.isEmpty else { return nil }
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
    return "\(name)：删除\(left.count)个文件  \(counted(left.count, "file")) erased: \(list)"
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
