import Definitions
import Ingestion
import Publishing
import Records
import Spreadsheet

/// The rows of all sources after cleaning, with what became of the others.
struct IngestedRows {
  var tables: [Table] = []
  var files: [SourceFile] = []
  /// Where each file is opened, parallel to `files`.
  var locations: [ResolvedFile] = []
  /// By file, as its contract says.
  var layouts: [FileLayout] = []
  /// By file, the table or query that it is the extract of.
  var relations: [String?] = []
  var reports: [FileReport] = []
  var accounts: [StageAccount] = []
  var rejections: [Rejection] = []
  var findings: [Finding] = []
  var corrections: [Correction] = []
  /// The source whose rows are on disk and its place among the tables; nil where all are in memory.
  var spilled: (position: Int, rows: SpilledRows)?

  /// Lets go of which rows cleaning kept: only what is asked of a run looks at them again once they are prepared.
  mutating func forgetLiveRows() {
    for position in tables.indices { tables[position].live = [] }
  }

  mutating func append(_ source: IngestedSource, of origin: Plan.Source) {
    if let rows = source.spilled { spilled = (tables.count, rows) }
    tables.append(source.table)
    files += source.files
    locations += origin.files
    layouts += origin.files.map { _ in origin.contract.layout }
    relations += origin.files.map { _ in origin.relation?.text }
    reports += source.reports
    accounts += source.accounts
    rejections += source.rejections
    findings += source.findings
    if corrections.isEmpty { corrections = source.corrections } else { corrections += source.corrections }
  }

  /// Of the files of workbooks.
  var sheets: [SheetPlaces?] {
    guard reports.contains(where: { $0.sheet != nil }) else { return [] }
    return reports.map { report in
      report.sheet.map { sheet in
        let letters = report.columns.compactMap { place in
          place.position.map { (place.key, columnLetters($0)) }
        }
        return SheetPlaces(
          sheet: sheet, letters: Dictionary(letters, uniquingKeysWith: { first, _ in first }))
      }
    }
  }

  /// Reads rows back.
  var rawRows: RawRows { RawRows(files: locations, sources: files.map(\.source), layouts: layouts) }

  /// The bytes of each file by class.
  var byteCounts: [[ByteCount]] {
    reports.map { report in
      ByteClass.allCases.map { ByteCount(kind: $0.rawValue, count: report.bytes[$0]) }
    }
  }

  /// What the manifest says of each file.
  var inputs: [Manifest.Input] {
    zip(zip(files, reports), relations).map { read, relation in
      let (file, report) = read
      return Manifest.Input(
        source: file.source, name: file.path, size: file.size, sha256: file.sha256,
        encoding: report.encoding.rawValue, rows: Int64(report.rows), renditionSize: report.renditionSize,
        sheet: report.sheet, relation: relation)
    }
  }
}

extension Run {
  /// Reads, mends and decodes every source, as many units at a time as the plan has workers; the result is in the plan's
  /// order and does not depend on their number.
  ///
  /// A source that does not fit into the memory that was granted is kept in `spillFolder` and read after the others.
  static func ingest(
    _ plan: Plan, spillFolder: String? = nil, _ observer: @escaping ProgressObserver
  ) throws(RunError) -> IngestedRows {
    let starts = firstFileIndices(plan.sources)
    var requests = zip(plan.sources, starts).map { source, start in
      IngestRequest(contract: source.contract, files: source.files, firstFileIndex: start)
    }
    let settings = IngestSettings(unitSize: plan.unitSize, workers: Workers(plan.workers)) { bytes, rows in
      observer(.read(bytes: bytes, rows: rows))
    }
    guard let spillFolder, let choice = SpillChoice(plan) else {
      return try collect(Ingest.sources(requests, settings: settings), plan)
    }
    let large = requests.remove(at: choice.source)
    var results = Ingest.sources(requests, settings: settings)
    let spill = SpillRequest(
      folder: spillFolder, shards: choice.shards, column: SpillChoice.memberColumn,
      members: memberNumbers(results))
    results.insert(
      Ingest.sources([large.spilling(spill)], settings: settings)[0], at: choice.source)
    return try collect(results, plan)
  }

  private static func memberNumbers(_ results: [Result<IngestedSource, IngestionError>]) -> [String] {
    let tables = results.compactMap { try? $0.get().table }
    guard let members = tables.first(where: { $0.source == "members" }) else { return [] }
    return members.live.map { members.text(SpillChoice.memberColumn, Int($0)) }
  }

  private static func firstFileIndices(_ sources: [Plan.Source]) -> [Int] {
    var next = 0
    return sources.map { source in
      defer { next += source.files.count }
      return next
    }
  }

  /// All files that cannot be read at once, or the rows of all.
  private static func collect(
    _ results: [Result<IngestedSource, IngestionError>], _ plan: Plan
  ) throws(RunError) -> IngestedRows {
    var rows = IngestedRows()
    var failures: [IngestionError] = []
    for (result, source) in zip(results, plan.sources) {
      switch result {
      case .success(let ingested): rows.append(ingested, of: source)
      case .failure(let error):
        // a table without its columns is no delivery that broke its contract: the query is to be mended
        if source.relation != nil, error.kind == .missingColumns { throw .operation(error.message) }
        failures.append(error)
      }
    }
    guard let first = failures.first else { return rows }
    let broken = failures.filter(\.isDeclaredLimit)
    guard broken.count == failures.count else {
      let failed = failures.first { !$0.isDeclaredLimit } ?? first
      throw .operation(failed.message)
    }
    throw .data(broken.map(\.message))
  }
}
