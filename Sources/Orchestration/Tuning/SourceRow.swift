import Definitions
import Ingestion
import Publishing
import Records

/// A row of an input as it stands in its file, cell by cell, without what is withheld from the office.
package struct SourceRow: Codable, Hashable, Sendable {
  /// What stands for a cell that is withheld.
  package static let withheld = "（不公开）"

  package let file: String
  package let line: Int
  /// Headings of the file; empty for a cell that no column of the contract owns.
  package let columns: [String]
  package let cells: [String]
}

extension Tuning {
  /// The row that begins at a line of a file; nil where none of the run's does. O(rows of the source).
  ///
  /// Withheld are columns of phone and identity numbers, what the class internal withholds by column, heading or value, and cells
  /// that no column of the contract owns.
  package func row(source: String, file: String, line: Int) throws(RunError) -> SourceRow? {
    guard
      let index = run.files.firstIndex(where: { Key($0.path) == Key(file) && Key($0.source) == Key(source) }),
      let table = run.tables.first(where: { Key($0.source) == Key(source) }),
      let origin = table.origins.first(where: { Int($0.file) == index && Int($0.firstLine) == line }),
      let report = computed.reports.first(where: { Int($0.file) == index })
    else { return nil }
    let plan = try published.plan()
    guard let contract = plan.sources.map(\.contract).first(where: { Key($0.shape.name) == Key(source) })
    else { return nil }
    let cells = MemberSigns.cells(
      of: try published.rowText(run)(origin), delimiter: report.delimiter)
    let withheld = WithheldCells(
      contract, plan.privacy.rules(for: .internal), computed.withheld.scan(.internal))
    let columns = cells.indices.map { place in report.columns.first { $0.position == place } }
    return SourceRow(
      file: file, line: line, columns: columns.map { $0?.heading ?? "" },
      cells: zip(cells, columns).map { withheld.shown($0, $1) })
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
    guard let column, !isWithheld(column) else { return SourceRow.withheld }
    let hits = scan.hits(in: TextPart(name: "row.txt", bytes: Array(cell.utf8)))
    return hits.isEmpty ? cell : SourceRow.withheld
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
