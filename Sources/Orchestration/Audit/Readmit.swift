import Foundation
import Ingestion
import Publishing
import Records

/// Brings corrected rows back, each linked by `row_id` to the rejected row whose place it takes.
package enum Readmit {
  /// Checks every row against the run's quarantine and the source's contract, and only when all hold puts the file among
  /// the source's; the next run reads it and marks the old rows in `quarantine.csv`.
  package static func lines(
    run name: String, file: String, in folder: String, observer: @escaping ProgressObserver = { _ in }
  ) throws(RunError) -> [String] {
    let published = try PublishedRun(name, in: folder)
    let run = try published.rerun(for: .rows, observer).record
    let plan = try published.plan()
    let copy = try ReadmittedCopy(of: file, in: published.timings.invocation.data)
    do throws(RunError) {
      let source = try Readmit.source(of: copy.file, run, plan)
      let count = try check(copy.file, source.contract)
      let target = try Readmit.target(source, copy)
      try copy.keep(as: target)
      return [
        "\(count)行已重新送入 → \(target)；请再运行一次", "\(counted(count, "row")) readmitted → \(target); run again",
      ]
    } catch {
      copy.discard()
      throw error
    }
  }

  /// The one source that all rows of the file come from. Every row must name an open rejection, and no two the same.
  private static func source(
    of file: ResolvedFile, _ run: RunRecord, _ plan: Plan
  ) throws(RunError) -> Plan.Source {
    let open = Dictionary(
      run.quarantine.map { (run.rowID($0.rejection.origin), $0.rejection.finding.source) },
      uniquingKeysWith: { first, _ in first }
    ).filter { run.readmitted[$0.key] == nil }
    let links = try links(file, plan)
    var problems: [String] = []
    var sources: Set<String> = []
    var seen: Set<String> = []
    for link in links.links {
      let place = "\(file.path):\(link.origin.firstLine)  "
      if !seen.insert(link.rejected).inserted {
        problems.append(place + "row_id \(link.rejected)用了两次  row_id \(link.rejected) stands twice")
      } else if let source = open[link.rejected] {
        sources.insert(source)
      } else {
        problems.append(
          place + "row_id \(link.rejected)不是这次运行退回而未了结的行  is no open row of this run's quarantine.csv")
      }
    }
    problems += links.refused.map {
      "\(file.path):\($0.origin.firstLine)  \($0.finding.message.zh)  \($0.finding.message.en)"
    }
    guard problems.isEmpty else { throw .definitions(problems) }
    guard sources.count == 1,
      let source = plan.sources.first(where: { sources.contains($0.contract.shape.name) })
    else {
      throw .usage(
        Message(
          zh: "\(file.path)：一个文件只能改正一个来源的行；请分成几个文件",
          en: "\(file.path): a file corrects rows of one source; split it by source"))
    }
    return source
  }

  /// Whose file it is stands in its rows, so each way in which the sources' files are laid out is tried.
  private static func links(_ file: ResolvedFile, _ plan: Plan) throws(RunError) -> RowLinks {
    var tried: Set<FileLayout> = []
    var failure: RunError?
    for contract in plan.sources.map(\.contract) where tried.insert(contract.layout).inserted {
      do throws(RunError) {
        return try RowLinks(file, index: 0, contract: contract)
      } catch {
        if failure == nil { failure = error }
      }
    }
    throw failure
      ?? .usage(Message(zh: "流程没有来源", en: "the pipeline has no sources"))
  }

  /// How many rows there are; throws unless each of them decodes.
  private static func check(_ file: ResolvedFile, _ contract: Contract) throws(RunError) -> Int {
    let source: IngestedSource
    do {
      source = try Ingest.source(contract, files: [file], firstFileIndex: 0)
    } catch {
      throw .usage(error.message)
    }
    guard source.rejections.isEmpty else {
      throw .data(
        source.rejections.map { rejection in
          let place = "\(file.path):\(rejection.origin.firstLine)  \(rejection.finding.code)  "
          return Message(zh: place + rejection.finding.message.zh, en: place + rejection.finding.message.en)
        } + [Message(zh: "没有送入任何一行", en: "no row was readmitted")])
    }
    return source.table.live.count
  }

  /// The name under which the source's patterns find the file.
  private static func target(_ source: Plan.Source, _ copy: ReadmittedCopy) throws(RunError) -> String {
    let name = source.contract.shape.name
    let target = "\(name)\(RowLinks.mark)\(copy.digest.prefix(8)).csv"
    guard source.patterns.contains(where: { FilePattern.fits(target, $0) }) else {
      throw .usage(
        Message(
          zh: "流程文件中\(name)的files不包括\(target)；请加上\"\(name)-*.csv\"",
          en: "files of \(name) in the pipeline do not take in \(target); add \"\(name)-*.csv\""))
    }
    return target
  }
}

/// A copy of the corrected rows in the data folder, hidden until it is kept: what is checked is what is kept.
private struct ReadmittedCopy {
  private let folder: String
  let file: ResolvedFile
  let digest: String

  init(of path: String, in folder: String) throws(RunError) {
    self.folder = folder
    let bytes = try ReadmittedCopy.operation { () throws(PublishingError) in try DurableFile.read(path) }
    digest = Digest.of(bytes)
    let hidden = "\(folder)/.readmitting-\(digest.prefix(8)).csv"
    file = ResolvedFile(path: path, location: hidden)
    discard()
    try ReadmittedCopy.operation { () throws(PublishingError) in
      try DurableFile.create(hidden, bytes, mode: 0o600)
    }
  }

  func keep(as name: String) throws(RunError) {
    let place = "\(folder)/\(name)"
    guard !DurableFile.exists(place) else {
      throw .usage(Message(zh: "\(place)：已经送入过", en: "\(place): was readmitted before"))
    }
    try ReadmittedCopy.operation { () throws(PublishingError) in
      try DurableFile.rename(file.location, to: place)
      try DurableFile.syncFolder(folder)
    }
  }

  func discard() {
    try? DurableFile.remove(file.location)
  }

  private static func operation<T>(_ body: () throws(PublishingError) -> T) throws(RunError) -> T {
    do {
      return try body()
    } catch {
      throw .operation(error.message)
    }
  }
}
