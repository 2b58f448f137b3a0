import Definitions
import Foundation
import Ingestion
import Publishing
import Records

/// A published run, found again from its files.
struct PublishedRun {
  let path: String
  let manifest: Manifest
  let timings: Timings
  /// Whether its plan finishes an acceptance of claims that a crash left; else nothing is written for it.
  let isSettling: Bool

  /// `name` is `latest`, the name of a directory in `folder`, or a path to one.
  init(_ name: String, in folder: String, settling: Bool = true) throws(RunError) {
    isSettling = settling
    let reports = ReportDirectory(root: folder)
    path = try PublishedRun.path(name, reports)
    let place = "\(path)/\(OutputFile.manifest.rawValue)"
    guard let bytes = try? DurableFile.read(place), let manifest = Manifest(json: bytes) else {
      throw .usage(
        Message(
          zh: "\(place)：不存在或不是运行清单；请给出一次运行的目录，或latest",
          en: "\(place): missing or no manifest; name the directory of a run, or latest"))
    }
    self.manifest = manifest
    let timingsPlace = "\(path)/\(OutputFile.timings.rawValue)"
    guard let bytes = try? DurableFile.read(timingsPlace), let timings = Timings(json: bytes) else {
      throw .usage(
        Message(
          zh: "\(timingsPlace)：不存在或无法读取，不知道这次运行的流程文件和数据目录",
          en: "\(timingsPlace): missing or unreadable, so the run's pipeline and data folder are not known"))
    }
    self.timings = timings
  }

  /// Of the manifest as the run wrote it, whatever was erased since.
  func manifestDigest() throws(RunError) -> String {
    do {
      return PublishedRun.digest(
        of: try DurableFile.read("\(path)/\(OutputFile.manifest.rawValue)"), manifest)
    } catch { throw .operation(error.message) }
  }

  static func digest(of bytes: [UInt8], _ manifest: Manifest) -> String {
    Digest.of(manifest.erasure == nil ? bytes : manifest.original.json())
  }

  /// The folder that the run's directory lies in.
  var folder: String { URL(filePath: path).deletingLastPathComponent().relativePath }

  private static func path(_ name: String, _ reports: ReportDirectory) throws(RunError) -> String {
    guard name == ReportDirectory.pointer else {
      let places = name.hasPrefix("/") ? [name] : [name, reports.path(name)]
      guard let place = places.first(where: DurableFile.exists) else { throw .usage(noRun(name, reports)) }
      return place
    }
    guard let latest = reports.latest() else {
      throw .usage(
        Message(
          zh: "\(reports.root)：还没有发布过任何运行；请先运行dutyrank run，或用--out指定目录",
          en:
            "\(reports.root): no run was published yet; run dutyrank run first, or name the folder with --out"
        ))
    }
    return reports.path(latest)
  }

  private static func noRun(_ name: String, _ reports: ReportDirectory) -> Message {
    guard !name.hasPrefix("/") else {
      return Message(
        zh: "\(name)：没有这个目录；dutyrank runs列出已发布的运行",
        en: "\(name): there is no such folder; dutyrank runs lists the published runs")
    }
    return Message(
      zh: "\(name)：没有这次运行：当前目录和\(reports.root)里都没有这个目录；dutyrank runs列出已发布的运行，在别处的用--out指明",
      en:
        "\(name): no such run: neither the current folder nor \(reports.root) has it; dutyrank runs lists the published runs, --out "
        + "names another folder of them")
  }

  /// The run before it started, from the definitions as they are now.
  func plan() throws(RunError) -> Plan {
    guard let period = Period(text: manifest.run.period), let asOf = Day(text: manifest.run.asOf) else {
      throw .usage(
        Message(zh: "\(path)：清单中的时段无法读取", en: "\(path): the manifest's period cannot be read"))
    }
    let invocation = timings.invocation
    guard DurableFile.exists(invocation.pipeline) else { throw .usage(noPipeline(invocation.pipeline)) }
    let plan = try Plan(
      RunRequest(
        pipeline: invocation.pipeline, period: period, data: invocation.data, asOf: asOf,
        model: invocation.model), settling: isSettling)
    return withoutLaterAppeals(plan).reading(extracts: "\(path)/\(ReportDirectory.extracts)")
  }

  private func noPipeline(_ pipeline: String) -> Message {
    pipeline.hasPrefix("/")
      ? Message(
        zh: "\(pipeline)：\(path)的流程文件，已不存在；请取回当时的文件",
        en: "\(pipeline): the pipeline of \(path) is gone; restore the file")
      : Message(
        zh: "\(pipeline)：\(path)的流程文件，当前目录里没有；请在运行时所在的目录里执行",
        en:
          "\(pipeline): the current folder lacks the pipeline of \(path); work in the folder in which the run was made"
      )
  }

  /// Claims that were accepted after the run are later runs' rows.
  private func withoutLaterAppeals(_ plan: Plan) -> Plan {
    let names = Set(manifest.inputs.map { Key($0.name) } + manifest.definitions.map { Key($0.name) })
    var plan = plan
    plan.additions.removeAll { !names.contains(Key($0.file)) }
    plan.definitions.removeAll { $0.kind == AdditionFile.kind && !names.contains(Key($0.name)) }
    plan.sources = plan.sources.map { source in
      Plan.Source(
        contract: source.contract,
        files: source.files.filter { !$0.path.contains(ClaimRows.mark) || names.contains(Key($0.path)) },
        patterns: source.patterns, relation: source.relation)
    }
    return plan
  }

  /// What a run is made again for.
  enum Purpose {
    /// For its files, byte for byte.
    case comparison
    /// For its rows: with its merges, written or not, and without questions, which no row's story needs.
    case rows
  }

  /// Makes the run again in memory from its inputs and its definitions, after checking that neither has changed.
  func rerun(for purpose: Purpose, _ observer: @escaping ProgressObserver) throws(RunError) -> ComputedRun {
    try rerun(plan(), for: purpose, observer)
  }

  /// The same by a plan of the run that is at hand.
  func rerun(
    _ plan: Plan, for purpose: Purpose, _ observer: @escaping ProgressObserver
  ) throws(RunError) -> ComputedRun {
    var plan = plan
    if purpose == .rows {
      plan.omitted.remove(.merges)
      plan.omitted.insert(.review)
    }
    let run = try Run.compute(plan, observer: observer)
    let changed = changes(run)
    guard changed.isEmpty else { throw .data(changed) }
    guard
      purpose == .comparison || Manifest(run.record, outputs: []) == manifest.withoutOutputs
    else {
      throw .data([
        Message(
          zh: "\(path)/\(OutputFile.manifest.rawValue)：与重算结果不符；请取回原来的文件，或删去这个目录后重新运行",
          en:
            "\(path)/\(OutputFile.manifest.rawValue): not what the run made again gives; restore the file, or delete the folder "
            + "and run again")
      ])
    }
    return run
  }

  /// What differs from the manifest before any row is looked at: definitions, inputs, tool.
  private func changes(_ run: ComputedRun) -> [Message] {
    var changed: [Message] = []
    let definitions = differences(
      manifest.definitions.map { ($0.name, $0.sha256) }, run.record.definitions.map { ($0.name, $0.sha256) })
    for name in definitions {
      changed.append(
        Message(
          zh: "\(name)：定义文件在那次运行之后变了，无法核对；请取回当时的文件",
          en: "\(name): the definition changed since that run, so it cannot be made again; restore the file"))
    }
    let inputs = differences(
      manifest.inputs.map { ($0.name, $0.sha256) }, run.record.inputs.map { ($0.name, $0.sha256) })
    for name in inputs {
      changed.append(
        Message(
          zh: "\(name)：数据文件在那次运行之后变了，无法核对；请取回当时的文件",
          en: "\(name): the input changed since that run, so it cannot be made again; restore the file"))
    }
    if manifest.run.tool != run.record.identity.toolVersion {
      changed.append(
        Message(
          zh: "那次运行用的是\(manifest.run.tool)，现在是\(run.record.identity.toolVersion)",
          en: "that run was made by \(manifest.run.tool), this is \(run.record.identity.toolVersion)"))
    }
    return changed
  }

  /// Names that stand in one list only or with another digest, in the order of the lists.
  private func differences(_ before: [(String, String)], _ now: [(String, String)]) -> [String] {
    let gone = before.filter { old in !now.contains { $0 == old } }.map(\.0)
    let new = now.filter { name in !before.contains { $0.0 == name.0 } }.map(\.0)
    return gone + new
  }
}
