import Definitions
import Foundation
import Ingestion
import Preparation
import Publishing
import Records
import Scoring

extension Plan {
  /// Reads the definitions, resolves every file and settles period and date. All definition errors are reported at once,
  /// and so are all sources without a file.
  ///
  /// An acceptance of claims that a crash left is finished; where not `settling`, nothing is written and it is refused.
  package init(_ request: RunRequest, settling: Bool = true) throws(RunError) {
    let workers = request.workers ?? ProcessInfo.processInfo.activeProcessorCount
    _ = Meanwhile(Workers(workers)) {
      Ingest.makeCharacterTables()
      JSONText.prepare()
    }
    let loaded = try Plan.load(request)
    let pipeline = loaded.pipeline
    guard let ownPeriod = pipeline.period ?? request.period ?? request.asOf.map(Period.init(lastEndedBefore:))
    else {
      throw .usage(
        Message(
          zh: "\(request.pipeline)没有period；请用--period给出时段",
          en: "\(request.pipeline) states no period; give one with --period"))
    }
    let (period, asOf) = try Plan.dates(period: request.period, asOf: request.asOf, pipeline: ownPeriod)
    if let problem = loaded.model.problem(for: period) { throw .definitions([problem.description]) }
    let data = request.data ?? Plan.path(pipeline.data, beside: request.pipeline)
    let acceptance = Acceptance(in: data)
    let accepted = try settling ? acceptance.settled() : acceptance.whole()
    let decisionsFile = pipeline.decisions.map { Plan.path($0, beside: request.pipeline) }
    let (decisions, decisionFiles) = try DecisionLedger.read(
      decisionsFile, sources: pipeline.sources.map(\.name))
    let (additions, additionFiles) = try AdditionFile.read(in: data)
    self.init(
      pipeline: pipeline.name, title: pipeline.title, period: period, asOf: asOf,
      sources: try Plan.sources(loaded, data: data), model: loaded.model.model, rules: loaded.rules,
      decisions: decisions, decisionsFile: decisionsFile, additions: additions,
      limits: pipeline.limits, privacy: try Plan.privacy(loaded.contracts, beside: request.pipeline),
      omitted: Plan.omitted(pipeline),
      definitions: Plan.digests(loaded, request.pipeline) + decisionFiles + additionFiles,
      invocation: Timings.Invocation(pipeline: request.pipeline, data: data, model: request.model),
      unitSize: Plan.unitSize(request, pipeline.unitBytes, workers: workers), memory: request.memory,
      workers: workers,
      database: pipeline.database)
    guard try (settling ? acceptance.settled() : acceptance.whole()) == accepted else {
      throw acceptance.interfering
    }
  }

  private static func load(_ request: RunRequest) throws(RunError) -> LoadedDefinitions {
    do {
      return try Definitions.load(
        pipelinePath: request.pipeline, modelOverride: request.model, codes: CodeWords.ofFindings)
    } catch {
      throw .definitions(error.problems.map(\.description))
    }
  }

  /// Of the file beside the pipeline; where there is none, nothing more is withheld than always,
  /// and the policy says that it is missing.
  private static func privacy(
    _ contracts: [Contract], beside pipeline: String
  ) throws(RunError) -> PrivacyPolicy {
    let place = path(PrivacyFile.name, beside: pipeline)
    guard let file = try NeighbourFile(place) else {
      var policy = PrivacyPolicy.none
      policy.missingFile = place
      return policy
    }
    return try file.decoded { (text, path) throws(DefinitionErrors) in
      try PrivacyFile.decode(text: text, path: path, contracts: contracts, outputs: outputClasses)
    }
  }

  /// The files of a run, the notices by kind and the pages apart, each with its own class.
  static let outputClasses = Dictionary(
    uniqueKeysWithValues: OutputFile.allCases.map { ($0.rawValue, $0.privacy) }
      + NoticeKind.allCases.map { ($0.rawValue, $0.privacy) }
      + [
        (OverviewReport.page, .public), (OverviewReport.board, .internal), (RunDifference.output, .internal),
      ])

  private static func sources(_ loaded: LoadedDefinitions, data: String) throws(RunError) -> [Source] {
    var sources: [Source] = []
    var missing: [Message] = []
    var folders = FolderEntries()
    for (source, contract) in zip(loaded.pipeline.sources, loaded.contracts) {
      if let relation = source.relation {
        sources.append(Source(contract: contract, files: [], relation: relation))
        continue
      }
      let files = try files(patterns: source.files, in: data, &folders)
      if files.isEmpty, !source.isOptional {
        missing.append(noFile(of: source.name, patterns: source.files, in: data))
      }
      sources.append(Source(contract: contract, files: files, patterns: source.files))
    }
    guard missing.isEmpty else { throw .operations(missing) }
    return sources
  }

  private static func omitted(_ pipeline: PipelineDefinition) -> Set<OutputFile> {
    Set(OptionalOutput.allCases.filter { !pipeline.outputs.contains($0) }.map(file))
  }

  private static func file(_ output: OptionalOutput) -> OutputFile {
    switch output {
    case .attendance: .attendance
    case .corrections: .corrections
    case .events: .events
    case .findings: .findings
    case .merges: .merges
    case .page: .page
    case .quality: .quality
    case .review: .review
    case .unused: .unused
    case .workbook: .workbook
    }
  }

  /// Names are relative to the pipeline's folder, so that no output depends on where it lies.
  private static func digests(_ loaded: LoadedDefinitions, _ pipeline: String) -> [Manifest.Definition] {
    let folder = path("", beside: pipeline)
    return loaded.files.enumerated().map { index, file in
      let kind = index == 0 ? "pipeline" : index == loaded.files.count - 1 ? "model" : "contract"
      let isInside = !folder.isEmpty && file.path.hasPrefix(folder)
      let name = isInside ? String(file.path.dropFirst(folder.count)) : lastPart(file.path)
      return Manifest.Definition(kind: kind, name: name, sha256: Digest.of(file.bytes))
    }
  }

  /// A unit per worker and as much again for its columns must fit into the memory that was granted.
  private static func unitSize(_ request: RunRequest, _ stated: Int, workers: Int) -> Int {
    let unit = request.unitSize ?? stated
    guard let memory = request.memory else { return unit }
    return max(1, min(unit, Int(memory) / (4 * workers)))
  }

  /// A path that a pipeline file states, as seen from the working directory.
  static func path(_ relative: String, beside pipeline: String) -> String {
    guard !relative.hasPrefix("/"), let slash = pipeline.lastIndex(of: "/") else { return relative }
    return pipeline[...slash] + relative
  }

  static func lastPart(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
