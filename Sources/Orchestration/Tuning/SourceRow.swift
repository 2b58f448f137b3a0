package import Publishing
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
  /// that no column of the contract owns. Throws where the file changed since the run was made again.
  package func row(source: String, file: String, line: Int) throws(RunError) -> SourceRow? {
    try rows.row(source: source, file: file, line: line)
  }

  /// What texts for the office are held to.
  package var withheld: PrivacyScan { computed.withheld.scan(.internal) }
}
