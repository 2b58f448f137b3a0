import Records

/// What decoding remarks on the rows of one batch, each remark with its row and column.
struct RowNotes {
  struct Problem {
    let row: Int
    /// Index of the column, or of the columns and then the checks.
    let order: Int
    let column: String
    let problem: CellProblem
    /// False for what the contract forgives.
    let refuses: Bool
  }

  struct Change {
    let row: Int
    let order: Int
    let column: String
    let rule: String
    let before: String
    let after: String
  }

  private(set) var problems: [Problem] = []
  private(set) var changes: [Change] = []

  mutating func add(_ problem: Problem) { problems.append(problem) }

  mutating func add(_ change: Change) { changes.append(change) }

  func refuses(row: Int, column: String) -> Bool {
    problems.contains { $0.row == row && $0.column == column && $0.refuses }
  }

  /// Puts all in the order of rows, and within a row in that of columns.
  mutating func sort() {
    problems.sort { ($0.row, $0.order) < ($1.row, $1.order) }
    changes.sort { ($0.row, $0.order) < ($1.row, $1.order) }
  }
}
