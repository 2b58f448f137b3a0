import Definitions
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
    let run = try published.rerun(observer).record
    let plan = try published.plan()
    let source = try Readmit.source(of: file, run, plan)
    let contract = source.contract
    let count = try check(file, contract)
    let bytes = try operation { () throws(PublishingError) in try DurableFile.read(file) }
    let target = "\(contract.shape.name)\(RowLinks.mark)\(Digest.of(bytes).prefix(8)).csv"
    guard try published.patterns(of: contract.shape.name).contains(where: { FilePattern.fits(target, $0) })
    else {
      throw .usage(
        Message(
          zh: "流程文件中\(contract.shape.name)的files不包括\(target)；请加上\"\(contract.shape.name)-*.csv\"",
          en: "files of \(contract.shape.name) in the pipeline do not take in \(target); add "
            + "\"\(contract.shape.name)-*.csv\""))
    }
    try put(bytes, "\(published.timings.invocation.data)/", target)
    return [
      "\(count)行已重新送入 → \(target)；请再运行一次", "\(counted(count, "row")) readmitted → \(target); run again",
    ]
  }

  /// The one source that all rows of the file come from. Every row must name an open rejection, and no two the same.
  private static func source(
    of file: String, _ run: RunRecord, _ plan: Plan
  ) throws(RunError) -> Plan.Source {
    let open = Dictionary(
      run.quarantine.map { (run.rowID($0.rejection.origin), $0.rejection.finding.source) },
      uniquingKeysWith: { first, _ in first }
    ).filter { run.readmitted[$0.key] == nil }
    var problems: [String] = []
    var sources: Set<String> = []
    var seen: Set<String> = []
    let anyLayout = plan.sources.first?.contract
    guard let anyLayout else { throw .usage(noSource(file)) }
    let links = try RowLinks(ResolvedFile(path: file, location: file), index: 0, contract: anyLayout)
    for link in links.links {
      let place = "\(file):\(link.origin.firstLine)  "
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
      "\(file):\($0.origin.firstLine)  \($0.finding.message.zh)  \($0.finding.message.en)"
    }
    guard problems.isEmpty else { throw .definitions(problems) }
    guard sources.count == 1,
      let source = plan.sources.first(where: { sources.contains($0.contract.shape.name) })
    else { throw .usage(noSource(file)) }
    return source
  }

  private static func noSource(_ file: String) -> Message {
    Message(
      zh: "\(file)：一个文件只能改正一个来源的行；请分成几个文件",
      en: "\(file): a file corrects rows of one source; split it by source")
  }

  /// How many rows there are; throws unless each of them decodes.
  private static func check(_ file: String, _ contract: Contract) throws(RunError) -> Int {
    let source: IngestedSource
    do {
      source = try Ingest.source(
        contract, files: [ResolvedFile(path: file, location: file)], firstFileIndex: 0)
    } catch {
      throw .usage(error.message)
    }
    guard source.rejections.isEmpty else {
      throw .data(
        source.rejections.map { rejection in
          let place = "\(file):\(rejection.origin.firstLine)  \(rejection.finding.code)  "
          return Message(zh: place + rejection.finding.message.zh, en: place + rejection.finding.message.en)
        } + [Message(zh: "没有送入任何一行", en: "no row was readmitted")])
    }
    return source.table.live.count
  }

  /// Whole or not at all, for the owner alone.
  private static func put(_ bytes: [UInt8], _ folder: String, _ name: String) throws(RunError) {
    let held = try? DurableFile.read(folder + name)
    guard held == nil else {
      throw .usage(
        Message(zh: "\(folder)\(name)：已经送入过", en: "\(folder)\(name): was readmitted before"))
    }
    try operation { () throws(PublishingError) in
      try DurableFile.create("\(folder).\(name)", bytes, mode: 0o600)
      try DurableFile.rename("\(folder).\(name)", to: folder + name)
      try DurableFile.syncFolder(folder)
    }
  }

  private static func operation<T>(_ body: () throws(PublishingError) -> T) throws(RunError) -> T {
    do {
      return try body()
    } catch {
      throw .operation(error.message)
    }
  }
}
