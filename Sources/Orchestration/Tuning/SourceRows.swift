import Definitions
import Ingestion
import Publishing
import Records
import SystemCalls

/// The files of a plan as they stood before anything of them was read.
struct InputStates: Sendable {
  private let states: [Key: FileStatus]

  init(_ plan: Plan) {
    var states: [Key: FileStatus] = [:]
    for file in plan.sources.flatMap(\.files) {
      states[Key(file.location)] = InputStates.state(file.location)
    }
    self.states = states
  }

  /// By size and time of writing.
  func isUnchanged(_ location: String) -> Bool {
    guard let before = states[Key(location)] else { return false }
    return InputStates.state(location) == before
  }

  private static func state(_ location: String) -> FileStatus? { (try? System.status(location)) ?? nil }
}

/// The rows of a run's inputs, shown by the definitions that the run was made again by, and from no file that was written since.
struct SourceRows: Sendable {
  private let run: RunRecord
  private let reports: [FileReport]
  private let contracts: [Contract]
  private let rules: PrivacyPolicy.Rules
  private let scan: PrivacyScan
  private let raw: RawRows
  /// By file of the run.
  private let locations: [String]
  private let states: InputStates

  init(_ plan: Plan, _ computed: ComputedRun, _ states: InputStates) {
    run = computed.record
    reports = computed.reports
    contracts = plan.sources.map(\.contract)
    rules = plan.privacy.rules(for: .internal)
    scan = computed.withheld.scan(.internal)
    self.states = states
    let files = run.files.map { file in
      let source = plan.sources.first { Key($0.contract.shape.name) == Key(file.source) }
      return source?.files.first { Key($0.path) == Key(file.path) }
        ?? ResolvedFile(path: file.path, location: file.path)
    }
    let layouts = run.files.map { [contracts] file in
      contracts.first { Key($0.shape.name) == Key(file.source) }?.layout ?? FileLayout()
    }
    raw = RawRows(files: files, sources: run.files.map(\.source), layouts: layouts)
    locations = files.map(\.location)
  }

  /// nil where no row of the run begins there. O(rows of the source).
  func row(source: String, file: String, line: Int) throws(RunError) -> SourceRow? {
    guard
      let index = run.files.firstIndex(where: { Key($0.path) == Key(file) && Key($0.source) == Key(source) }),
      let table = run.tables.first(where: { Key($0.source) == Key(source) }),
      let origin = table.origins.first(where: { Int($0.file) == index && Int($0.firstLine) == line }),
      let report = reports.first(where: { Int($0.file) == index }),
      let contract = contracts.first(where: { Key($0.shape.name) == Key(source) })
    else { return nil }
    let cells = MemberSigns.cells(
      of: try text(origin, location: locations[index]), delimiter: report.delimiter)
    let withheld = WithheldCells(contract, rules, scan)
    let columns = cells.indices.map { place in report.columns.first { $0.position == place } }
    return SourceRow(
      file: file, line: line, columns: columns.map { $0?.heading ?? "" },
      cells: zip(cells, columns).map { withheld.shown($0, $1) })
  }

  /// Looks before, so that a file that is gone is told as one that changed, and after, so that no byte is of a later one.
  private func text(_ origin: Origin, location: String) throws(RunError) -> String {
    guard states.isUnchanged(location) else { throw SourceRows.changed(location) }
    let text: String
    do throws(IngestionError) { text = try raw.row(origin).text } catch { throw .operation(error.message) }
    guard states.isUnchanged(location) else { throw SourceRows.changed(location) }
    return text
  }

  private static func changed(_ location: String) -> RunError {
    .data([
      Message(
        zh: "\(location)：打开之后文件变了，这一行不再可信；请取回当时的文件，重新打开",
        en:
          "\(location): it changed since this was opened, so its rows may be others; restore it and open this again"
      )
    ])
  }
}

/// Which cells of a source's rows are not shown.
private struct WithheldCells {
  private let contract: Contract
  private let rules: PrivacyPolicy.Rules
  private let scan: PrivacyScan

  init(_ contract: Contract, _ rules: PrivacyPolicy.Rules, _ scan: PrivacyScan) {
    self.contract = contract
    self.rules = rules
    self.scan = scan
  }

  /// `column` is nil for a cell that the contract does not know.
  func shown(_ cell: String, _ column: ColumnPlace?) -> String {
    guard !cell.isEmpty else { return cell }
    guard let column, !isWithheld(column), scan.isClean(cell) else { return SourceRow.withheld }
    return cell
  }

  private func isWithheld(_ column: ColumnPlace) -> Bool {
    let fields = contract.shape.fields
    guard let index = fields.firstIndex(where: { Key($0.key) == Key(column.key) }) else { return true }
    let words = Set(rules.words.map { Key($0) })
    return contract.columns[index].isPrivate || words.contains(Key(column.key))
      || column.heading.map { words.contains(Key($0)) } ?? false
      || rules.values.contains {
        Key($0.source) == Key(contract.shape.name) && Key($0.column) == Key(column.key)
      }
  }
}
