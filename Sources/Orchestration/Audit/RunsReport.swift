package import Publishing
import Records
import SystemCalls

/// The runs in a folder of publications, newest first, with those that a limit stopped.
package struct RunsReport: Codable, Hashable, Sendable {
  package struct Entry: Codable, Hashable, Sendable {
    /// The name of its directory.
    package let name: String
    package let isLatest: Bool
    /// UTC, as `2026-01-31T09:30:00Z`: the time of the manifest's file, or of the directory where there is none. A run
    /// itself knows no clock.
    package let publishedAt: String
    /// What the manifest states; nil for a damaged directory.
    package let run: Manifest.Run?
    package let counts: Manifest.Counts?
    package let distributions: [Distribution]?
    /// Why it is no whole publication, in Chinese and English; nil for a whole one.
    package let damageZh: String?
    package let damageEn: String?
    /// Why a limit stopped the run, which was not published; nil for any other.
    package let failure: [Failure.Reason]?
    /// Who approved this manifest; nil where nobody did. Whether the files are still those is not looked at.
    package var approval: Approval?
    /// What a rule erased of it, published or not.
    package var erasure: Erasure?
  }

  /// By time of publication, the newest first; of the same time by name.
  package let runs: [Entry]

  /// Reads every manifest and the size of every file that one names, no row. An unknown folder is an error, an empty one
  /// is not.
  package init(in folder: String) throws(RunError) {
    let reports = ReportDirectory(root: folder)
    guard let names = try? System.entries(of: folder) else {
      throw .usage(
        Message(
          zh: "\(folder)：没有这个目录，或无法读取；请用--out指定发布目录",
          en: "\(folder): no such folder, or it cannot be read; name the folder of publications with --out"))
    }
    let latest = reports.latest()
    let found = names.filter { !$0.hasPrefix(".") && RunsReport.isFolder(reports.path($0)) }.map { name in
      let date = RunsReport.date(of: name, in: reports)
      return (date: date, entry: RunsReport.entry(name, date.seconds, isLatest: name == latest, in: reports))
    }
    runs = found.sorted {
      ($1.date.seconds, $1.date.nanoseconds, Key($0.entry.name))
        < ($0.date.seconds, $0.date.nanoseconds, Key($1.entry.name))
    }.map(\.entry)
  }

  private static func entry(
    _ name: String, _ seconds: Int, isLatest: Bool, in reports: ReportDirectory
  ) -> Entry {
    let time = "\(Instant(seconds: Int64(seconds)))Z"
    switch PublicationState(name, in: reports, comparing: .sizes) {
    case .whole(let manifest):
      return Entry(
        name: name, isLatest: isLatest, publishedAt: time, run: manifest.run, counts: manifest.counts,
        distributions: manifest.distributions, damageZh: nil, damageEn: nil, failure: nil,
        approval: approval(reports.path(name), manifest), erasure: manifest.erasure)
    case .failed(let failure):
      return Entry(
        name: name, isLatest: isLatest, publishedAt: time, run: failure.manifest.run,
        counts: failure.manifest.counts, distributions: nil, damageZh: nil, damageEn: nil,
        failure: failure.reasons, erasure: failure.manifest.erasure)
    case .damaged(let damage):
      return Entry(
        name: name, isLatest: isLatest, publishedAt: time, run: nil, counts: nil, distributions: nil,
        damageZh: damage.zh, damageEn: damage.en, failure: nil)
    case .absent:
      return Entry(
        name: name, isLatest: isLatest, publishedAt: time, run: nil, counts: nil, distributions: nil,
        damageZh: "目录已不在", damageEn: "the directory is gone", failure: nil)
    }
  }

  private static func approval(_ path: String, _ manifest: Manifest) -> Approval? {
    let approval = (try? DurableFile.read("\(path)/\(Approval.name)")).flatMap(Approval.init(json:))
    guard let approval, approval.isUnedited,
      let bytes = try? DurableFile.read("\(path)/\(OutputFile.manifest.rawValue)"),
      approval.manifestSha256 == PublishedRun.digest(of: bytes, manifest)
    else { return nil }
    return approval
  }

  private static func isFolder(_ path: String) -> Bool {
    status(path)?.kind == .folder
  }

  /// When its manifest, its failure or itself was written: seconds since 1970, and nanoseconds beyond.
  private static func date(
    of name: String, in reports: ReportDirectory
  ) -> (seconds: Int, nanoseconds: Int) {
    func modified(_ file: String?) -> (seconds: Int, nanoseconds: Int)? {
      status(reports.path(name, file))?.modified
    }
    // a manifest in which an erasure was noted is younger than the run; its timings are not
    let written = [OutputFile.manifest, .timings].compactMap { modified($0.rawValue) }
    return written.min(by: <) ?? modified(Failure.name) ?? modified(nil) ?? (0, 0)
  }

  private static func status(_ path: String) -> FileStatus? {
    (try? System.status(path)) ?? nil
  }

  /// One document with sorted keys; a key without a value is left out.
  package var json: String { String(decoding: JSONText.encode(self).dropLast(), as: UTF8.self) }
}
